package io.holdfast.job.step;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.conform.Mapping;
import io.holdfast.health.HealthConfig;
import io.holdfast.job.config.Problems;
import io.holdfast.job.config.Yaml;
import io.holdfast.job.control.Control;
import io.holdfast.job.control.LandedFile;
import io.holdfast.segment.SegmentConfig;
import io.holdfast.table.AccountHealth;
import io.holdfast.table.AccountSegment;
import io.holdfast.table.Catalogue;
import io.holdfast.table.Customer360;
import io.holdfast.table.EarlyWarning;
import io.holdfast.table.Lineage;
import io.holdfast.table.MessageSentiment;
import io.holdfast.table.Tables;
import io.holdfast.table.TestSpark;
import io.holdfast.table.TicketMessage;
import io.holdfast.table.UsageEvent;
import io.holdfast.time.AsOf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The steps with the configuration that ships, on made-up accounts. */
class HealthStepsTest {
  static {
    assertThat(Tables.ALL).isNotEmpty();
  }

  private static final Path CONF = Path.of("../conf");
  private static final LocalDate DAY = LocalDate.of(2025, 12, 31);

  /** Features that the shipped files may use, besides the fixed columns. */
  private static final List<String> FEATURES =
      List.of(
          ("signins_7d signins_28d signins_91d events_28d events_91d active_days_28d"
                  + " active_users_28d active_users_91d events_trend_28d active_users_trend_28d"
                  + " breadth_28d users_per_seat_28d days_since_last_use tickets_28d tickets_91d"
                  + " open_tickets urgent_tickets_91d escalated_91d first_response_minutes_91d"
                  + " resolution_hours_91d satisfaction_91d sentiment_91d nps_last nps_change"
                  + " failed_payments_91d late_invoices_91d disputes_91d days_since_contact"
                  + " meetings_held_91d meetings_missed_91d seats_change_91d mrr_change_91d"
                  + " open_expansion_amount contacts")
              .split(" ", -1));

  private static final Catalogue NO_FEATURES = new Catalogue(Map.of(), Map.of());

  @TempDir Path folder;
  private final MemoryLake lake = new MemoryLake();
  private final HealthConfig health = read("health.yaml", HealthConfig.class);
  private final SegmentConfig segments = read("segments.yaml", SegmentConfig.class);

  @Test
  void shippedConfigurationFitsTheAgreedFeatures() {
    Set<String> columns = new LinkedHashSet<>(Customer360.TABLE.columnNames());
    columns.addAll(FEATURES);
    assertThat(health.problems(columns)).isEmpty();
    assertThat(segments.problems(columns)).isEmpty();
  }

  @Test
  void everyActiveAccountOfTheDayGetsHealthSegmentAndWarnings() {
    lake.with(Customer360.TABLE, customers(1000));
    StepResult segmented = new SegmentStep(segments, List.of()).run(context());
    StepResult assessed = new HealthStep(health, NO_FEATURES, List.of()).run(context());
    assertThat(segmented.rows()).containsEntry("account_segment", 1000L);
    assertThat(assessed.rows()).containsEntry("account_health", 1000L);
    assertThat(assessed.rows().get("early_warning")).isPositive();
    assertThat(lake.read(AccountSegment.TABLE).select("segment_name").distinct().count())
        .isEqualTo(4);
  }

  @Test
  void healthIsComparedWithTheDayReleasedBefore() {
    lake.with(Customer360.TABLE, customers(3));
    lake.with(AccountHealth.TABLE, earlier("2025-11-30", 95).union(earlier("2025-12-30", 90)));
    new HealthStep(health, NO_FEATURES, List.of()).run(context());
    assertThat(
            lake.read(AccountHealth.TABLE)
                .where("account_id = 'hf-00001'")
                .selectExpr("explanation")
                .head()
                .<String>getList(0))
        .anySatisfy(
            sentence ->
                assertThat(sentence)
                    .startsWith("Health fell from 90 to ")
                    .contains("since 30 Dec 2025, most through product use (100 to "));
  }

  @Test
  void neitherHealthNorWarningsMoveByAnExportThatIsLate() throws IOException {
    Catalogue catalogue = read("metrics.yaml", Catalogue.class);
    lake.with(Customer360.TABLE, customers(2));
    new HealthStep(health, catalogue, List.of()).run(context());
    Map<String, Double> asItWas = scores();
    List<String> warned = warnings();

    Dataset<Row> silent = customers(3);
    for (String column : Lineage.columns(catalogue, Set.of(UsageEvent.TABLE.name()))) {
      if (FEATURES.contains(column)) {
        silent = silent.withColumn(column, lit(column.equals("days_since_last_use") ? 31d : 0d));
      }
    }
    Dataset<Row> before = customers(2).withColumn("as_of", lit(LocalDate.parse("2025-11-30")));
    lake.with(Customer360.TABLE, before.union(silent));
    new HealthStep(health, catalogue, List.of()).run(context());
    assertThat(scores().get("hf-00001"))
        .as("were it not late")
        .isNotEqualTo(asItWas.get("hf-00001"));

    StepResult late;
    try (Control control =
        Control.open("jdbc:sqlite:" + folder.resolve("c.db"), Clock.systemUTC())) {
      control
          .files()
          .record(
              "segment.track.2025-11-30.0f",
              "segment",
              "track",
              List.of(new LandedFile("track/a.csv", 1, 1)),
              List.of());
      late = new HealthStep(health, catalogue, List.of(tracked())).run(context(control));
    }
    String said = "Usage is as of 30 Nov 2025: segment.track landed last on 2025-11-30.";
    assertThat(late.note()).isEqualTo(said);
    assertThat(scores()).containsAllEntriesOf(asItWas).hasSize(3);
    assertThat(explanation("hf-00001")).contains(said);
    assertThat(explanation("hf-00002"))
        .as("it came since, so that nothing is known of its use")
        .anySatisfy(sentence -> assertThat(sentence).startsWith("Not known: ").contains("use"));
    assertThat(warnings())
        .filteredOn(warning -> !warning.startsWith("hf-00002"))
        .extracting(warning -> warning.replace(" As of 30 Nov 2025.", ""))
        .containsExactlyElementsOf(warned);
  }

