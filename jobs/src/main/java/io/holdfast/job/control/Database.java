package io.holdfast.job.control;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** A connection to SQLite or PostgreSQL with the few calls that the ledgers need. */
final class Database implements AutoCloseable {

  /** Reads one row of a result. */
  interface Reading<T> {
    T read(ResultSet row) throws SQLException;
  }

  private final Connection connection;

  private Database(Connection connection) {
    this.connection = connection;
  }

  static Database open(String address) {
    String file = address.startsWith("jdbc:sqlite:file:") ? address.substring(17) : null;
    try {
      if (file != null) {
        Files.createDirectories(Path.of(file).toAbsolutePath().getParent());
      }
      Connection connection = DriverManager.getConnection(address, settings(file != null));
      Database database = new Database(connection);
      if (file != null) {
        database.pragma("journal_mode=WAL");
        database.pragma("synchronous=FULL");
        database.pragma("busy_timeout=30000");
      }
      return database;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot create the folder of control database " + address, e);
    } catch (SQLException e) {
      throw new ControlException(
          "Cannot open control database %s: %s"
              .formatted(
                  withoutPassword(address),
                  withoutPassword(String.valueOf(e.getMessage())).replaceFirst("\\.$", "")),
          e,
          "Correct control in holdfast.yaml, or start that database");
    }
  }

  /** SQLite refuses at once a transaction that reads first and writes after another one wrote. */
  private static Properties settings(boolean sqlite) {
    Properties settings = new Properties();
    if (sqlite) {
      settings.setProperty("transaction_mode", "IMMEDIATE");
    }
    return settings;
  }

  private static String withoutPassword(String address) {
    return address.replaceAll("(?i)password=[^&;\\s]*", "password=******");
  }

  private void pragma(String pragma) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("pragma " + pragma);
    }
  }

  Connection connection() {
    return connection;
  }

  int execute(String sql, Object... parameters) {
    try (PreparedStatement statement = prepare(sql, parameters)) {
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new ControlException("Control database refused '%s'".formatted(sql), e);
    }
  }

  /** The same statement for many rows. */
  void executeAll(String sql, Stream<Object[]> rows) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (Iterator<Object[]> all = rows.iterator(); all.hasNext(); ) {
        set(statement, all.next());
        statement.addBatch();
      }
      statement.executeBatch();
    } catch (SQLException e) {
      throw new ControlException("Control database refused '%s'".formatted(sql), e);
    }
  }

  <T> List<T> query(Reading<T> reading, String sql, Object... parameters) {
    try (PreparedStatement statement = prepare(sql, parameters);
        ResultSet rows = statement.executeQuery()) {
      List<T> all = new ArrayList<>();
      while (rows.next()) {
        all.add(reading.read(rows));
      }
      return all;
    } catch (SQLException e) {
      throw new ControlException("Control database refused '%s'".formatted(sql), e);
    }
  }

  /** Runs all of it or none of it; a write lock is taken first so that two callers queue up. */
  synchronized void together(Runnable work) {
    try {
      connection.setAutoCommit(false);
      try {
        work.run();
        connection.commit();
      } catch (RuntimeException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new ControlException("Control database could not commit", e);
    }
  }

  private PreparedStatement prepare(String sql, Object... parameters) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    set(statement, parameters);
    return statement;
  }

  private static void set(PreparedStatement statement, Object... parameters) throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new ControlException("Cannot close the control database", e);
    }
  }
}
