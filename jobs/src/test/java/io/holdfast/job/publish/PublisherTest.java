package io.holdfast.job.publish;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.job.control.PublishReceipt;
import io.holdfast.job.control.PublishSummary;
import io.holdfast.job.control.SqlPublishLedger;
import io.holdfast.job.control.TestDatabase;
import io.holdfast.job.publish.jdbc.JdbcTarget;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PublisherTest {
  private static final LocalDate DAY = LocalDate.of(2024, 12, 31);
  private static final Map<String, String> MAPPING = Map.of("risk", "churn.percent");
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void onlyWhatChangedIsSentAndARerunSendsNothing(TestDatabase kind) throws Exception {
    try (Scene scene = new Scene(kind, folder)) {
      assertThat(scene.publish("r1", DAY, Map.of("a", "10", "b", "20")).succeeded()).isEqualTo(2);
      assertThat(scene.crm()).containsEntry("a", "10").containsEntry("b", "20");

      assertThat(scene.plan("r1", DAY, Map.of("a", "10", "b", "20")).intents()).isEmpty();
      assertThat(scene.plan("r2", DAY.plusDays(1), Map.of("a", "10", "b", "25")).intents())
          .extracting(i -> i.recordId() + i.payload())
          .containsExactly("b{\"risk\":\"25\"}");
    }
  }

  @ParameterizedTest
  @EnumSource
  void smallStepsAreSentWhenTheyHaveAddedUp(TestDatabase kind) throws Exception {
    try (Scene scene = new Scene(kind, folder)) {
      scene.publish("r1", DAY, Map.of("a", "10"));

      assertThat(scene.publish("r2", DAY.plusDays(1), Map.of("a", "13")).succeeded()).isZero();
      assertThat(scene.crm()).containsEntry("a", "10");
      assertThat(scene.publish("r3", DAY.plusDays(2), Map.of("a", "15")).succeeded()).isOne();
      assertThat(scene.crm()).containsEntry("a", "15");
    }
  }

  @ParameterizedTest
  @EnumSource
  void anUnknownRecordIsRejectedAndNeverInserted(TestDatabase kind) throws Exception {
    try (Scene scene = new Scene(kind, folder)) {
      PublishSummary summary = scene.publish("r1", DAY, Map.of("a", "10", "zz", "20"));

      assertThat(summary.reasons()).containsExactly(Map.entry("no such record", 1L));
      assertThat(summary.succeeded()).isEqualTo(1);
      assertThat(scene.crm()).containsEntry("a", "10").containsOnlyKeys("a", "b", "c");
      assertThat(scene.plan("r1", DAY, Map.of("a", "10", "zz", "20")).intents()).isEmpty();
      assertThat(scene.plan("r2", DAY.plusDays(1), Map.of("zz", "20")).intents()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRecordThatTheDatabaseRefusesDoesNotStopTheOthers(TestDatabase kind) throws Exception {
    try (Scene scene = new Scene(kind, folder)) {
      PublishSummary summary = scene.publish("r1", DAY, Map.of("a", "10", "b", "900", "c", "30"));

      assertThat(summary.succeeded()).isEqualTo(2);
      assertThat(summary.rejected()).isEqualTo(1);
      assertThat(scene.crm()).containsEntry("a", "10").containsEntry("c", "30");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aCrashBetweenSendingAndReceiptLeadsToTheSameRecords(TestDatabase kind) throws Exception {
    try (Scene scene = new Scene(kind, folder)) {
      scene.publish("r1", DAY, Map.of("a", "10"));
      scene.crashAfterSending = true;
      assertThatThrownBy(() -> scene.publish("r2", DAY.plusDays(1), Map.of("a", "19")))
          .hasMessage("killed");
      assertThat(scene.crm()).containsEntry("a", "19");
      assertThat(scene.ledger.pending("crm")).hasSize(1);

      scene.crashAfterSending = false;
      PublishSummary summary = scene.publish("r2", DAY.plusDays(1), Map.of("a", "19"));

      assertThat(summary.succeeded()).isEqualTo(1);
      assertThat(summary.inPart()).isFalse();
      assertThat(scene.crm()).containsEntry("a", "19");
    }
  }

  @ParameterizedTest
  @EnumSource
  void anOldValueIsSentAgainWhenANewerOneMayHaveArrived(TestDatabase kind) throws Exception {
    try (Scene scene = new Scene(kind, folder)) {
      scene.publish("r1", DAY, Map.of("a", "10"));
      scene.crashAfterSending = true;
      assertThatThrownBy(() -> scene.publish("r2", DAY.plusDays(1), Map.of("a", "19")))
          .hasMessage("killed");

      scene.crashAfterSending = false;
      scene.publish("r3", DAY.plusDays(2), Map.of("a", "10"));

      assertThat(scene.crm()).containsEntry("a", "10");
      assertThat(scene.ledger.summary("crm", "r2").superseded()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void anUnreachableTargetLeavesEverythingPending(TestDatabase kind) throws Exception {
    try (Scene scene = new Scene(kind, folder)) {
      scene.execute("DROP TABLE account");
      PublishSummary summary = scene.publish("r1", DAY, Map.of("a", "10", "b", "20"));

      assertThat(summary.pending()).isEqualTo(2);
      assertThat(summary.reasons().keySet().iterator().next())
          .startsWith("CRM target crm: table account at jdbc:")
          .contains("conf/crm/crm.yaml")
          .doesNotContain("password");

      scene.createAccounts();
      assertThat(scene.publish("r1", DAY, Map.of("a", "10", "b", "20")).inPart()).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void olderFiguresNeverReplaceNewerOnes(TestDatabase kind) throws Exception {
    try (Scene scene = new Scene(kind, folder)) {
      scene.publish("r2", DAY, Map.of("a", "10"));

      assertThat(scene.plan("r1", DAY.minusDays(1), Map.of("a", "9")).refused())
          .isEqualTo("it already has figures of 2024-12-31; those of 2024-12-30 are older");
    }
  }

  /** A CRM with accounts a, b and c, and a control database, both of one kind. */
  private static final class Scene implements AutoCloseable {
    private final String crm;
    private final Connection control;
    final SqlPublishLedger ledger;
    boolean crashAfterSending;

    Scene(TestDatabase kind, Path folder) throws Exception {
      crm = kind.fresh(folder);
      control = DriverManager.getConnection(kind.fresh(folder));
      ledger = new SqlPublishLedger(control);
      createAccounts();
    }

    void createAccounts() throws Exception {
      execute(
          "CREATE TABLE account (id VARCHAR(18) PRIMARY KEY,"
              + " risk NUMERIC CHECK (risk BETWEEN 0 AND 100))");
      execute("INSERT INTO account (id) VALUES ('a'), ('b'), ('c')");
    }

    void execute(String sql) throws Exception {
      try (Connection connection = DriverManager.getConnection(crm);
          Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }

    Map<String, String> crm() throws Exception {
      Map<String, String> risks = new TreeMap<>();
      try (Connection connection = DriverManager.getConnection(crm);
          Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SELECT id, risk FROM account")) {
        while (rows.next()) {
          risks.put(rows.getString(1), String.valueOf(rows.getString(2)));
        }
      }
      return risks;
    }

    PublishPlan plan(String run, LocalDate day, Map<String, String> risks) {
      return publisher().plan(run, wanted(day, risks));
    }

    PublishSummary publish(String run, LocalDate day, Map<String, String> risks) {
      return publisher().publish(run, day, plan(run, day, risks));
    }

    private static Intents wanted(LocalDate day, Map<String, String> risks) {
      Map<String, Update> updates =
          risks.entrySet().stream()
              .collect(
                  toMap(
                      Map.Entry::getKey,
                      e -> new Update(e.getKey(), Map.of("risk", e.getValue())),
                      (x, y) -> x,
                      TreeMap::new));
      Map<String, String> accounts =
          risks.keySet().stream().collect(toMap(id -> id, id -> "account of " + id));
      Map<String, Map<String, String>> said =
          risks.keySet().stream().collect(toMap(id -> id, id -> Map.of("risk", "known")));
      return new Intents(day, updates, said, accounts, risks.keySet());
    }

    private Publisher publisher() {
      CrmConfig config =
          new CrmConfig("jdbc", null, null, crm, null, null, "account", "id", MAPPING);
      JdbcTarget jdbc = new JdbcTarget("crm", config, Path.of("."));
      return new Publisher(crashAfterSending ? new Killed(jdbc) : jdbc, MAPPING, ledger);
    }

    @Override
    public void close() throws SQLException {
      control.close();
    }
  }

  /** A process that dies when the records are sent and their receipts are not yet written. */
  private record Killed(CrmTarget target) implements CrmTarget {
    @Override
    public String name() {
      return target.name();
    }

    @Override
    public void check() {
      target.check();
    }

    @Override
    public int batchSize() {
      return target.batchSize();
    }

    @Override
    public List<PublishReceipt> send(String run, List<Update> updates) {
      target.send(run, updates);
      throw new IllegalStateException("killed");
    }
  }
}