  private Mapping tracked() throws IOException {
    Path file = folder.resolve("segment.yaml");
    Files.writeString(
        file,
        """
        source: segment
        exports:
          track:
            files: track/*
            late: {after_days: 1, then: degrade}
            entities: [{entity: usage_event, key: id}]
        """);
    Problems problems = new Problems();
    Mapping mapping = new Yaml(problems, name -> null).read(file, Mapping.class);
    problems.throwIfAny();
    return mapping;
  }

  private Map<String, Double> scores() {
    return lake.read(AccountHealth.TABLE).collectAsList().stream()
        .collect(
            Collectors.toMap(
                row -> row.getAs(AccountHealth.ACCOUNT_ID), row -> row.getAs(AccountHealth.SCORE)));
  }

  private List<String> explanation(String account) {
    return lake.read(AccountHealth.TABLE)
        .where(col("account_id").equalTo(account))
        .select("explanation")
        .head()
        .getList(0);
  }

  private List<String> warnings() {
    return lake.read(EarlyWarning.TABLE).collectAsList().stream()
        .map(
            row ->
                "%s %s %s"
                    .formatted(row.getAs("account_id"), row.getAs("rule"), row.getAs("sentence")))
        .sorted()
        .toList();
  }

  private static Dataset<Row> earlier(String day, int score) {
    return TestSpark.session()
        .sql(
            ("select date'%s' as_of, 'hf-00001' account_id, %dd score, 'good' band, 1d confidence,"
                    + " map('product use', 100d) dimensions, array('x') explanation")
                .formatted(day, score));
  }

  @Test
  void eachLoadOfMessagesIsScoredOnce() {
    lake.append(TicketMessage.TABLE, messages("Great, thanks!", "b1"), "b1");
    SentimentStep step = new SentimentStep();
    assertThat(step.run(context()).rows()).containsEntry("message_sentiment", 1L);
    assertThat(step.run(context()).note()).isEqualTo("no new messages");
    assertThat(lake.read(MessageSentiment.TABLE).count()).isEqualTo(1);
  }

  @Test
  void aPartOfAMessageHasItsWordsFromAnEarlierLoad() {
    lake.append(TicketMessage.TABLE, messages("Great, thanks!", "b1"), "b1");
    new SentimentStep().run(context());
    Dataset<Row> part =
        TableRows.of(TicketMessage.TABLE)
            .row(
                "source",
                "z",
                "source_key",
                "1",
                "known_at",
                Timestamp.valueOf("2025-12-30 00:00:00"),
                "account_key",
                "acme",
                "states",
                new String[] {"account_key"},
                "batch",
                "b2")
            .rows();
    lake.append(TicketMessage.TABLE, part, "b2");
    new SentimentStep().run(context());

    assertThat(
            lake.read(MessageSentiment.TABLE)
                .where("batch = 'b2'")
                .selectExpr("concat(account_key, ' ', sentiment > 0)")
                .as(Encoders.STRING())
                .collectAsList())
        .containsExactly("acme true");
  }

  private StepContext context() {
    return context(null);
  }

  private StepContext context(Control control) {
    return new StepContext(
        TestSpark.session(), null, new AsOf(DAY, ZoneOffset.UTC), "20251231_1", lake, control);
  }

  private static Dataset<Row> messages(String body, String batch) {
    return TableRows.of(TicketMessage.TABLE)
        .row(
            "source",
            "z",
            "source_key",
            "1",
            "author_role",
            "customer",
            "body",
            body,
            "known_at",
            Timestamp.valueOf("2025-12-01 00:00:00"),
            "batch",
            batch)
        .rows();
  }

  private static Dataset<Row> customers(int number) {
    String fixed =
        Arrays.stream(Customer360.TABLE.schema().fields())
            .map(
                field ->
                    switch (field.name()) {
                      case "as_of" -> "date'2025-12-31' as as_of";
                      case "account_id" -> "format_string('hf-%05d', id) as account_id";
                      case "active" -> "true as active";
                      case "mrr" -> "cast(id % 97 * 10 as decimal(18,2)) as mrr";
                      case "seats" -> "id % 50 + 1 as seats";
                      case "tenure_days", "days_to_renewal" -> "id % 365 as " + field.name();
                      default ->
                          "cast(null as %s) as %s".formatted(field.dataType().sql(), field.name());
                    })
            .collect(Collectors.joining(", "));
    String features =
        FEATURES.stream()
            .map(
                name ->
                    name.contains("trend") || name.contains("per_seat")
                        ? "pmod(xxhash64(id, '%s'), 100) / 80d as %s".formatted(name, name)
                        : "cast(pmod(xxhash64(id, '%s'), if(id %% 3 = 0, 60, 8)) as double) as %s"
                            .formatted(name, name))
            .collect(Collectors.joining(", "));
    return TestSpark.session()
        .sql("select %s, %s from range(%d)".formatted(fixed, features, number));
  }

  private static <T> T read(String file, Class<T> type) {
    Problems problems = new Problems();
    T read = new Yaml(problems, name -> null).read(CONF.resolve(file), type);
    problems.throwIfAny();
    return read;
  }
}
