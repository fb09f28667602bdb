package io.holdfast.job.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.job.whole.Shell.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

  @BeforeAll
  static void demo() {
    demo = holdfast("demo", "--accounts", "300", "--events", "60000");
  }

  @Test
  @Order(1)
  void demoTellsWhatItMade() {
    assertThat(demo.out()).contains("Cohorts", "Most at risk", "Ready to grow", "holdfast explain");
    assertThat(demo.code()).isZero();
    assertThat(folder.resolve("out/report.html")).exists();
  }

  @Test
  @Order(2)
  void publishingAgainSendsNothing() {
    Ended again = holdfast("publish", "--as-of", DAY, "--dry-run");
    assertThat(again.out()).contains("demo: 0 records would be sent");
    assertThat(again.code()).isZero();
  }

  @Test
  @Order(3)
  void queryPrintsJsonForPrograms() {
    Ended rows = holdfast("query", "select count(*) as n from account_score", "--format", "json");
    assertThat(rows.out().strip()).matches("\\{\"n\":[1-9][0-9]*}");
  }

  @Test
  @Order(4)
  void airflowRunsTheNightOnTheSameLanding() throws Exception {
    Path airflow = Parts.program("Airflow 3", "HOLDFAST_AIRFLOW", "airflow");
    Path home = Files.createDirectories(folder.resolve("airflow"));
    Path night = Files.createDirectories(folder.resolve("airflow-night"));
    Shell shell =
        new Shell(home)
            .with("PATH", airflow.getParent() + ":" + System.getenv("PATH"))
            .with("AIRFLOW_HOME", home.toString())
            .with("AIRFLOW__CORE__DAGS_FOLDER", Parts.home().resolve("conf/airflow").toString())
            .with("AIRFLOW__CORE__LOAD_EXAMPLES", "False")
            .with("AIRFLOW__DATABASE__SQL_ALCHEMY_CONN", "sqlite:///" + home.resolve("airflow.db"))
            .with("HOLDFAST_BUILD", "off")
            .with("HOLDFAST_TARGETS", "file")
            .with(
                "HOLDFAST_ARGS",
                "--set landing=%s --set lake=%s --set output=%s --set targets=[file]"
                    .formatted(
                        folder.resolve("landing"), night.resolve("lake"), night.resolve("out")));
    assertThat(shell.run(List.of(airflow.toString(), "db", "migrate")).code()).isZero();
    Ended errors = shell.run(List.of(airflow.toString(), "dags", "list-import-errors", "-l"));
    assertThat(errors.code()).as(errors.out()).isZero();
    Ended run = shell.run(List.of(airflow.toString(), "dags", "test", "holdfast_nightly", DAY));
    assertThat(run.out()).contains("state=success").doesNotContain("state=failed");
    assertThat(run.code()).isZero();
    assertThat(night.resolve("out/report.html")).exists();
    assertThat(night.resolve("out/crm")).isNotEmptyDirectory();
  }

  @Test
  @Order(5)
  void notebookRunsOnTheReleasedNight() {
    Path jupyter = Parts.program("The Java notebook kernel", "HOLDFAST_JUPYTER", "jupyter");
    Path target = Parts.home().resolve("jobs/target");
    Ended run =
        new Shell(folder)
            .with("PATH", jupyter.getParent() + ":" + System.getenv("PATH"))
            .with(
                "JJAVA_CLASSPATH",
                "%s/*.jar%s%s/lib/*.jar".formatted(target, java.io.File.pathSeparator, target))
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
    assertThat(run.code()).as(run.out()).isZero();
    assertThat(folder.resolve("released_night.html")).content().contains("<svg", "holds the night");
  }

  private static Ended holdfast(String... arguments) {
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 6);
    String[] places = {
      "--set", "landing=" + folder.resolve("landing"),
      "--set", "lake=" + folder.resolve("lake"),
      "--set", "output=" + folder.resolve("out")
    };
    System.arraycopy(places, 0, all, arguments.length, places.length);
    return new Shell(folder).holdfast(all);
  }
}
