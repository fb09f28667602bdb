package io.holdfast.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.job.cli.Terminal.Ended;
import io.holdfast.job.control.Control;
import io.holdfast.job.control.Lease;
import io.holdfast.job.demo.Demo;
import io.holdfast.job.demo.DemoCrm;
import io.holdfast.job.demo.DemoSettings;
import io.holdfast.job.demo.Written;
import io.holdfast.job.step.HeldException;
import io.holdfast.table.TestSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong at night: the message, the exit code, and the last release as it was. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FaultsIT {
  private static final LocalDate DAY = LocalDate.of(2025, 5, 30);
  private static final String NEXT = DAY.plusDays(1).toString();
  private static final String ROWS =
      "select account_id, outcome, probability, headline from account_score order by 1, 2";

  @TempDir static Path folder;
  private static Path conf;
  private static Path landing;
  private static Written written;
  private static Terminal terminal;
  private static String released;

  @BeforeAll
  static void releaseOneNight() throws IOException {
    TestSpark.session();
    conf = copyOfConf("conf");
    landing = folder.resolve("landing");
    DemoSettings tiny =
        DemoSettings.defaults()
            .withAccounts(40)
            .withEvents(3_000)
            .between(LocalDate.of(2024, 11, 1), DAY);
    written = Demo.write(landing, folder.resolve("truth"), tiny);
    terminal = terminal(conf, "lake");
    Ended night = terminal.run("nightly", "--as-of", DAY.toString(), "--set", "targets=[file]");
    assertThat(night.code()).as(night.err()).isZero();
    released = terminal.run("query", ROWS, "--format", "csv").out();
    assertThat(released.lines().count()).isGreaterThan(20);
  }

  @Test
  @Order(1)
  void missingColumnHoldsTheNightAndNamesTheNearest() throws IOException {
    Path file = landing.resolve("survey/nps/late.csv");
    Path other = firstOf("survey/nps");
    List<String> lines = Files.readAllLines(other);
    Files.write(
        file,
        Stream.concat(Stream.of(lines.get(0).replace("score", "scor")), lines.stream().skip(1))
            .toList());
    Ended night = nightly();
    Files.delete(file);
    assertThat(night.err())
        .contains("survey.nps is held, nothing of it is loaded", "survey/nps/late.csv")
        .contains("field 'score'", "nearest is 'scor'", "correct the mapping");
    heldAndIntact(night);
  }

  @Test
  @Order(1)
  void truncatedGzipHoldsTheNightAndSaysWhereItBreaks() throws IOException {
    Path file = landing.resolve("zendesk/tickets/late.csv.gz");
    byte[] whole = Files.readAllBytes(firstOf("zendesk/tickets"));
    Files.write(file, Arrays.copyOf(whole, whole.length * 2 / 3));
    Ended night = nightly();
    Files.delete(file);
    assertThat(night.err())
        .containsPattern(
            "file zendesk/tickets/late.csv.gz cannot be read after record \\d+: .*; deliver it again");
    heldAndIntact(night);
  }

  @Test
  @Order(1)
  void emptyFileHoldsTheNight() throws IOException {
    Path file = landing.resolve("zendesk/users/late.csv");
    Files.createFile(file);
    Ended night = nightly();
    Files.delete(file);
    assertThat(night.err())
        .contains("file zendesk/users/late.csv is empty; deliver it again, or delete it");
    heldAndIntact(night);
  }

  @Test
  @Order(1)
  void everyWrongKeyIsListedWithItsLineAndTheNearestName() throws IOException {
    Path wrong = copyOfConf("wrong");
    replace(wrong.resolve("holdfast.yaml"), "currency:", "curency:");
    replace(wrong.resolve("sources/survey.yaml"), "entities:", "entites:");
    replace(wrong.resolve("outcomes.yaml"), "horizon_days:", "horizon_day:");
    replace(wrong.resolve("playbooks.yaml"), "due_in_days:", "due_in_day:");
    replace(wrong.resolve("metrics.yaml"), "\nfeatures:", "\nfeaturs:");
    for (String command : List.of("check", "nightly")) {
      Ended refused = terminal(wrong, "lake").run(command, "--as-of", NEXT);
      assertThat(refused.err())
          .containsPattern(
              "holdfast.yaml:\\d+: curency is not a known key. Did you mean 'currency'")
          .containsPattern(
              "survey.yaml:\\d+: exports.nps.entites is not a known key. Did you mean 'entities'")
          .containsPattern(
              "outcomes.yaml:\\d+: .*horizon_day is not a known key. Did you mean 'horizon_days'")
          .containsPattern(
              "playbooks.yaml:\\d+: .*due_in_day is not a known key. Did you mean 'due_in_days'")
          .containsPattern(
              "metrics.yaml:\\d+: featurs is not a known key. Did you mean 'features'");
      assertThat(refused.code()).isEqualTo(2);
    }
    intact();
  }

  @Test
  @Order(1)
  void namesThatDoNotExistAreRefusedWithTheNearest() {
    refused("There is no command 'nigthly'. Did you mean 'nightly'?", "nigthly");
    refused("There is no option '--asof'. Did you mean '--as-of'?", "nightly", "--asof", NEXT);
    refused("There is no step 'scor'. Did you mean 'score'?", "step", "scor", "--as-of", NEXT);
    refused("'2025-02-30' is not a day of the calendar", "nightly", "--as-of", "2025-02-30");
    refused("--as-of is required", "nightly");
    refused("laek is not a known key. Did you mean 'lake'?", "check", "--set", "laek=x");
    refused(
        "There is no target 'fil'. Did you mean 'file'?",
        "publish",
        "--target",
        "fil",
        "--as-of",
        DAY.toString());
    refused(
        "There is no table 'acount_score'. Did you mean 'account_score'?",
        "query",
        "select * from acount_score");
    refused("There is no column `acount_id`", "query", "select acount_id from account_score");
    refused("Syntax error at or near 'selct'", "query", "selct 1");
    refused(
        "There is no release '20250530_2'. Did you mean '20250530_1'?",
        "query",
        "select 1",
        "--release",
        "20250530_2");
    refused("There is no account 'Nobody'. The nearest name is '", "explain", "Nobody");
    intact();
  }

  @Test
  @Order(1)
  void checkNamesWhatCannotBeReached() {
    Path nowhere = folder.resolve("nowhere");
    Ended check = terminal(conf, nowhere, "lake").run("check", "--set", "targets=[file, demo]");
    assertThat(check.err())
        .contains("warning: landing " + nowhere + " does not exist yet")
        .contains(
            "targets: CRM target demo: cannot connect to jdbc:sqlite:", "Start that database");
    assertThat(check.code()).isEqualTo(2);
    assertThat(folder.resolve("out/crm.db")).doesNotExist();
  }

  @Test
  @Order(1)
  void heldLakeNamesItsHolderAndSinceWhen() {
    String control = "jdbc:sqlite:file:" + folder.resolve("lake/control.db");
    try (Control other = Control.open(control, Clock.systemUTC());
        Lease held = other.lease(Workplace.host(), "holdfast nightly --as-of 2025-05-31")) {
      assertThat(held).isNotNull();
      Ended night = nightly();
      assertThat(night.err())
          .containsPattern(
              "The lake is held by 'holdfast nightly --as-of 2025-05-31' \\(process %d on .*\\) since 20.*Wait for it, or stop it"
                  .formatted(ProcessHandle.current().pid()));
      assertThat(night.code()).isEqualTo(5);
    }
    intact();
  }

  @Test
  @Order(1)
  void beforeTheFirstReleaseEveryReaderSaysWhatToRun() {
    Terminal fresh = terminal(conf, "fresh");
    for (String[] command :
        new String[][] {
          {"query", "select 1"},
          {"explain", "Somebody"},
          {"report", "--as-of", NEXT},
          {"publish", "--as-of", NEXT},
          {"train", "--as-of", NEXT}
        }) {
      Ended ended = fresh.run(command);
      assertThat(ended.err()).contains("Nothing is released", "holdfast nightly --as-of");
      assertThat(ended.code()).as(command[0]).isEqualTo(3);
    }
    assertThat(fresh.run("status").out()).contains("Nothing is released yet.");
  }

  @Test
  @Order(2)
  void missingExchangeRateIsNamedWithoutSparksNoise() throws IOException {
    Path old = copyOfConf("old-rates");
    List<String> rates = Files.readAllLines(old.resolve("fx.csv"));
    Files.write(
        old.resolve("fx.csv"), rates.stream().filter(line -> !line.contains("GBP")).toList());
    Ended night = terminal(old, "lake").run("nightly", "--as-of", NEXT, "--set", "targets=[file]");
    assertThat(night.err())
        .containsPattern(
            "holdfast: No exchange rate GBP to USD on 202\\d-\\d\\d-\\d\\d; add it to the rates file")
        .containsPattern("snapshot .* FAILED")
        .doesNotContain("SparkException", "FAILED_EXECUTE_UDF", "\tat ");
    assertThat(night.code()).isEqualTo(2);
    assertThat(terminal.run("status").out())
        .contains("snapshot failed: No exchange rate GBP to USD");
    intact();
  }

  @Test
  @Order(3)
  void trainingServesTheNightsAfterTheDayAndPrintsItsCards() {
    Ended trained = terminal.run("train", "--as-of", DAY.toString());
    assertThat(trained.out()).contains("churn", "upsell", "abstained", "too little data");
    assertThat(trained.code()).as(trained.err()).isZero();
    intact();
  }

  @Test
  @Order(4)
  void badValueIsQuarantinedAndAnUnreachableTargetLeavesItsRecordsPending() throws Exception {
    Path file = landing.resolve("survey/nps/late.csv");
    List<String> lines = Files.readAllLines(firstOf("survey/nps"));
    int score = List.of(lines.get(0).split(",")).indexOf("score");
    String[] values = lines.get(1).split(",", -1);
    values[score] = "ten";
    Files.write(file, List.of(lines.get(0), String.join(",", values)));

    Ended night = terminal.run("nightly", "--as-of", NEXT, "--set", "targets=[file, demo]");
    assertThat(night.err())
        .contains("survey/nps/late.csv record 1: column score: 'ten' is not a number")
        .contains("mend it at the source and deliver those records in a new file")
        .containsPattern(
            "publish_demo .*0 succeeded, 0 rejected, \\d+ pending.*cannot connect to jdbc:sqlite");
    assertThat(night.code()).isEqualTo(4);
    assertThat(query("select count(*) n from quarantine where reason like '%ten%'"))
        .isEqualTo("n\n1\n");
    assertThat(terminal.run("status", "--format", "json").out())
        .contains("\"number\":2", "\"run\":\"20250531_");

    DemoCrm.create(folder.resolve("out/crm.db"), crmColumns(), written.accounts(), true);
    Ended again = terminal.run("publish", "--as-of", NEXT, "--set", "targets=[file, demo]");
    assertThat(again.err())
        .containsPattern("publish_demo .* \\d+ succeeded, 0 rejected, 0 pending");
    assertThat(again.code()).isZero();
  }

  private static List<String> crmColumns() throws IOException {
    try (Stream<String> lines = Files.lines(conf.resolve("crm/demo.yaml"))) {
      return lines
          .map(String::strip)
          .filter(line -> line.startsWith("holdfast_"))
          .map(line -> line.substring(0, line.indexOf(':')))
          .toList();
    }
  }

  private static Ended nightly() {
    return terminal.run("nightly", "--as-of", NEXT, "--set", "targets=[file]");
  }

  private static void refused(String message, String... command) {
    Ended ended = terminal.run(command);
    assertThat(ended.err()).contains(message).doesNotContain("\tat ");
    assertThat(ended.code()).as(ended.err()).isEqualTo(2);
  }

  private static void heldAndIntact(Ended night) {
    assertThat(night.err()).doesNotContain("\tat ", HeldException.class.getSimpleName());
    assertThat(night.code()).isEqualTo(3);
    intact();
  }

  private static void intact() {
    assertThat(terminal.run("status").out())
        .startsWith("Release 1 holds the night of %s (run 20250530_1".formatted(DAY));
    assertThat(query(ROWS)).isEqualTo(released);
  }

  private static String query(String sql) {
    return terminal.run("query", sql, "--format", "csv").out();
  }

  private static Terminal terminal(Path conf, String lake) {
    return terminal(conf, landing, lake);
  }

  private static Terminal terminal(Path conf, Path landing, String lake) {
    return new Terminal(
        List.of(
            "--conf",
            conf.toString(),
            "--set",
            "landing=" + landing,
            "--set",
            "lake=" + folder.resolve(lake),
            "--set",
            "output=" + folder.resolve("out")));
  }

  private static Path firstOf(String export) throws IOException {
    try (Stream<Path> files = Files.list(landing.resolve(export))) {
      return files.sorted().findFirst().orElseThrow();
    }
  }

  private static void replace(Path file, String from, String to) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(from);
    Files.writeString(file, text.replaceFirst(java.util.regex.Pattern.quote(from), to));
  }

  private static Path copyOfConf(String name) throws IOException {
    Path here = Path.of("").toAbsolutePath();
    Path from =
        Files.exists(here.resolve("conf")) ? here.resolve("conf") : here.resolveSibling("conf");
    Path copy = folder.resolve(name);
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path to = copy.resolve(from.relativize(file));
        Files.createDirectories(to.getParent());
        Files.copy(file, to);
      }
    }
    return copy;
  }
}
