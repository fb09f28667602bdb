package io.holdfast.job.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.job.pull.FakeSalesforce;
import io.holdfast.job.pull.FakeZendesk;
import io.holdfast.job.pull.PullPlace;
import io.holdfast.job.pull.Pulled;
import io.holdfast.job.pull.Vendors;
import io.holdfast.table.SourceAccount;
import io.holdfast.table.Ticket;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was pulled from servers that failed on the way is landed with every record once. */
class PulledFilesLandTest {
  private static final Instant CUT = Instant.parse("2025-01-01T00:00:00Z");
  private static final String TICKETS =
      """
      source: zendesk
      exports:
        tickets:
          files: zendesk/tickets/*.jsonl*
          entities:
            - entity: ticket
              key: id
              event_time: created_at
              known_at: updated_at
              columns: {status: status}
      """;
  private static final String ACCOUNTS =
      """
      source: salesforce
      exports:
        account:
          files: salesforce/Account/*.csv*
          entities:
            - entity: source_account
              key: Id
              event_time: SystemModstamp
              deleted: IsDeleted
              columns: {name: Name}
      """;

  @TempDir Path folder;

  @Test
  void everyRecordOfAFaultyNightIsThereOnce() {
    FakeZendesk zendesk = new FakeZendesk();
    FakeSalesforce salesforce = new FakeSalesforce().tokenUses(5);
    for (int i = 1; i <= 25; i++) {
      zendesk.put("tickets", i, CUT.minusSeconds(900 - i), ",\"status\":\"open\"");
      salesforce.put("Account", "0010" + i, CUT.minusSeconds(900 - i), "Söhne, " + i);
    }
    try (Vendors support = new Vendors(CUT.plusSeconds(7200), zendesk);
        Vendors crm = new Vendors(CUT.plusSeconds(7200), salesforce);
        PullPlace place = new PullPlace(folder);
        LandingNight night = new LandingNight(folder, folder.resolve("landing"))) {
      support.fault(429, Map.of("Retry-After", "30"), "").fine().cut();
      crm.fault(500, Map.of(), "").fine().cut().fine().fine().fine().fine().cut();
      pull(place, "zendesk", "vendor: zendesk\ntoken: a\nexports: {tickets: {}}", support);
      pull(
          place,
          "salesforce",
          "vendor: salesforce\nclient_id: a\nclient_secret: b\nexports: {Account: {}}",
          crm);
      assertThat(night.land("2024-12-31", TICKETS).rows())
          .containsEntry("raw_zendesk_tickets", 25L)
          .containsEntry("ticket", 25L);
      assertThat(night.land("2024-12-31", ACCOUNTS).rows())
          .containsEntry("raw_salesforce_account", 25L)
          .containsEntry("source_account", 25L);
      assertThat(night.lines(Ticket.TABLE, "source_key")).hasSize(25).doesNotHaveDuplicates();
      assertThat(night.lines(SourceAccount.TABLE, "source_key", "name"))
          .hasSize(25)
          .doesNotHaveDuplicates()
          .contains("00107 Söhne, 7");
    }
  }

  private static void pull(PullPlace place, String source, String yaml, Vendors vendor) {
    assertThat(place.pull(source, yaml + "\npage: 4\nurl: " + vendor.url(), CUT))
        .extracting(Pulled::stopped)
        .containsOnlyNulls();
  }
}
