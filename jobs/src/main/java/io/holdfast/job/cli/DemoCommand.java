package io.holdfast.job.cli;

import io.holdfast.job.config.Config;
import io.holdfast.job.config.InvalidArgumentException;
import io.holdfast.job.config.Problems;
import io.holdfast.job.config.Yaml;
import io.holdfast.job.control.Release;
import io.holdfast.job.control.StepRow;
import io.holdfast.job.demo.Demo;
import io.holdfast.job.demo.DemoCrm;
import io.holdfast.job.demo.DemoSettings;
import io.holdfast.job.demo.Written;
import io.holdfast.job.publish.CrmConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "Writes the exports of a simulated company, runs the night over them, publishes into"
            + " the company's CRM and shows what came out. Running it again starts over.",
    footer = "  holdfast demo --accounts 200 --events 10000",
    exitCodeList = {ExitCode.SAYS_HELD, ExitCode.SAYS_PARTLY, ExitCode.SAYS_LAKE_HELD})
final class DemoCommand implements Callable<Integer> {
  private static final String MARKER = ".demo-company";
  private static final int MOST_AT_RISK = 10;
  private static final int READY_TO_GROW = 5;

  @Mixin Common common;

  @Option(names = "--accounts", paramLabel = "N", description = "Customers (default: 1,200).")
  Integer accounts;

  @Option(names = "--events", paramLabel = "N", description = "Usage events (default: 520,000).")
  Long events;

  @Option(names = "--days", paramLabel = "N", description = "Days of history (default: 549).")
  Integer days;

  @Option(names = "--seed", paramLabel = "N", description = "Another company for each seed.")
  Long seed;

  @Override
  public Integer call() throws IOException, SQLException {
    DemoSettings settings = settings();
    if (common.asOf == null) {
      common.asOf = settings.to();
    }
    Config config = common.config();
    startOver(config);
    Written written = Demo.write(Path.of(config.landing()), Path.of(config.output()), settings);
    System.err.printf(
        Locale.ROOT,
        "Wrote %,d records of %,d accounts in %,d files to %s%n",
        written.records().values().stream().mapToLong(Long::longValue).sum(),
        settings.accounts(),
        written.files(),
        config.landing());
    try (Workplace place = Workplace.open(common)) {
      if (config.targets().contains("demo")) {
        createCrm(place, written);
      }
      List<StepRow> done = place.night().run();
      tell(place, written);
      return ExitCode.of(done);
    }
  }

  private DemoSettings settings() {
    try {
      return asked();
    } catch (IllegalArgumentException e) {
      throw new InvalidArgumentException(e.getMessage());
    }
  }

  private DemoSettings asked() {
    DemoSettings settings = DemoSettings.defaults();
    settings = accounts == null ? settings : settings.withAccounts(accounts);
    settings = events == null ? settings : settings.withEvents(events);
    settings = seed == null ? settings : settings.withSeed(seed);
    LocalDate from = settings.from();
    return days == null ? settings : settings.between(from, from.plusDays(days - 1L));
  }

  /** The lake of an earlier demo holds records of other exports; a lake of anyone else stays. */
  private static void startOver(Config config) throws IOException {
    Path lake = Path.of(config.lake());
    Path marker = lake.resolve(MARKER);
    if (Files.exists(lake) && !Files.exists(marker)) {
      throw new InvalidArgumentException(
          "Lake %s is not one that a demo made; name another folder with --set lake=DIR"
              .formatted(lake));
    }
    if (Files.exists(lake)) {
      try (Stream<Path> all = Files.walk(lake)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
    Files.createDirectories(lake);
    Files.writeString(marker, "The next demo deletes this folder and starts over.\n");
  }

  private static void createCrm(Workplace place, Written written) throws IOException, SQLException {
    Problems problems = new Problems();
    CrmConfig crm =
        new Yaml(problems, System::getenv)
            .read(place.config.file("crm/demo.yaml"), CrmConfig.class);
    problems.throwIfAny();
    DemoCrm.create(
        Path.of(place.config.output()).resolve(crm.url()),
        crm.fields().keySet(),
        written.accounts(),
        true);
  }

  private void tell(Workplace place, Written written) {
    Release release = place.control.runs().current().orElseThrow();
    NightStory story = new NightStory(place.spark, release, System.out);
    story.tables();
    story.cohorts();
    story.models();
    story.ceiling(written.oracle());
    story.accounts("churn", "Most at risk of leaving within 90 days", MOST_AT_RISK);
    story.accounts("upsell", "Ready to grow within 90 days", READY_TO_GROW);
    story.crm(place.control, "demo");
    System.out.printf(
        """

        The page for the morning: %s

        Try next
          holdfast explain "%s"
          holdfast query "select cohort, period, nrr from cohort_retention where dimension = 'all' order by 1, 2"
          holdfast status
        """,
        Path.of(place.config.output()).resolve("report.html"), story.firstAtRisk());
  }
}
