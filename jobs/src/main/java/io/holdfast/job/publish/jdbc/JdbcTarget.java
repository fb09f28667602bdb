package io.holdfast.job.publish.jdbc;

import io.holdfast.job.control.PublishReceipt;
import io.holdfast.job.publish.CrmConfig;
import io.holdfast.job.publish.CrmTarget;
import io.holdfast.job.publish.UnreachableException;
import io.holdfast.job.publish.Update;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Updates rows of a table by their id. It inserts nothing, creates nothing and deletes nothing. */
public final class JdbcTarget implements CrmTarget {
  private static final int BATCH = 1000;
  private static final int SQLITE_BUSY = 5;
  private final String name;
  private final CrmConfig config;
  private final Address address;

  /**
   * @param output folder where the path of an SQLite file starts
   */
  public JdbcTarget(String name, CrmConfig config, Path output) {
    this.name = name;
    this.config = config;
    this.address = Address.of(config, output);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int batchSize() {
    return BATCH;
  }

  @Override
  public void check() {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.executeQuery(UpdateSql.probe(config, quote(connection))).close();
    } catch (SQLException e) {
      throw new UnreachableException(
          name,
          "table %s at %s cannot take the mapped columns: %s"
              .formatted(config.table(), address.shown(), address.shown(e)),
          "Create what is missing there, or correct table, id and fields in conf/crm/%s.yaml"
              .formatted(name));
    }
  }

  @Override
  public List<PublishReceipt> send(String run, List<Update> updates) {
    try (Connection connection = connect()) {
      connection.setAutoCommit(false);
      try (PreparedStatement statement =
          connection.prepareStatement(UpdateSql.update(config, quote(connection)))) {
        List<PublishReceipt> receipts =
            together(connection, statement, updates) ? all(updates) : one(statement, updates);
        connection.commit();
        return receipts;
      }
    } catch (SQLException e) {
      throw new UnreachableException(
          name,
          "%s broke off while records were sent: %s".formatted(address.shown(), address.shown(e)),
          "They stay pending; publish again");
    }
  }

  /** Tries all at once; rolls back and says false when any of them needs a look of its own. */
  private boolean together(Connection connection, PreparedStatement statement, List<Update> updates)
      throws SQLException {
    try {
      for (Update update : updates) {
        bind(statement, update);
        statement.addBatch();
      }
      boolean clean = true;
      for (int count : statement.executeBatch()) {
        clean &= count == 1;
      }
      if (!clean) {
        connection.rollback();
      }
      return clean;
    } catch (SQLException e) {
      statement.clearBatch();
      connection.rollback();
      return false;
    }
  }

  private static List<PublishReceipt> all(List<Update> updates) {
    return updates.stream().map(u -> PublishReceipt.succeeded(u.recordId())).toList();
  }

  private List<PublishReceipt> one(PreparedStatement statement, List<Update> updates)
      throws SQLException {
    List<PublishReceipt> receipts = new ArrayList<>();
    for (Update update : updates) {
      receipts.add(one(statement, update));
    }
    return receipts;
  }

  private PublishReceipt one(PreparedStatement statement, Update update) throws SQLException {
    Connection connection = statement.getConnection();
    Savepoint before = connection.setSavepoint();
    try {
      bind(statement, update);
      int count = statement.executeUpdate();
      if (count == 1) {
        connection.releaseSavepoint(before);
        return PublishReceipt.succeeded(update.recordId());
      }
      connection.rollback(before);
      return PublishReceipt.rejected(
          update.recordId(),
          count == 0 ? "no such record" : "%d records have this id".formatted(count));
    } catch (SQLException e) {
      if (passes(e)) {
        throw e;
      }
      connection.rollback(before);
      return PublishReceipt.rejected(update.recordId(), firstLine(address.shown(e)));
    }
  }

  /** Whether the database, not the record, is at fault: a lost connection, a lock, a full disk. */
  private static boolean passes(SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    return e instanceof SQLTransientException
        || state.matches("(08|40|53|57|58).*")
        || (e.getErrorCode() == SQLITE_BUSY && state.isEmpty());
  }

  private void bind(PreparedStatement statement, Update update) throws SQLException {
    int at = 1;
    for (String column : config.fields().keySet()) {
      statement.setString(at++, update.fields().get(column));
    }
    statement.setString(at, update.recordId());
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("refused");
  }

  private Connection connect() {
    try {
      return address.connect();
    } catch (SQLException e) {
      throw new UnreachableException(
          name,
          "cannot connect to %s: %s".formatted(address.shown(), address.shown(e)),
          "Start that database, or correct url, user and password in conf/crm/%s.yaml"
              .formatted(name));
    }
  }

  private static String quote(Connection connection) throws SQLException {
    return connection.getMetaData().getIdentifierQuoteString();
  }
}
