package io.holdfast.job.control;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Real databases for tests; PostgreSQL is started once in a JVM. */
public enum TestDatabase {
  SQLITE,
  POSTGRESQL;

  private static EmbeddedPostgres server;
  private static int databases;

  /** Address of a new, empty database; the account's name and password are in it. */
  public String fresh(Path folder) throws SQLException {
    if (this == SQLITE) {
      String url = "jdbc:sqlite:" + folder.resolve("db" + databases++ + ".sqlite");
      DriverManager.getConnection(url).close();
      return url;
    }
    String name = "test" + databases++;
    try (Connection connection = server().getPostgresDatabase().getConnection();
        java.sql.Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    }
    return server().getJdbcUrl("postgres", name);
  }

  private static synchronized EmbeddedPostgres server() {
    if (server == null) {
      try {
        server = EmbeddedPostgres.builder().start();
      } catch (IOException e) {
        throw new UncheckedIOException("PostgreSQL did not start", e);
      }
    }
    return server;
  }
}
