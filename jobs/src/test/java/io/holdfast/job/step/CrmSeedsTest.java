package io.holdfast.job.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.table.Activity;
import io.holdfast.table.Contact;
import io.holdfast.table.Lookup;
import io.holdfast.table.Opportunity;
import io.holdfast.table.OpportunityLine;
import io.holdfast.table.Product;
import io.holdfast.table.Quarantine;
import io.holdfast.table.Signal;
import io.holdfast.table.SourceAccount;
import io.holdfast.table.Staff;
import io.holdfast.table.Ticket;
import io.holdfast.table.TicketMessage;
import io.holdfast.table.Wanted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The loader's layouts of Salesforce and HubSpot over rows that a loader wrote. */
class CrmSeedsTest {
  private static final String DAY = "2025-12-31";

  @TempDir static Path folder;
  private static CollectedNight salesforce;
  private static CollectedNight bulk;
  private static CollectedNight hubspot;

  @BeforeAll
  static void land() {
    Path data = Wanted.data("fivetran");
    salesforce = new CollectedNight(folder.resolve("s"), data, DAY, "loader/salesforce");
    bulk = new CollectedNight(folder.resolve("b"), data.getParent(), DAY, "loader/salesforce_bulk");
    hubspot = new CollectedNight(folder.resolve("h"), data, DAY, "loader/hubspot");
  }

  @Test
  void everyRowOfEverySeedIsAccountedFor() {
    assertThat(salesforce.counts()).isEqualTo(lines("seeds/salesforce.txt"));
    assertThat(bulk.counts()).isEqualTo(lines("seeds/salesforce_bulk.txt"));
    assertThat(hubspot.counts()).isEqualTo(lines("seeds/hubspot.txt"));
    for (CollectedNight night : List.of(salesforce, bulk)) {
      assertThat(night.rows(Quarantine.TABLE)).isEmpty();
    }
    assertThat(hubspot.rows(Quarantine.TABLE))
        .as("meetings of 2020 that the seed dates to January 1970")
        .hasSize(7)
        .allSatisfy(
            row ->
                assertThat(row.<String>getAs(Quarantine.REASON))
                    .startsWith("column event_time: '1970-01-19 ")
                    .contains("it takes seconds for milliseconds"));
  }

  @Test
  void everyEntityOfTheSeedsIsFed() {
    assertThat(salesforce.entities())
        .isEqualTo(
            Map.of(
                "activity", 20L,
                "contact", 9L,
                "lookup", 10L,
                "opportunity", 22L,
                "opportunity_line", 10L,
                "product", 2L,
                "signal", 10L,
                "source_account", 23L,
                "staff", 10L));
    assertThat(bulk.entities()).isEqualTo(Map.of("source_account", 210L));
    assertThat(hubspot.entities())
        .isEqualTo(
            Map.of(
                "activity", 1051L,
                "contact", 51L,
                "lookup", 271L,
                "opportunity", 85L,
                "signal", 132L,
                "source_account", 48L,
                "staff", 105L,
                "ticket", 107L,
                "ticket_message", 25L));
  }

  @Test
  void salesforceMergesAndDeletesAreFollowed() {
    String[] merge = {"name", "deleted", "merged_into_key", "known_at"};
    String seinfeld = "Seinfeld | true | L4izOo4yZpLq5io5YM8pvA== | 2019-10-17 21:33:00.0";
    assertThat(salesforce.versions(SourceAccount.TABLE, "0015500000Ygpq1AAB", merge))
        .containsExactly(seinfeld, seinfeld);
    assertThat(salesforce.versions(SourceAccount.TABLE, "0015500000Xyy06AAB", merge))
        .containsOnly("Eric's Test | false | null | 2019-10-17 21:10:19.0");
    assertThat(
            salesforce.versions(SourceAccount.TABLE, "001q0000010PXTEAA4", "known_at", "deleted"))
        .as("the version that has no next ends the account")
        .containsExactly(
            "2019-04-04 18:36:06.0 | true",
            "2019-04-04 18:36:06.0 | true",
            "2019-04-04 18:36:07.0 | true");
    assertThat(
            salesforce.versions(
                Contact.TABLE, "00Q1G00000nDnM5UAK", "name", "account_key", "merged_into_key"))
        .as("a lead that became a contact")
        .containsExactly("H Croc | 0011G00000tLWKnQAO | 0031G00001QtDPlQAN");
  }

