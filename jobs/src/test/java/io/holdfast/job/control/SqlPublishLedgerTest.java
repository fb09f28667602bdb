package io.holdfast.job.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.job.control.PublishReceipt.State;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SqlPublishLedgerTest {
  private static final LocalDate DAY = LocalDate.of(2024, 12, 31);
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void anIntentIsPendingUntilItsReceiptIsWritten(TestDatabase kind) throws Exception {
    try (Connection connection = DriverManager.getConnection(kind.fresh(folder))) {
      PublishLedger ledger = new SqlPublishLedger(connection);
      ledger.open("crm", "r1", DAY, intents("a", "b"));

      assertThat(ledger.pending("crm"))
          .extracting(p -> p.intent().recordId())
          .containsExactly("a", "b");
      assertThat(ledger.lastSucceeded("crm")).isEmpty();
      assertThat(ledger.summary("crm", "r1").inPart()).isTrue();

      ledger.settle(
          "crm", List.of(PublishReceipt.succeeded("a"), PublishReceipt.rejected("b", "gone")));

      assertThat(ledger.pending("crm")).isEmpty();
      assertThat(ledger.lastSucceeded("crm")).containsExactly(Map.entry("a", "hash-a"));
      assertThat(ledger.rejected("crm", "r1"))
          .extracting(r -> r.receipt().reason())
          .containsExactly("gone");
      assertThat(ledger.summary("crm", "r1"))
          .isEqualTo(new PublishSummary("crm", "r1", 1, 1, 0, 0, Map.of("gone", 1L)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aNewerIntentSupersedesAPendingOlderOne(TestDatabase kind) throws Exception {
    try (Connection connection = DriverManager.getConnection(kind.fresh(folder))) {
      PublishLedger ledger = new SqlPublishLedger(connection);
      ledger.open("crm", "r1", DAY, intents("a", "b"));
      ledger.open("crm", "r2", DAY.plusDays(1), intents("a"));

      assertThat(ledger.pending("crm"))
          .extracting(p -> p.run() + " " + p.intent().recordId())
          .containsExactly("r2 a", "r1 b");
      assertThat(ledger.summary("crm", "r1").superseded()).isEqualTo(1);
      assertThat(ledger.newest("crm")).contains(DAY.plusDays(1));
      assertThat(ledger.ofAccount("account of a"))
          .extracting(r -> r.receipt().state())
          .containsExactly(State.PENDING, State.SUPERSEDED);
    }
  }

  @ParameterizedTest
  @EnumSource
  void targetsDoNotSeeEachOther(TestDatabase kind) throws Exception {
    try (Connection connection = DriverManager.getConnection(kind.fresh(folder))) {
      PublishLedger ledger = new SqlPublishLedger(connection);
      ledger.open("crm", "r1", DAY, intents("a"));
      ledger.settle("file", List.of(PublishReceipt.succeeded("a")));

      assertThat(ledger.pending("file")).isEmpty();
      assertThat(ledger.newest("file")).isEmpty();
      assertThat(ledger.pending("crm")).hasSize(1);
      assertThat(new SqlPublishLedger(connection).pending("crm")).hasSize(1);
    }
  }

  private static List<PublishIntent> intents(String... ids) {
    return Arrays.stream(ids)
        .map(id -> new PublishIntent(id, "account of " + id, "hash-" + id, "{}"))
        .toList();
  }
}
