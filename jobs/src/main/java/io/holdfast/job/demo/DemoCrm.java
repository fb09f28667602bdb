package io.holdfast.job.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** The demo company's CRM: an SQLite database whose table {@code account} awaits our values. */
public final class DemoCrm {

  /** A record of the CRM. */
  public record Account(String id, String name) {}

  /**
   * Creates the CRM with its accounts and, empty, the columns that are published to. A file that is
   * there is kept with what was published, and only gets the accounts that it lacks.
   *
   * @param columns as {@code conf/crm/demo.yaml} names them
   * @param anew whether to start from an empty CRM even so
   * @throws IllegalArgumentException when a column's name is none
   */
  public static void create(
      Path file, Collection<String> columns, List<Account> accounts, boolean anew)
      throws IOException, SQLException {
    for (String column : columns) {
      if (!column.matches("[A-Za-z_][A-Za-z0-9_]*")) {
        throw new IllegalArgumentException(
            "CRM column %s is not a name; take letters, digits and _".formatted(column));
      }
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    if (anew) {
      Files.deleteIfExists(file);
    }
    try (Connection crm = DriverManager.getConnection("jdbc:sqlite:" + file.toAbsolutePath())) {
      crm.setAutoCommit(false);
      try (Statement statement = crm.createStatement()) {
        statement.execute(
            columns.stream()
                .map(column -> ", " + column + " TEXT")
                .collect(
                    Collectors.joining(
                        "",
                        "CREATE TABLE IF NOT EXISTS account (id TEXT PRIMARY KEY, name TEXT NOT NULL",
                        ")")));
      }
      add(crm, accounts);
      crm.commit();
    }
  }

  private static void add(Connection crm, List<Account> accounts) throws SQLException {
    try (PreparedStatement insert =
        crm.prepareStatement("INSERT OR IGNORE INTO account (id, name) VALUES (?, ?)")) {
      for (Account account : accounts) {
        insert.setString(1, account.id());
        insert.setString(2, account.name());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private DemoCrm() {}
}