  @Test
  void salesforceRecordsHaveTheValuesOfTheirSeeds() {
    assertThat(
            salesforce.versions(
                Contact.TABLE,
                "0031G00000qAfq1QAC",
                "name",
                "email",
                "phone",
                "title",
                "opted_out",
                "known_at"))
        .containsExactly(
            "Jerome | hi@google.com | (555) 555-5555 | Markeing Direcor | false"
                + " | 2019-11-11 17:23:34.0",
            "Jerome | hi@google.com | (555) 555-5555 | Markeing Direcor | null"
                + " | 2019-01-03 19:53:01.0");
    assertThat(
            salesforce.versions(
                Opportunity.TABLE, "006q000000HddohAAB", "name", "amount", "close_on", "known_at"))
        .containsExactly(
            "$1m deal | 24120000.00 | 2018-12-19 | 2019-04-04 18:47:01.0",
            "$1m deal | 24120000.00 | 2018-12-19 | 2019-10-17 21:10:19.0");
    assertThat(
            salesforce.versions(
                OpportunityLine.TABLE,
                "00k1G000009ar5IQAQ",
                "opportunity_key",
                "product",
                "quantity",
                "amount"))
        .containsExactly("0061G00000HhviAQAR | 01 1G000000bH0WQAU | 6.0 | 5100.00");
    assertThat(salesforce.versions(Product.TABLE, "01t1G000000bOtkQAE", "name", "active"))
        .containsExactly("X | false");
    assertThat(
            salesforce.versions(
                Activity.TABLE, "00U1G00000DEaypUAD", "kind", "status", "contact_key"))
        .containsExactly("call | held | 0031G00001Pji7ZQAR");
    assertThat(
            salesforce.versions(
                Activity.TABLE, "00T1G00003UffGjUAJ", "kind", "status", "account_key"))
        .containsExactly("task | held | null");
    assertThat(salesforce.versions(Staff.TABLE, "0051G00000600MlQAI", "name", "active", "deleted"))
        .containsExactly("Brandon Zinn | true | false");
    assertThat(
            bulk.versions(
                SourceAccount.TABLE,
                "Bulk Account from CSV - #1",
                "domain",
                "phone",
                "employees",
                "city",
                "attributes",
                "known_at"))
        .as("today's value; its revenue is today's in any case")
        .containsExactly(
            "genepoint.com | (650) 867-3450 | 265 | Mountain View"
                + " | Map(annual_revenue -> 30000000) | 2025-12-31 23:59:59.999999");
    assertThat(
            bulk.versions(SourceAccount.TABLE, "account #9", "domain", "attributes.annual_revenue"))
        .containsExactly("accountupsert9.com | 9000");
  }

  @Test
  void whatIdsAreCalledIsKeptBesideThem() {
    assertThat(
            hubspot.versions(
                Lookup.TABLE,
                "deal_stage:wh+Wm18D0z1D4E+PE252gg==:/n0+plNHbWErNq8Ek+NM3g==",
                "kind",
                "id",
                "name",
                "state",
                "known_at"))
        .containsExactly(
            "deal_stage | /n0+plNHbWErNq8Ek+NM3g== | HloNyGJEOLMWtXLjmapLQw== | won"
                + " | 2020-07-09 15:25:37.054");
    assertThat(hubspot.versions(Lookup.TABLE, "form:123", "kind", "name"))
        .containsExactly("form | Newsletter Signup");
    assertThat(
            hubspot.versions(
                Signal.TABLE, "list:38:31993001", "contact_key", "deleted", "known_at"))
        .containsExactly(
            "31993001 | false | 2020-05-10 01:04:46.778",
            "31993001 | true | 2020-05-10 11:01:15.168");
    assertThat(hubspot.now(Activity.TABLE, "31479928586", "attributes.deal"))
        .containsExactly("10828857779");
    assertThat(
            salesforce.versions(Signal.TABLE, "order:8011G000000XFeOQAW", "account_key", "value"))
        .containsExactly("0011G00000gY0y4QAC | activated");
  }

