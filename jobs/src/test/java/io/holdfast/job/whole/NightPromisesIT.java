package io.holdfast.job.whole;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.job.control.StepRow;
import io.holdfast.job.demo.Demo;
import io.holdfast.job.demo.DemoSettings;
import io.holdfast.job.nightly.Nightly;
import io.holdfast.job.step.PublishStep;
import io.holdfast.table.AccountHealth;
import io.holdfast.table.AccountScore;
import io.holdfast.table.CheckResult;
import io.holdfast.table.ModelCard;
import io.holdfast.table.TestSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.RuntimeConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every night promises, on a small company with all its mess and a churn model. */
class NightPromisesIT {
  private static final LocalDate DAY = LocalDate.of(2025, 10, 31);
  private static final TimeZone HERE = TimeZone.getDefault();
  private static final int MONTHS_OF_SENTENCES = 4;
  private static final String PARTITIONS = "spark.sql.shuffle.partitions";
  private static final List<String> GENERATED =
      List.of("spark.sql.codegen.wholeStage", "spark.sql.codegen.factoryMode");

  /** Of one query of a step; the checks of a night are one query of many parts. */
  private static final Map<String, Integer> MOST_SHUFFLES =
      Map.ofEntries(
          Map.entry("identity", 3),
          Map.entry("usage", 2),
          Map.entry("sentiment", 2),
          // One for attributes of accounts, one for roles of contacts.
          Map.entry("snapshot", 11),
          Map.entry("revenue", 4),
          Map.entry("retention", 3),
          Map.entry("label", 4),
          Map.entry("train", 2),
          Map.entry("segment", 1),
          Map.entry("health", 1),
          Map.entry("score", 6),
          Map.entry("check", 55),
          Map.entry("gate", 6));

  @TempDir static Path folder;
  private static Path conf;
  private static Path landing;
  private static SmallNight clean;
  private static StepPlans plans;

  /** Compiling code for so few rows costs more than it saves; other whole nights compile it. */
  @BeforeAll
  static void cleanNight() throws IOException {
    landing = folder.resolve("landing");
    DemoSettings small =
        DemoSettings.defaults()
            .withAccounts(160)
            .withEvents(18_000)
            .between(LocalDate.of(2024, 8, 1), LocalDate.of(2025, 11, 30));
    Demo.write(landing, folder.resolve("truth"), small);
    conf = SmallConf.write(folder.resolve("conf"));
    generateCode(false);
    clean = night(landing, "clean");
    try (StepPlans watched = new StepPlans()) {
      clean.run(DAY, watched::in);
      plans = watched;
    }
  }

  @AfterEach
  void putTheMachineBack() {
    TimeZone.setDefault(HERE);
    TestSpark.session().conf().set(PARTITIONS, "2");
  }

  @AfterAll
  static void putTheSessionBack() {
    generateCode(true);
  }

  @Test
  void theCleanNightHasAChampionAndAnAbstention() {
    assertThat(clean.rows().of(ModelCard.TABLE.name()).toString())
        .contains("champion", "abstained");
  }

  @Test
  void noSentenceContradictsTheRowItSpeaksOf() {
    Claims claims = new ScoredMonths(clean, conf, DAY).read(MONTHS_OF_SENTENCES);
    assertThat(claims.contradictions()).isEmpty();
    assertThat(claims.plays().size()).isGreaterThan(3);
  }

  @Test
  void noStepJoinsEachRowWithEachOther() {
    assertThat(plans.loops()).isEmpty();
  }

  @Test
  void noStepShufflesMoreThanItNeedsTo() {
    Map<String, Integer> shuffles = plans.shuffles();
    assertThat(shuffles.keySet()).containsAll(MOST_SHUFFLES.keySet());
    assertThat(shuffles)
        .allSatisfy(
            (step, most) ->
                assertThat(most).as(step).isLessThanOrEqualTo(MOST_SHUFFLES.getOrDefault(step, 2)));
  }

  @Test
  void stepsReadTheDaysAndColumnsThatTheyNeed() {
    for (String step : List.of("predict", "segment", "health", "score", "report")) {
      assertThat(plans.scans(step, "customer_360"))
          .as(step)
          .isNotEmpty()
          .allSatisfy(scan -> assertThat(scan).contains("filters=").contains("as_of = "));
    }
    assertThat(plans.scans("usage", "usage_event"))
        .isNotEmpty()
        .allSatisfy(scan -> assertThat(scan).contains("batch = ").doesNotContain("record_no#"));
    assertThat(plans.scans("snapshot", "usage_daily"))
        .isNotEmpty()
        .allSatisfy(scan -> assertThat(scan).doesNotContain("batch#"));
  }

  @Test
  void nightKilledAgainAndAgainGivesTheSameRows() {
    SmallNight killed = night(landing, "killed");
    Kills kills = new Kills();
    List<StepRow> done = null;
    while (done == null) {
      try {
        done = killed.run(DAY, kills::in);
      } catch (Kills.Killed e) {
        assertThat(kills.died()).isNotEmpty();
      }
    }
    assertThat(kills.died())
        .contains("land before write 2", "snapshot before write 2")
        .filteredOn(where -> where.endsWith("at its end"))
        .hasSize(done.size() - 1);
    assertThat(clean.rows().differences(killed.rows())).isEmpty();
  }

