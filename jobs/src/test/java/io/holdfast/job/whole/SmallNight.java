package io.holdfast.job.whole;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

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
import io.holdfast.job.nightly.WithdrawalOrder;
import io.holdfast.job.nightly.Withdrawn;
import io.holdfast.job.registry.ModelRegistry;
import io.holdfast.job.step.Step;
import io.holdfast.propensity.PropensityModel;
import io.holdfast.table.Table;
import io.holdfast.table.Tables;
import io.holdfast.table.TestSpark;
import io.holdfast.time.AsOf;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Nights of a small demo company in this JVM, each lake in a folder of its own. */
final class SmallNight {
  private final String name;
  private final Map<String, String> settings;
  private final Config config;
  private final Plan plan;

  SmallNight(Path landing, Path folder) {
    this(Parts.home().resolve("conf"), landing, folder, Map.of("targets", "[file]"));
  }

  SmallNight(Path conf, Path landing, Path folder, Map<String, String> settings) {
    this("small_" + Integer.toHexString(folder.hashCode()), conf, landing, folder, settings);
  }

  /** The lake is kept under this catalog's name; that of the command line is its own. */
  SmallNight(String name, Path conf, Path landing, Path folder, Map<String, String> settings) {
    Problems problems = new Problems();
    Map<String, String> all = new TreeMap<>(settings);
    all.put("landing", landing.toString());
    all.put("lake", folder.resolve("lake").toString());
    all.put("output", folder.resolve("out").toString());
    this.name = name;
    this.settings = all;
    this.config = ConfigReader.read(conf, all, System::getenv, problems);
    problems.throwIfAny();
    this.plan = Wiring.read(config, new Yaml(problems, System::getenv), problems);
    problems.throwIfAny();
    IcebergCatalog.register(TestSpark.session(), name, config.lake(), config.catalog());
  }

  /** What a command line says for the same night. */
  String[] arguments(Path conf, LocalDate day, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("nightly", "--conf", conf.toString(), "--as-of", day.toString()));
    settings.forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
    arguments.addAll(List.of(more));
    return arguments.toArray(String[]::new);
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

  Withdrawn withdraw(LocalDate day, WithdrawalOrder order) {
    try (Control control = control()) {
      return new Nightly(
              new Nightly.Place(TestSpark.session(), name, config, control, "here", "hash"),
              plan,
              new AsOf(day, config.zone()),
              new Silent())
          .withdraw(order);
    }
  }

  /** Rows of every table as released. */
  NightRows rows() {
    NightRows rows = new NightRows();
    Tables.ALL.forEach(table -> rows.add(table, released(table)));
    return rows;
  }

  /**
   * Rows of every derived table as released, of a day where a table has days.
   *
   * @param compared what of a table is compared, where that is not all of it
   */
  NightRows derived(LocalDate day, Map<Table, UnaryOperator<Dataset<Row>>> compared) {
    NightRows rows = new NightRows();
    for (Table table : Tables.DERIVED) {
      Dataset<Row> released = released(table);
      Dataset<Row> ofDay =
          table.kind() == Table.Kind.DERIVED_BY_DAY
              ? released.where(col(table.partition()).equalTo(lit(day)))
              : released;
      rows.add(table, compared.getOrDefault(table, UnaryOperator.identity()).apply(ofDay));
    }
    return rows;
  }

  Dataset<Row> released(Table table) {
    try (Control control = control()) {
      Release release = control.runs().current().orElseThrow();
      return new IcebergLake(
              TestSpark.session(), name, release.run(), release.asOf(), Optional.of(release))
          .released(table);
    }
  }

  /** The champions that serve on a day. */
  List<PropensityModel> models(LocalDate day, List<String> outcomes) {
    ModelRegistry registry =
        new ModelRegistry(config.lake(), TestSpark.session().sparkContext().hadoopConfiguration());
    try (Control control = control()) {
      return outcomes.stream()
          .flatMap(outcome -> control.models().last(outcome, day).stream())
          .map(row -> registry.load(row.location()))
          .filter(model -> model.status() == PropensityModel.Status.CHAMPION)
          .toList();
    }
  }

  private static final class Silent implements Progress {
    @Override
    public void begins(String step, int number, int of) {}

    @Override
    public void ended(StepRow step, boolean earlier) {}
  }
}