  @Test
  void hubspotMergesAreFollowed() {
    assertThat(hubspot.versions(Contact.TABLE, "11111", "merged_into_key", "known_at"))
        .containsExactly("5555 | 2019-10-08 15:50:57.0");
    assertThat(hubspot.versions(Contact.TABLE, "46897301", "merged_into_key", "states"))
        .as("its own record, which may still come, and the one that lists it")
        .contains("78971951 | ArraySeq(merged_into_key)");
    assertThat(hubspot.versions(Opportunity.TABLE, "9014070905", "merged_into_key", "known_at"))
        .containsExactly("9089908390 | 2023-06-22 11:37:07.21");
  }

  @Test
  void hubspotRecordsHaveTheValuesOfTheirSeeds() {
    assertThat(
            hubspot.versions(
                SourceAccount.TABLE, "2182162682", "known_at", "country", "created_on"))
        .as("it was there before it was last read")
        .containsExactly(
            "2019-07-05 20:35:26.0 | null | 2019-07-05",
            "2020-12-30 03:15:52.0 | United States | 2019-07-05");
    assertThat(hubspot.versions(Opportunity.TABLE, "6789", "account_key", "known_at"))
        .containsExactly("12345 | 2025-12-31 23:59:58.999999");
    assertThat(hubspot.versions(Opportunity.TABLE, "3954699413", "stage", "known_at"))
        .containsExactly("f66ca9bc5a02c2f1513ce83f0a0e117d | 2021-01-07 06:49:18.0");
    assertThat(
            hubspot.versions(
                Activity.TABLE,
                "73527045-15aa-399a-b8d1-6285be56fa4c",
                "kind",
                "status",
                "subject_kind"))
        .containsExactly("marketing_mail | bounced | throttled");
    assertThat(
            hubspot.versions(
                Activity.TABLE, "0e442bf1-26be-3f07-8b50-5c02724ad803", "status", "event_time"))
        .containsExactly("opened | 2020-03-16 19:03:20.357");
    assertThat(hubspot.versions(Staff.TABLE, "user:12345", "name", "email", "attributes.team"))
        .containsExactly("Jean-Luc Picard | user01@email.com | 6789");
  }

  @Test
  void hubspotTicketsAndEngagementsComeTogetherFromTheirTables() {
    assertThat(
            hubspot.now(
                Activity.TABLE, "19732910159", "kind", "status", "contact_key", "event_time"))
        .containsExactly("call | held | 501 | 2014-08-27 20:50:44.778");
    assertThat(hubspot.now(Activity.TABLE, "3416212491", "kind", "status", "event_time"))
        .containsExactly("meeting | held | 2019-09-26 13:00:00.0");
    assertThat(
            hubspot.now(Ticket.TABLE, "307034542", "status", "first_response_minutes", "closed_at"))
        .as("closed before it was made: not closed")
        .containsExactly("open | 1528.8833333333334 | null");
    assertThat(hubspot.now(Ticket.TABLE, "238832209", "status", "closed_at", "resolution_hours"))
        .containsExactly("closed | 2020-11-10 14:54:50.0 | 0.0");
    assertThat(hubspot.now(Ticket.TABLE, "1", "account_key", "user_key")).containsExactly("1 | 1");
    String[] pipeline = {"attributes.pipeline", "attributes.stage"};
    assertThat(hubspot.asOf("2024-10-01", Ticket.TABLE, "350123456", pipeline))
        .containsExactly("3136178 | 14863823");
    assertThat(hubspot.now(Ticket.TABLE, "350123456", pipeline))
        .containsExactly("3136178a | 14863823a");
    assertThat(
            hubspot.versions(TicketMessage.TABLE, "307034542:content", "ticket_key", "author_role"))
        .containsExactly("307034542 | customer");
  }

  private static List<String> lines(String resource) {
    try (var in = CrmSeedsTest.class.getClassLoader().getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
