package io.holdfast.job.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.job.whole.Shell.Ended;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A small demo company through the launcher, an Airflow and a notebook, as users run them. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DemoCompanyIT {
  private static final String DAY = "2025-12-31";

  @TempDir static Path folder;
  private static Ended demo;

  /** So small that it is quick, so large that a churn model is trained. */
  @BeforeAll
  static void demo() {
    demo = holdfast("demo", "--accounts", "160", "--events", "10000");
  }

  @Test
  @Order(1)
  void demoTellsWhatItMade() {
    assertThat(demo.code()).as(demo.all()).isZero();
    assertThat(demo.out())
        .contains("Cohorts", "churn    logistic_regression  champion", "Most at risk")
        .contains("Ready to grow", "accounts updated, 0 rejected, 0 pending", "holdfast explain");
    assertThat(folder.resolve("out/report.html")).exists();
  }

  @Test
  @Order(2)
  void publishingAgainWouldSendNothing() {
    Ended again = holdfast("publish", "--as-of", DAY, "--dry-run");
    assertThat(again.code()).as(again.all()).isZero();
    assertThat(again.out())
        .contains("file: 0 records would be sent", "demo: 0 records would be sent");
  }

  @Test
  @Order(3)
  void queryPrintsJsonInAnyLocale() {
    Ended rows =
        new Shell(folder)
            .with("LC_ALL", "C")
            .holdfast(
                inFolder(
                    "query",
                    "select count(*) as n, 'Z\\u00fcrich' as town from account_score",
                    "--format=json"));
    assertThat(rows.out().strip())
        .as(rows.all())
        .matches("\\{\"n\":[1-9][0-9]*,\"town\":\"Zürich\"}");
  }

  @Test
  @Order(4)
  void notebookRunsOnTheReleasedNight() {
    Path jupyter = Parts.program("The Java notebook kernel", "HOLDFAST_JUPYTER", "jupyter");
    Path target = Parts.home().resolve("jobs/target");
    Ended run =
        new Shell(folder)
            .first(jupyter.getParent())
            .with("JJAVA_CLASSPATH", target + "/*.jar" + File.pathSeparator + target + "/lib/*.jar")
            .with("JJAVA_JVM_OPTS", System.getProperty("holdfast.spark.modules"))
            .with("SPARK_LOCAL_IP", "127.0.0.1")
            .with("HOLDFAST_CONF", Parts.home().resolve("conf").toString())
            .with("HOLDFAST_LAKE", folder.resolve("lake").toString())
            .with("HOLDFAST_LANDING", folder.resolve("landing").toString())
            .with("HOLDFAST_OUTPUT", folder.resolve("out").toString())
            .run(
                List.of(
                    jupyter.toString(),
                    "nbconvert",
                    "--to",
                    "html",
                    "--execute",
                    "--output-dir",
                    folder.toString(),
                    Parts.home().resolve("notebooks/released_night.ipynb").toString()));
    assertThat(run.code()).as(run.all()).isZero();
    assertThat(folder.resolve("released_night.html"))
        .content()
        .contains("holds the night of <b>" + DAY, "<svg", "Log-odds of");
  }

  @Test
  @Order(5)
  void airflowRunsTheNightAndTheCrmThatIsDownFailsItsOwnTaskOnly() throws Exception {
    Airflow airflow = airflow();
    Ended errors = airflow.run("dags", "list-import-errors", "-l");
    assertThat(errors.code()).as(errors.all()).isZero();
    Ended run = airflow.run("dags", "test", "holdfast_nightly", DAY);
    assertThat(airflow.states())
        .as(run.all())
        .containsEntry("publish_demo", "failed")
        .containsEntry("publish_file", "success")
        .containsEntry("report", "success")
        .hasSize(5);
    assertThat(airflow.states().keySet()).startsWith("land", "build");
    assertThat(run.all()).contains("exit code 4");
    assertThat(night("out/report-" + DAY + ".html")).exists();
    assertThat(sentFiles()).hasSize(1);
  }

  @Test
  @Order(6)
  void sameDayAgainSendsOnlyWhatTheCrmHasNotGot() throws Exception {
    Airflow airflow = airflow();
    Files.copy(folder.resolve("out/crm.db"), night("out/crm.db"));
    Ended run = airflow.run("dags", "test", "holdfast_nightly", DAY);
    assertThat(airflow.states().values()).as(run.all()).hasSize(5).containsOnly("success");
    assertThat(run.code()).as(run.all()).isZero();
    assertThat(run.all()).contains("nothing changed");
    assertThat(sentFiles()).hasSize(1);
  }

  @Test
  @Order(7)
  void aFeatureAddedToTheCatalogueGetsItsHistory() throws IOException {
    String before = otherFeatures();
    Ended run =
        holdfast(
            "backfill",
            "--conf=" + confWithSigninsOfTwoWeeks(),
            "--from=2025-09-01",
            "--feature=signins_14d",
            "--release");
    assertThat(run.code()).as(run.all()).isZero();
    assertThat(run.out())
        .contains("of 4 days, 2025-09-30 to 2025-12-31", "new      signins_14d", "released")
        .contains("models train on 3 of these days");
    assertThat(
            query(
                "select as_of, max(signins_14d) > 0 as told, max(signins_14d) <="
                    + " max(signins_28d) as within from customer_360 group by as_of order by as_of"
                    + " desc limit 5"))
        .isEqualTo(
            """
            {"as_of":"2025-12-31","told":true,"within":true}
            {"as_of":"2025-11-30","told":true,"within":true}
            {"as_of":"2025-10-31","told":true,"within":true}
            {"as_of":"2025-09-30","told":true,"within":true}
            {"as_of":"2025-08-31"}""");
    assertThat(otherFeatures()).isEqualTo(before);
  }

  private static String otherFeatures() {
    return query(
        "select count(*) as n, sum(xxhash64(as_of, account_id, mrr, signins_28d, tickets_91d, plan)"
            + " % 1000003) as rows from customer_360");
  }

  private static String query(String sql) {
    Ended rows = holdfast("query", sql, "--format=json");
    assertThat(rows.code()).as(rows.all()).isZero();
    return rows.out().strip();
  }

  private static Path confWithSigninsOfTwoWeeks() throws IOException {
    Path shipped = Parts.home().resolve("conf");
    Path conf = Files.createDirectories(folder.resolve("conf"));
    Files.writeString(
        conf.resolve("holdfast.yaml"),
        "base: %s\n%s".formatted(shipped, Files.readString(shipped.resolve("holdfast.yaml"))));
    Files.writeString(
        conf.resolve("metrics.yaml"),
        Files.readString(shipped.resolve("metrics.yaml"))
            + """

              signins_14d:
                {of: signins, measure: count, window: 14, label: sign-ins in two weeks, unit: sign-ins,
                  direction: good, group: usage, trains: false}
            """);
    return conf;
  }

  /** A lake of its own on the demo's landing; its CRM is not there yet. */
  private static Airflow airflow() throws IOException {
    return Airflow.in(folder.resolve("airflow"))
        .with("HOLDFAST_TARGETS", "file demo")
        .with("HOLDFAST_RETRIES", "0")
        .with(
            "HOLDFAST_ARGS",
            "--set landing=%s --set lake=%s --set output=%s"
                .formatted(folder.resolve("landing"), night("lake"), night("out")));
  }

  private static Path night(String path) {
    return folder.resolve("night").resolve(path);
  }

  private static List<Path> sentFiles() throws IOException {
    try (Stream<Path> files = Files.list(night("out/crm"))) {
      return files.toList();
    }
  }

  private static Ended holdfast(String... arguments) {
    return new Shell(folder).holdfast(inFolder(arguments));
  }

  private static String[] inFolder(String... arguments) {
    Stream<String> places =
        Stream.of("--set=landing=landing", "--set=lake=lake", "--set=output=out");
    return Stream.concat(Stream.of(arguments), places).toArray(String[]::new);
  }
}
