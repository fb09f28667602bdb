package io.holdfast.job.demo;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.row_number;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.conform.Conforming;
import io.holdfast.conform.Mapping;
import io.holdfast.conform.NamedExport;
import io.holdfast.job.config.Problems;
import io.holdfast.job.config.Yaml;
import io.holdfast.job.landing.LandingFile;
import io.holdfast.job.landing.LandingFolder;
import io.holdfast.job.landing.RawFiles;
import io.holdfast.table.Activity;
import io.holdfast.table.Entity;
import io.holdfast.table.Invoice;
import io.holdfast.table.Opportunity;
import io.holdfast.table.Payment;
import io.holdfast.table.Subscription;
import io.holdfast.table.SurveyResponse;
import io.holdfast.table.Table;
import io.holdfast.table.TestSpark;
import io.holdfast.table.Ticket;
import io.holdfast.table.TicketMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The mappings of {@code conf/sources} over what the demo company writes. */
class DemoMappingsTest {
  private static final Path SOURCES = Path.of("../conf/sources");
  @TempDir static Path folder;
  private static Written written;
  private static final Map<String, Dataset<Row>> ENTITIES = new HashMap<>();

  @BeforeAll
  static void conform() throws IOException {
    Mess mess = new Mess(true, true, true, true, true, true, true, false, true);
    DemoSettings settings =
        DemoSettings.defaults().withAccounts(250).withEvents(10_000).withMess(mess);
    written = Demo.write(folder.resolve("in"), folder.resolve("out"), settings);
    LandingFolder landing = new LandingFolder(new Configuration(), folder.resolve("in").toString());
    for (String source : List.of("salesforce", "zendesk", "stripe", "segment", "survey")) {
      Problems problems = new Problems();
      Mapping mapping =
          new Yaml(problems, name -> null).read(SOURCES.resolve(source + ".yaml"), Mapping.class);
      problems.throwIfAny();
      for (NamedExport export : mapping.named()) {
        List<LandingFile> files = landing.files(export.export().files());
        if (!files.isEmpty()) {
          conform(export, files);
        }
      }
    }
  }

  /** As the landing step conforms, but any value that fits no type fails the test. */
  private static void conform(NamedExport export, List<LandingFile> files) {
    Conforming conforming = new Conforming(export, ZoneId.of("Europe/Berlin"));
    Dataset<Row> records =
        new RawFiles(TestSpark.session())
            .read(export, files, "b", LocalDate.of(2025, 12, 31), Set.of());
    Dataset<Row> evaluated = conforming.evaluate(records).persist();
    assertThat(conforming.rejects(evaluated).isEmpty()).as("rejects of " + export.title()).isTrue();
    for (Table table : conforming.tables()) {
      Dataset<Row> rows = conforming.entities(evaluated, table);
      if (!rows.isEmpty()) {
        ENTITIES.merge(table.name(), rows, Dataset::unionByName);
      }
    }
  }

  @Test
  void everyEntityThatTheExportsHoldIsFed() {
    assertThat(new TreeSet<>(ENTITIES.keySet()))
        .containsExactly(
            "activity",
            "app_user",
            "contact",
            "invoice",
            "opportunity",
            "payment",
            "plan",
            "product",
            "signal",
            "source_account",
            "staff",
            "subscription",
            "survey_response",
            "ticket",
            "ticket_message",
            "usage_event");
    ENTITIES.forEach(
        (name, rows) ->
            assertThat(
                    rows.where("source_key is null or event_time is null or known_at is null")
                        .count())
                .as("keys and times of %s", name)
                .isZero());
  }

  @Test
  void statesSpeakTheConformedWords() {
    assertThat(values("subscription", Subscription.STATUS))
        .containsExactly("active", "ended", "paused", "trial");
    assertThat(values("subscription", Subscription.CURRENCY)).containsExactly("EUR", "GBP", "USD");
    assertThat(values("ticket", Ticket.STATUS))
        .containsExactly("closed", "new", "open", "pending", "solved");
    assertThat(values("ticket", Ticket.PRIORITY))
        .containsExactly("high", "low", "normal", "urgent");
    assertThat(values("ticket_message", TicketMessage.AUTHOR_ROLE))
        .containsExactly("agent", "customer");
    assertThat(values("payment", Payment.STATUS))
        .contains("failed", "refunded", "succeeded")
        .isSubsetOf("disputed", "failed", "refunded", "succeeded");
    assertThat(values("invoice", Invoice.STATUS)).containsExactly("open", "paid");
    assertThat(values("survey_response", SurveyResponse.KIND)).containsExactly("csat", "nps");
    assertThat(values("activity", Activity.KIND)).containsExactly("call", "mail", "meeting");
    assertThat(values("activity", Activity.STATUS)).containsExactly("held", "missed", "planned");
    assertThat(values("opportunity", Opportunity.KIND))
        .containsExactly("expansion", "new", "renewal");
  }

  @Test
  void thoseWhoPayOnTheLastDayAreThoseWhomTheOracleKnows() throws IOException {
    Column last =
        row_number()
            .over(
                Window.partitionBy(Entity.SOURCE_KEY)
                    .orderBy(col(Entity.EVENT_TIME).desc(), col(Subscription.STATUS)));
    long paying =
        ENTITIES
            .get("subscription")
            .withColumn("rank", last)
            .where("rank = 1 and status = 'active' and not trial and mrr > 0")
            .where("end_at is null or end_at >= timestamp '2025-12-31 23:00:00'")
            .count();
    long known =
        Files.readAllLines(written.oracle()).stream()
            .filter(line -> line.startsWith("2025-12-31,"))
            .count();

    assertThat(paying).isEqualTo(known).isGreaterThan(100);
  }

  @Test
  void mrrIsSeatsTimesThePriceOfAMonth() {
    Map<String, String> yearly =
        Map.of("Team", "41.65", "Business", "75.65", "Enterprise", "126.65");
    yearly.forEach(
        (plan, price) ->
            assertThat(
                    ENTITIES
                        .get("subscription")
                        .where(col(Subscription.CURRENCY).equalTo("USD"))
                        .where("plan_key like '%_year_usd' and status = 'active'")
                        .where(col(Subscription.PLAN).equalTo(plan))
                        .where("mrr <> cast(seats * %s as decimal(18,2))".formatted(price))
                        .count())
                .as(plan)
                .isZero());
  }

  private static List<String> values(String entity, String column) {
    return ENTITIES
        .get(entity)
        .select(column)
        .distinct()
        .where(col(column).isNotNull())
        .orderBy(column)
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }
}
