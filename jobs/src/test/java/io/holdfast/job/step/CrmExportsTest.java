package io.holdfast.job.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.table.Activity;
import io.holdfast.table.Contact;
import io.holdfast.table.Goal;
import io.holdfast.table.Invoice;
import io.holdfast.table.Milestone;
import io.holdfast.table.Opportunity;
import io.holdfast.table.OpportunityLine;
import io.holdfast.table.Quarantine;
import io.holdfast.table.Signal;
import io.holdfast.table.SourceAccount;
import io.holdfast.table.Subscription;
import io.holdfast.table.SurveyResponse;
import io.holdfast.table.Table;
import io.holdfast.table.Ticket;
import io.holdfast.table.UsageEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The vendors' own layouts, and the generic CSVs as their page shows them. */
class CrmExportsTest {
  private static final String WEBER = "001000000000001AAA";
  @TempDir static Path folder;
  private static CollectedNight night;
  private static CollectedNight hubspot;

  @BeforeAll
  static void land() throws IOException {
    Path landing = folder.resolve("landing");
    for (String vendor : List.of("salesforce", "hubspot", "survey")) {
      unpack(vendor, landing);
    }
    examples(landing);
    night =
        new CollectedNight(
            folder.resolve("n"), landing, "2025-12-31", "salesforce", "survey", "generic");
    hubspot = new CollectedNight(folder.resolve("h"), landing, "2025-12-31", "hubspot");
  }

  @Test
  void everyRecordIsLoadedButWhatNobodyWants() {
    assertThat(night.counts()).allMatch(line -> line.contains("landed")).hasSize(25);
    assertThat(night.rows(Quarantine.TABLE)).isEmpty();
    assertThat(night.counts().stream().filter(line -> line.contains("ignored")))
        .as("an owner's name, and a field without a column")
        .containsExactly(
            "salesforce.account_history: 5 landed, 3 loaded, 0 quarantined, 2 ignored");
    assertThat(hubspot.counts().stream().filter(line -> !line.endsWith(" 0 quarantined")))
        .containsExactly(
            "hubspot.companies: 3 landed, 2 loaded, 1 quarantined",
            "hubspot.email_events: 7 landed, 5 loaded, 0 quarantined, 2 ignored",
            "hubspot.feedback_submissions: 2 landed, 1 loaded, 0 quarantined, 1 ignored");
    assertThat(hubspot.rows(Quarantine.TABLE).map(row -> row.<String>getAs("reason")))
        .containsExactly("column employees: 'many' is not a whole number");
  }

  @Test
  void salesforceAccountsWereWhatTheirHistorySays() {
    String[] then = {"name", "domain", "owner"};
    assertThat(night.asOf("2024-01-10", SourceAccount.TABLE, WEBER, "name", "created_on"))
        .containsExactly("null | 2024-01-05");
    assertThat(night.asOf("2024-02-15", SourceAccount.TABLE, WEBER, then))
        .containsExactly("Weber GmbH | weber-old.example | 005000000000002AAA");
    assertThat(night.now(SourceAccount.TABLE, WEBER, then))
        .containsExactly("Weber AG | weber.example | 005000000000001AAA");
    assertThat(night.now(SourceAccount.TABLE, "001000000000002AAA", "name")).isEmpty();
    assertThat(
            night.versions(SourceAccount.TABLE, "001000000000002AAA", "deleted", "merged_into_key"))
        .contains("true | " + WEBER);
    String deal = "006000000000001AAA";
    String[] state = {"stage", "amount", "probability"};
    assertThat(night.asOf("2024-02-28", Opportunity.TABLE, deal, state))
        .containsExactly("Proposal | 1000.00 | 50.0");
    assertThat(night.now(Opportunity.TABLE, deal, "stage", "amount", "kind"))
        .containsExactly("Closed Won | 1200.50 | expansion");
  }

