package io.holdfast.job.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.job.config.Config;
import io.holdfast.job.config.Configs;
import io.holdfast.job.control.Control;
import io.holdfast.job.control.StepRow;
import io.holdfast.job.lake.IcebergCatalog;
import io.holdfast.job.step.HeldException;
import io.holdfast.job.step.Step;
import io.holdfast.job.step.StepContext;
import io.holdfast.job.step.StepResult;
import io.holdfast.table.CheckResult;
import io.holdfast.table.TestSpark;
import io.holdfast.time.AsOf;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NightlyTest {
  private static final LocalDate FIRST = LocalDate.of(2024, 12, 30);
  private static final LocalDate SECOND = LocalDate.of(2024, 12, 31);

  @TempDir Path folder;
  private final SparkSession spark = TestSpark.session();
  private final List<String> ran = new ArrayList<>();
  private Control control;

  @BeforeEach
  void open() {
    control = Control.open("jdbc:sqlite:file:" + folder.resolve("control.db"), Clock.systemUTC());
    IcebergCatalog.register(
        spark, catalog(), folder.toString(), "jdbc:sqlite:file:" + folder.resolve("catalog.db"));
  }

  @AfterEach
  void close() {
    control.close();
  }

  @Test
  void nightReleasesThenPublishesAndReports() {
    List<StepRow> done = night(FIRST, writes("conform"), writes("score")).run();
    assertThat(done)
        .extracting(StepRow::step)
        .containsExactly("land", "conform", "score", "release", "publish_file", "report");
    assertThat(control.runs().current().orElseThrow().asOf()).isEqualTo(FIRST);
  }

  @Test
  void failedStepLeavesTheLastReleaseAndTheSameCommandGoesOnWhereItStopped() {
    night(FIRST, writes("conform"), writes("score")).run();
    assertThatThrownBy(() -> night(SECOND, writes("conform"), held("score")).run())
        .isInstanceOf(HeldException.class);
    assertThat(control.runs().current().orElseThrow().asOf()).isEqualTo(FIRST);
    assertThat(control.runs().latest(SECOND).orElseThrow().status()).isEqualTo("held");

    ran.clear();
    night(SECOND, writes("conform"), writes("score")).run();
    assertThat(ran).containsExactly("score", "publish_file", "report");
    assertThat(control.runs().current().orElseThrow().run()).isEqualTo("20241231_1");
  }

  @Test
  void heldNightBeginsAnewOnceALaterOneWasReleasedAndTakesNothingBack() {
    assertThatThrownBy(() -> night(FIRST, writes("conform"), held("score")).run())
        .isInstanceOf(HeldException.class);
    night(SECOND, writes("conform")).run();

    ran.clear();
    night(FIRST, writes("conform")).run();
    assertThat(ran).containsExactly("land", "conform", "publish_file", "report");
    assertThat(control.runs().current().orElseThrow().run()).isEqualTo("20241230_2");
    assertThat(main()).containsExactlyInAnyOrder("2024-12-30", "2024-12-31");
  }

  @Test
  void nightThatDiedWhilePublishingPublishesOnly() {
    assertThatThrownBy(() -> publishing(held("publish_file"), FIRST, writes("conform")).run())
        .isInstanceOf(HeldException.class);

    ran.clear();
    night(FIRST, writes("conform")).run();
    assertThat(ran).containsExactly("publish_file", "report");
    assertThat(control.runs().recent(9)).hasSize(1);

    ran.clear();
    night(FIRST, writes("conform")).run();
    assertThat(ran).containsExactly("land", "conform", "publish_file", "report");
  }

  @Test
  void groupsOfSchedulerTasksMakeOneRun() {
    night(FIRST, writes("conform")).run("land");
    night(FIRST, writes("conform")).run("build");
    night(FIRST, writes("conform")).run("publish_file");
    night(FIRST, writes("conform")).run("report");
    assertThat(ran).containsExactly("land", "conform", "publish_file", "report");
    assertThat(control.runs().recent(9)).hasSize(1);
  }

  @Test
  void publishingBeforeAReleaseSaysWhatToRun() {
    assertThatThrownBy(() -> night(FIRST).run("report"))
        .hasMessage(
            "Nothing is released for 2024-12-30; run 'holdfast nightly --as-of 2024-12-30' first.");
  }

  @Test
  void unknownStepIsRefusedWithTheNearestOrTheKnownOnes() {
    assertThatThrownBy(() -> night(FIRST, writes("score")).run("scor"))
        .hasMessage("There is no step 'scor'. Did you mean 'score'?");
    assertThatThrownBy(() -> night(FIRST, writes("score")).run("everything"))
        .hasMessage(
            "There is no step 'everything'. Known: build, land, publish_file, report, score.");
  }

  @Test
  void failedSecondTryOfADayLeavesItsReleaseToBePublished() {
    night(FIRST, writes("score")).run();
    assertThatThrownBy(() -> night(FIRST, held("score")).run()).isInstanceOf(HeldException.class);
    assertThat(night(FIRST).run("report")).extracting(StepRow::run).containsExactly("20241230_1");
  }

  private List<String> main() {
    return spark
        .table("%s.%s.check_result".formatted(catalog(), IcebergCatalog.NAMESPACE))
        .select(functions.col(CheckResult.AS_OF).cast("string"))
        .as(Encoders.STRING())
        .collectAsList();
  }

  private String catalog() {
    return "night" + Integer.toHexString(folder.hashCode());
  }

  private Nightly night(LocalDate day, Step... build) {
    return publishing(noting("publish_file"), day, build);
  }

  private Nightly publishing(Step publish, LocalDate day, Step... build) {
    Config config = Configs.in(folder);
    return new Nightly(
        new Nightly.Place(spark, catalog(), config, control, "here", "hash"),
        new Plan(List.of(noting("land")), List.of(build), List.of(publish), noting("report")),
        new AsOf(day, ZoneOffset.UTC),
        new Silent());
  }

  private Step noting(String name) {
    return step(name, context -> StepResult.empty());
  }

  private Step held(String name) {
    return step(
        name,
        context -> {
          throw new HeldException("salesforce.accounts is 3 days late");
        });
  }

  private Step writes(String name) {
    return step(
        name,
        context ->
            StepResult.empty()
                .wrote(
                    CheckResult.TABLE,
                    context
                        .lake()
                        .replace(
                            CheckResult.TABLE,
                            spark.sql(
                                "select date'%s' as_of, '%s' check_name, 'pass' status, 0L found,"
                                        .formatted(context.asOf().day(), name)
                                    + " 0L expected, '' detail"))));
  }

  private interface Body {
    StepResult run(StepContext context);
  }

  private Step step(String name, Body body) {
    return new Step() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public StepResult run(StepContext context) {
        ran.add(name);
        return body.run(context);
      }
    };
  }

  private static final class Silent implements Progress {
    @Override
    public void begins(String step, int number, int of) {}

    @Override
    public void ended(StepRow step, boolean earlier) {}
  }
}
