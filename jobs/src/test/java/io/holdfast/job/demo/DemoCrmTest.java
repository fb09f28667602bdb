package io.holdfast.job.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCrmTest {
  private static final List<DemoCrm.Account> ACCOUNTS =
      List.of(new DemoCrm.Account("001a", "Aldin Labs"), new DemoCrm.Account("001b", "O'Hara"));
  @TempDir Path folder;

  @Test
  void aRerunKeepsWhatWasPublishedUnlessAskedToStartAnew() throws Exception {
    Path file = folder.resolve("out").resolve("crm.db");
    DemoCrm.create(file, List.of("holdfast_health"), ACCOUNTS, false);
    try (Connection crm = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = crm.createStatement()) {
      statement.executeUpdate("UPDATE account SET holdfast_health = '71' WHERE id = '001a'");
    }

    DemoCrm.create(file, List.of("holdfast_health"), ACCOUNTS, false);
    assertThat(health(file)).containsEntry("001a", "71").containsEntry("001b", "");

    DemoCrm.create(file, List.of("holdfast_health"), ACCOUNTS, true);
    assertThat(health(file)).containsEntry("001a", "").containsEntry("001b", "");
  }

  @Test
  void aColumnThatIsNoNameIsRefused() {
    Path file = folder.resolve("crm.db");

    assertThatThrownBy(() -> DemoCrm.create(file, List.of("a; DROP"), ACCOUNTS, false))
        .hasMessage("CRM column a; DROP is not a name; take letters, digits and _");
  }

  private static Map<String, String> health(Path file) throws SQLException {
    Map<String, String> health = new TreeMap<>();
    try (Connection crm = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = crm.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id, holdfast_health FROM account")) {
      while (rows.next()) {
        health.put(rows.getString(1), String.valueOf(rows.getString(2)).replace("null", ""));
      }
    }
    return health;
  }
}