  @Test
  void aMeetingThatNobodyTookBackWasHeldOnceItsTimeHadPassed() {
    String booked = "00U000000000001AAA";
    String taken = "00U000000000002AAA";
    assertThat(night.asOf("2024-03-04", Activity.TABLE, booked, "kind", "status"))
        .containsExactly("meeting | planned");
    assertThat(night.now(Activity.TABLE, booked, "status", "event_time"))
        .containsExactly("held | 2024-03-05 13:00:00.0");
    assertThat(night.asOf("2024-02-20", Activity.TABLE, taken, "status"))
        .containsExactly("planned");
    assertThat(night.now(Activity.TABLE, taken, "status")).isEmpty();
    assertThat(hubspot.asOf("2024-03-04", Activity.TABLE, "401", "status"))
        .containsExactly("planned");
    assertThat(hubspot.now(Activity.TABLE, "401", "status", "account_key", "event_time"))
        .as("what they said of it later goes before the presumption")
        .containsExactly("missed | 501 | 2024-03-05 13:00:00.0");
    assertThat(hubspot.now(Activity.TABLE, "402", "status", "account_key"))
        .containsExactly("held | 501");
    assertThat(night.now(Activity.TABLE, "00U000000000003AAA", "status", "event_time"))
        .as("all day long")
        .containsExactly("held | 2024-03-20 00:00:00.0");
    assertThat(night.asOf("2024-03-19", Activity.TABLE, "00U000000000003AAA", "status"))
        .containsExactly("planned");
    assertThat(night.now(Activity.TABLE, "00T000000000002AAA", "kind", "status"))
        .as("a task without a due date")
        .containsExactly("task | planned");
  }

  @Test
  void hubspotHistoryMergesAndAssociationsComeTogether() {
    assertThat(hubspot.asOf("2024-01-31", SourceAccount.TABLE, "501", "name", "industry"))
        .containsExactly("Weber GmbH | null");
    assertThat(hubspot.now(SourceAccount.TABLE, "501", "name", "domain", "employees"))
        .containsExactly("Weber AG | weber.example | 150");
    assertThat(hubspot.now(SourceAccount.TABLE, "499", "merged_into_key")).containsExactly("501");
    assertThat(hubspot.asOf("2024-01-31", SourceAccount.TABLE, "502", "name")).isEmpty();
    assertThat(hubspot.now(SourceAccount.TABLE, "502", "name")).isEmpty();
    assertThat(hubspot.asOf("2024-01-31", Contact.TABLE, "71", "opted_out"))
        .containsExactly("false");
    assertThat(hubspot.now(Contact.TABLE, "71", "name", "email", "role", "opted_out"))
        .containsExactly("Ada Weber | ada@weber.example | champion | true");
    assertThat(hubspot.now(Contact.TABLE, "70", "merged_into_key")).containsExactly("71");
    String[] deal = {"stage", "amount", "account_key", "kind", "currency", "close_on"};
    assertThat(hubspot.asOf("2024-02-28", Opportunity.TABLE, "801", "stage", "amount", "close_on"))
        .containsExactly("contractsent | 1000.00 | 2024-04-01");
    assertThat(hubspot.now(Opportunity.TABLE, "801", deal))
        .containsExactly("closedwon | 1200.50 | 501 | expansion | EUR | 2024-03-20");
    assertThat(hubspot.now(Opportunity.TABLE, "802", "account_key", "close_on"))
        .containsExactly("501 | 2024-05-01");
    assertThat(hubspot.now(OpportunityLine.TABLE, "901", "opportunity_key", "product", "amount"))
        .containsExactly("801 | 31 | 1200.50");
    assertThat(hubspot.asOf("2024-02-02", Ticket.TABLE, "601", "status", "first_response_minutes"))
        .containsExactly("pending | 30.0");
    assertThat(
            hubspot.now(
                Ticket.TABLE, "601", "status", "priority", "account_key", "resolution_hours"))
        .containsExactly("closed | high | 501 | 48.0");
  }

  @Test
  void mailEventsAndAnswersNameTheirPerson() {
    String ada =
        hubspot
            .rows(Contact.TABLE)
            .filter(row -> "71".equals(row.getAs("merged_into_key")))
            .map(row -> row.<String>getAs("source_key"))
            .filter(key -> key.startsWith("mail:"))
            .findFirst()
            .orElseThrow();
    assertThat(List.of("e1", "e2", "e3", "e5"))
        .allSatisfy(
            event ->
                assertThat(hubspot.now(Activity.TABLE, event, "contact_key")).containsExactly(ada));
    assertThat(
            List.of("e1", "e2", "e3", "e4", "e5").stream()
                .flatMap(event -> hubspot.versions(Activity.TABLE, event, "status").stream()))
        .containsExactly("sent", "opened", "clicked", "bounced", "unsubscribed");
    assertThat(hubspot.now(SurveyResponse.TABLE, "301", "kind", "score", "contact_key"))
        .containsExactly("nps | 9.0 | 71");
    assertThat(
            List.of("n1", "c1", "e1", "x1").stream()
                .flatMap(a -> night.now(SurveyResponse.TABLE, a, "kind", "score").stream()))
        .containsExactly("nps | 9.0", "csat | 4.0", "ces | 6.0", "exit | null");
  }

