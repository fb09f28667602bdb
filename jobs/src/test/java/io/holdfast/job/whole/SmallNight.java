package io.holdfast.job.whole;

import io.holdfast.job.config.Config;
import io.holdfast.job.config.ConfigReader;
import io.holdfast.job.config.Problems;
import io.holdfast.job.config.Yaml;
import io.holdfast.job.control.Control;
import io.holdfast.job.control.Release;
import io.holdfast.job.control.StepRow;
import io.holdfast.job.lake.IcebergCatalog;
import io.holdfast.job.lake.IcebergLake;
import io.holdfast.job.nightly.Nightly;
import io.holdfast.job.nightly.Plan;
import io.holdfast.job.nightly.Progress;
import io.holdfast.job.nightly.Wiring;
import io.holdfast.job.step.Step;
import io.holdfast.job.step.StepContext;
import io.holdfast.job.step.StepResult;
import io.holdfast.table.Table;
import io.holdfast.table.Tables;
import io.holdfast.table.TestSpark;
import io.holdfast.time.AsOf;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Nights of a small demo company in this JVM, each lake in a folder of its own. */
final class SmallNight {
  private final String name;
  private final Config config;
  private final Plan plan;

  SmallNight(Path landing, Path folder) {
    this(Parts.home().resolve("conf"), landing, folder, Map.of("targets", "[file]"));
  }

  SmallNight(Path conf, Path landing, Path folder, Map<String, String> settings) {
    Problems problems = new Problems();
    Map<String, String> all = new TreeMap<>(settings);
    all.put("landing", landing.toString());
    all.put("lake", folder.resolve("lake").toString());
    all.put("output", folder.resolve("out").toString());
    this.name = "small_" + Integer.toHexString(folder.hashCode());
    this.config = ConfigReader.read(conf, all, System::getenv, problems);
    problems.throwIfAny();
    this.plan = Wiring.read(config, new Yaml(problems, System::getenv), problems);
    problems.throwIfAny();
    IcebergCatalog.register(TestSpark.session(), name, config.lake(), config.catalog());
  }

  Plan plan() {
    return plan;
  }

  Control control() {
    return Control.open(config.control(), Clock.systemUTC());
  }

  List<StepRow> run(LocalDate day) {
    return run(day, UnaryOperator.identity());
  }

  /** Runs a night whose steps are wrapped. */
  List<StepRow> run(LocalDate day, UnaryOperator<Step> wrap) {
    Plan wrapped =
        new Plan(
            plan.land().stream().map(wrap).toList(),
            plan.build().stream().map(wrap).toList(),
            plan.publish().stream().map(wrap).toList(),
            plan.report() == null ? null : wrap.apply(plan.report()));
    try (Control control = control()) {
      return new Nightly(
              new Nightly.Place(TestSpark.session(), name, config, control, "here", "hash"),
              wrapped,
              new AsOf(day, config.zone()),
              new Silent())
          .run();
    }
  }

  /** Hash of the rows of every table as released, by its name. */
  Map<String, String> hashes() {
    try (Control control = control()) {
      Release release = control.runs().current().orElseThrow();
      IcebergLake lake =
          new IcebergLake(
              TestSpark.session(), name, release.run(), release.asOf(), Optional.of(release));
      Map<String, String> hashes = new TreeMap<>();
      for (Table table : Tables.ALL) {
        hashes.put(table.name(), RowHash.of(table, lake.released(table)));
      }
      return hashes;
    }
  }

  org.apache.spark.sql.Dataset<org.apache.spark.sql.Row> released(Table table) {
    try (Control control = control()) {
      Release release = control.runs().current().orElseThrow();
      return new IcebergLake(
              TestSpark.session(), name, release.run(), release.asOf(), Optional.of(release))
          .released(table);
    }
  }

  /** A step that does its work and then dies the first time, as if the process were killed. */
  static final class DiesOnce implements Step {
    private final Step step;
    private final java.util.Set<String> died;

    DiesOnce(Step step, java.util.Set<String> died) {
      this.step = step;
      this.died = died;
    }

    @Override
    public String name() {
      return step.name();
    }

    @Override
    public StepResult run(StepContext context) {
      StepResult result = step.run(context);
      if (died.add(step.name())) {
        throw new Killed(step.name());
      }
      return result;
    }
  }

  /** Stands for a kill after a step's work and before its end was noted. */
  static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Killed(String step) {
      super("killed at the end of " + step);
    }
  }

  private static final class Silent implements Progress {
    @Override
    public void begins(String step, int number, int of) {}

    @Override
    public void ended(StepRow step, boolean earlier) {}
  }
}