  @Test
  void timeZonePartitionsAndFileOrderChangeNoRow() throws IOException {
    TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
    TestSpark.session().conf().set(PARTITIONS, "5");
    SmallNight other = night(reversed(), "other");
    other.run(DAY);
    assertThat(clean.rows().differences(other.rows())).isEmpty();
  }

  @Test
  void clusterOfTwoWorkersGivesTheSameRows() throws IOException {
    try (SparkCluster cluster = SparkCluster.in(folder.resolve("cluster"))) {
      SmallNight other =
          new SmallNight(
              Nightly.CATALOG,
              conf,
              landing,
              folder.resolve("clustered"),
              Map.of("targets", "[file]"));
      Shell.Ended ended =
          new Shell(folder)
              .with("SPARK_HOME", cluster.home())
              .with("SPARK_LOCAL_IP", "127.0.0.1")
              .holdfast(other.arguments(conf, DAY, "--master", cluster.master()));
      assertThat(ended.code()).as(ended.all()).isZero();
      assertThat(clean.rows().differences(other.rows())).isEmpty();
    }
  }

  /** A churn model is due every night here, so that even the scores are those of a first night. */
  @Test
  void nightAfterAnotherIsAsTheFirstAndAgainTheSameAndSendsNothingMore() {
    SmallNight nights = night(landing, "nights");
    nights.run(DAY.minusDays(1));
    nights.run(DAY);
    assertThat(rowsOfTheDay(clean).differences(rowsOfTheDay(nights))).isEmpty();

    NightRows once = nights.rows();
    List<StepRow> again = nights.run(DAY);
    assertThat(once.differences(nights.rows())).isEmpty();
    assertThat(again)
        .filteredOn(step -> step.step().equals("publish_file"))
        .allSatisfy(step -> assertThat(step.note()).startsWith("nothing changed"))
        .allSatisfy(step -> assertThat(step.rows()).containsEntry(PublishStep.SENT, 0L))
        .hasSize(1);
  }

  @Test
  void recordsKnownLaterChangeNoRow() throws IOException {
    Path past = KnownBy.copy(landing, folder.resolve("past"), clean, DAY);
    SmallNight before = night(past, "before");
    before.run(DAY);
    assertThat(rowsKnown(clean).differences(rowsKnown(before))).isEmpty();
  }

  /**
   * All rows of the day but what a later night is entitled to say more of: what changed since the
   * earlier one, since when a play is proposed, and the cards of models that were trained in it.
   */
  private static NightRows rowsOfTheDay(SmallNight night) {
    return night.derived(
        DAY,
        Map.of(
            AccountScore.TABLE,
            rows ->
                rows.drop(
                        AccountScore.PREVIOUS_PROBABILITY,
                        AccountScore.CHANGE_REASON,
                        AccountScore.PROPOSED_ON,
                        AccountScore.DUE_ON)
                    .withColumn(
                        AccountScore.ACTION,
                        regexp_replace(col(AccountScore.ACTION), "again by [^;]*;", "again;")),
            AccountHealth.TABLE,
            rows ->
                rows.withColumn(
                    AccountHealth.EXPLANATION,
                    filter(
                        col(AccountHealth.EXPLANATION),
                        said -> not(said.rlike("^Health (rose|fell) from .* since ")))),
            ModelCard.TABLE,
            rows ->
                rows.where(
                    col(ModelCard.OUTCOME)
                        .equalTo("churn")
                        .and(col(ModelCard.TRAINED_AS_OF).equalTo(lit(DAY))))));
  }

  /** All rows of the day but how many records landed in all, which is what the test changes. */
  private static NightRows rowsKnown(SmallNight night) {
    Column ofLanded = regexp_replace(col(CheckResult.DETAIL), "of [0-9,]+ landed", "of landed");
    return night.derived(
        DAY, Map.of(CheckResult.TABLE, rows -> rows.withColumn(CheckResult.DETAIL, ofLanded)));
  }

  private static void generateCode(boolean yes) {
    RuntimeConfig conf = TestSpark.session().conf();
    if (yes) {
      GENERATED.forEach(conf::unset);
    } else {
      conf.set(GENERATED.get(0), "false");
      conf.set(GENERATED.get(1), "NO_CODEGEN");
    }
  }

  private static SmallNight night(Path landing, String name) {
    return new SmallNight(conf, landing, folder.resolve(name), Map.of("targets", "[file]"));
  }

  /** The same exports, their files named so that they are listed the other way round. */
  private static Path reversed() throws IOException {
    Path copy = folder.resolve("reversed");
    try (Stream<Path> files = Files.walk(landing)) {
      List<Path> all =
          files.filter(Files::isRegularFile).sorted(Comparator.reverseOrder()).toList();
      for (int i = 0; i < all.size(); i++) {
        Path relative = landing.relativize(all.get(i));
        Path to =
            copy.resolve(relative)
                .resolveSibling("%05d_%s".formatted(i, relative.getFileName().toString()));
        Files.createDirectories(to.getParent());
        Files.copy(all.get(i), to);
      }
    }
    return copy;
  }
}