  @Test
  void genericCsvsBecomeWhatTheirPageSays() {
    check(
        SourceAccount.TABLE,
        "A1",
        "weber.example | DE811234567 | 140",
        "domain",
        "tax_id",
        "employees");
    assertThat(night.now(SourceAccount.TABLE, "A2", "name")).isEmpty();
    check(Contact.TABLE, "C1", "A1 | champion | false", "account_key", "role", "opted_out");
    assertThat(night.asOf("2023-05-25", Subscription.TABLE, "K1", "mrr", "event_time"))
        .as("agreed before it begins")
        .containsExactly("1000.00 | 2023-06-01 00:00:00.0");
    assertThat(night.asOf("2024-05-30", Subscription.TABLE, "K1", "status", "mrr", "end_at"))
        .containsExactly("active | 1250.00 | null");
    check(
        Subscription.TABLE,
        "K1",
        "ended | 0.00 | 2024-05-31 00:00:00.0",
        "status",
        "mrr",
        "end_at");
    check(Invoice.TABLE, "I1", "paid | 12000.00 | EUR", "status", "amount", "currency");
    assertThat(night.asOf("2024-02-09", Invoice.TABLE, "I2", "status")).containsExactly("open");
    check(Invoice.TABLE, "I2", "void", "status");
    check(
        Ticket.TABLE,
        "T1",
        "closed | 30.0 | 24.0 | true | 2.0",
        "status",
        "first_response_minutes",
        "resolution_hours",
        "escalated",
        "satisfaction");
    check(UsageEvent.TABLE, "E1", "Report Created | 3.0", "event", "quantity");
    check(Activity.TABLE, "post:P1", "community | question", "kind", "subject_kind");
    assertThat(night.asOf("2024-02-01", Activity.TABLE, "training:R1", "status"))
        .containsExactly("planned");
    check(
        Activity.TABLE,
        "training:R1",
        "training | Admin basics | held",
        "kind",
        "subject_kind",
        "status");
    check(Activity.TABLE, "reference:F1", "reference | review", "kind", "subject_kind");
    assertThat(night.asOf("2024-02-11", Signal.TABLE, "S1", "kind")).isEmpty();
    check(Signal.TABLE, "S1", "funding | 2024-02-05 00:00:00.0", "kind", "event_time");
    check(Goal.TABLE, "G1", "reached | 2024-01-31", "status", "due_on");
    check(Milestone.TABLE, "M1", "done", "status");
  }

  private static void check(Table table, String key, String line, String... columns) {
    assertThat(night.now(table, key, columns)).containsExactly(line);
  }

  /** A file that holds several, each below its path. */
  private static void unpack(String vendor, Path landing) throws IOException {
    String all;
    try (var in =
        CrmExportsTest.class.getClassLoader().getResourceAsStream("landing/" + vendor + ".txt")) {
      all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    Matcher files = Pattern.compile("(?ms)^== (\\S+)\\n(.*?)(?=^== |\\z)").matcher(all);
    while (files.find()) {
      write(landing.resolve(files.group(1)), files.group(2));
    }
  }

  /** The examples of docs/generic-csv.md, told apart by their first columns. */
  private static void examples(Path landing) throws IOException {
    Map<String, String> folders =
        Map.ofEntries(
            Map.entry("id,name,updated_at", "accounts"),
            Map.entry("id,account_id,name,updated_at", "contacts"),
            Map.entry("id,account_id,valid_from", "contracts"),
            Map.entry("id,account_id,contract_id", "invoices"),
            Map.entry("id,account_id,contact_id,opened_at", "tickets"),
            Map.entry("id,account_id,user_id", "events"),
            Map.entry("id,account_id,contact_id,posted_at", "community_posts"),
            Map.entry("id,account_id,contact_id,at,booked_at", "trainings"),
            Map.entry("id,account_id,contact_id,at,kind", "references"),
            Map.entry("id,account_id,kind", "signals"),
            Map.entry("id,account_id,name,set_at,due_on", "goals"),
            Map.entry("id,account_id,name,set_at,done_at", "milestones"));
    Path page = CollectedNight.sources().resolve("../../docs/generic-csv.md");
    Matcher blocks = Pattern.compile("(?ms)^```csv\\n(.*?)^```").matcher(Files.readString(page));
    int found = 0;
    while (blocks.find()) {
      String text = blocks.group(1);
      String kind =
          folders.entrySet().stream()
              .filter(entry -> text.startsWith(entry.getKey()))
              .map(Map.Entry::getValue)
              .findFirst()
              .orElseThrow();
      write(landing.resolve("generic/" + kind + "/1.csv"), text);
      found++;
    }
    assertThat(found).isEqualTo(folders.size());
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
