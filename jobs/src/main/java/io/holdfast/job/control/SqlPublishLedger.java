package io.holdfast.job.control;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.holdfast.job.control.PublishReceipt.State;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The publish ledger in SQLite or PostgreSQL. It creates its own tables. */
public final class SqlPublishLedger implements PublishLedger {
  private final Connection connection;

  /**
   * @param connection to the control database, in auto-commit mode; the caller closes it
   */
  public SqlPublishLedger(Connection connection) {
    this.connection = connection;
    atomically(
        "create the publish ledger",
        () -> {
          try (Statement statement = connection.createStatement()) {
            for (String sql : PublishSql.DDL) {
              statement.execute(sql);
            }
          }
          return null;
        });
  }

  @Override
  public Map<String, String> lastSucceeded(String target) {
    Map<String, String> held = new HashMap<>();
    query(PublishSql.HELD, row -> held.put(row.getString(1), row.getString(2)), target);
    return held;
  }

  @Override
  public Map<String, String> payloads(String target) {
    Map<String, String> told = new HashMap<>();
    query(PublishSql.TOLD, row -> told.put(row.getString(1), row.getString(2)), target, target);
    return told;
  }

  @Override
  public Optional<LocalDate> newest(String target) {
    return query(PublishSql.NEWEST, row -> Optional.ofNullable(row.getString(1)), target)
        .get(0)
        .map(LocalDate::parse);
  }

  @Override
  public void open(String target, String run, LocalDate asOf, List<PublishIntent> intents) {
    atomically(
        "write intents for " + target,
        () -> {
          long seq = query(PublishSql.NEXT, row -> row.getLong(1), target).get(0);
          try (PreparedStatement supersede = connection.prepareStatement(PublishSql.SUPERSEDE);
              PreparedStatement intend = connection.prepareStatement(PublishSql.INTEND)) {
            for (PublishIntent intent : intents) {
              bind(supersede, "by run " + run, target, intent.recordId()).addBatch();
              bind(intend, target, seq, intent.recordId(), run, asOf.toString())
                  .setString(6, intent.accountId());
              intend.setString(7, intent.hash());
              intend.setString(8, intent.payload());
              intend.addBatch();
            }
            supersede.executeBatch();
            intend.executeBatch();
          }
          return null;
        });
  }

  @Override
  public void settle(String target, List<PublishReceipt> receipts) {
    atomically(
        "write receipts of " + target,
        () -> {
          try (PreparedStatement hold = connection.prepareStatement(PublishSql.HOLD);
              PreparedStatement settle = connection.prepareStatement(PublishSql.SETTLE)) {
            for (PublishReceipt receipt : receipts) {
              if (receipt.state() == State.SUCCEEDED) {
                bind(hold, target, receipt.recordId()).addBatch();
              }
              bind(settle, receipt.state().name(), receipt.reason(), target, receipt.recordId())
                  .addBatch();
            }
            hold.executeBatch();
            settle.executeBatch();
          }
          return null;
        });
  }

  @Override
  public List<PublishedRecord> pending(String target) {
    return query(PublishSql.PENDING, SqlPublishLedger::published, target);
  }

  @Override
  public List<PublishedRecord> rejected(String target, String run) {
    return ofRun(target, run).stream().filter(r -> r.receipt().state() == State.REJECTED).toList();
  }

  @Override
  public PublishSummary summary(String target, String run) {
    List<PublishReceipt> receipts =
        ofRun(target, run).stream().map(PublishedRecord::receipt).toList();
    Map<State, Long> count =
        receipts.stream().collect(groupingBy(PublishReceipt::state, counting()));
    Map<String, Long> reasons =
        receipts.stream()
            .filter(r -> r.state() == State.REJECTED || r.state() == State.PENDING)
            .collect(groupingBy(PublishReceipt::reason, TreeMap::new, counting()));
    return new PublishSummary(
        target,
        run,
        count.getOrDefault(State.SUCCEEDED, 0L),
        count.getOrDefault(State.REJECTED, 0L),
        count.getOrDefault(State.PENDING, 0L),
        count.getOrDefault(State.SUPERSEDED, 0L),
        reasons);
  }

  @Override
  public List<PublishedRecord> ofAccount(String accountId) {
    return query(PublishSql.OF_ACCOUNT, SqlPublishLedger::published, accountId);
  }

  private List<PublishedRecord> ofRun(String target, String run) {
    return query(PublishSql.OF_RUN, SqlPublishLedger::published, target, run, target);
  }

  private static PublishedRecord published(ResultSet row) throws SQLException {
    PublishIntent intent =
        new PublishIntent(row.getString(4), row.getString(5), row.getString(6), row.getString(7));
    State state = State.valueOf(row.getString(8));
    return new PublishedRecord(
        row.getString(1),
        row.getString(2),
        LocalDate.parse(row.getString(3)),
        intent,
        new PublishReceipt(intent.recordId(), state, row.getString(9)));
  }

  private static PreparedStatement bind(PreparedStatement statement, Object... values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  private interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private interface Work<T> {
    T run() throws SQLException;
  }

  private <T> List<T> query(String sql, RowReader<T> reader, Object... values) {
    try (PreparedStatement statement = bind(connection.prepareStatement(sql), values);
        ResultSet rows = statement.executeQuery()) {
      List<T> found = new ArrayList<>();
      while (rows.next()) {
        found.add(reader.read(rows));
      }
      return found;
    } catch (SQLException e) {
      throw new ControlException("Cannot read the publish ledger", e);
    }
  }

  private <T> T atomically(String what, Work<T> work) {
    try {
      connection.setAutoCommit(false);
      try {
        T result = work.run();
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new ControlException("Cannot " + what, e);
    }
  }
}
