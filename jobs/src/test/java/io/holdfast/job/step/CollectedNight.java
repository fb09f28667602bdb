package io.holdfast.job.step;

import io.holdfast.conform.Mapping;
import io.holdfast.job.config.Configs;
import io.holdfast.job.config.Problems;
import io.holdfast.job.config.Yaml;
import io.holdfast.job.control.Control;
import io.holdfast.table.Entity;
import io.holdfast.table.Table;
import io.holdfast.table.TestSpark;
import io.holdfast.table.Versions;
import io.holdfast.time.AsOf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What the mappings of the project make of a landing folder, in one night. */
record CollectedNight(CollectedLake lake, StepResult result, AsOf asOf) {

  /**
   * @param folder for the control database
   * @param mappings names below {@code conf/sources}
   */
  static CollectedNight of(Path folder, Path landing, String day, String... mappings) {
    // Every export is a plan of its own; compiling them takes longer than running them.
    Map<String, String> interpreted =
        Map.of("spark.sql.codegen.wholeStage", "false", "spark.sql.codegen.factoryMode", "NO_CODEGEN");
    interpreted.forEach(TestSpark.session().conf()::set);
    try {
      return landed(folder, landing, day, mappings);
    } finally {
      interpreted.keySet().forEach(TestSpark.session().conf()::unset);
    }
  }

  private static CollectedNight landed(
      Path folder, Path landing, String day, String... mappings) {
    create(folder);
    Problems problems = new Problems();
    Yaml yaml = new Yaml(problems, name -> null);
    List<Mapping> read =
        Stream.of(mappings)
            .map(name -> yaml.read(sources().resolve(name + ".yaml"), Mapping.class))
            .toList();
    problems.throwIfAny();
    AsOf asOf = new AsOf(LocalDate.parse(day), ZoneOffset.UTC);
    CollectedLake lake = new CollectedLake();
    String control = "jdbc:sqlite:file:" + folder.resolve("control.db");
    try (Control open = Control.open(control, Clock.systemUTC())) {
      StepContext context =
          new StepContext(
              TestSpark.session(),
              Configs.in(folder, landing, "Acme", List.of()),
              asOf,
              day,
              lake,
              open);
      return new CollectedNight(lake, new LandStep(read).run(context), asOf);
    }
  }

  private static void create(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path sources() {
    Path here = Path.of("").toAbsolutePath();
    Path project = Files.exists(here.resolve("conf")) ? here : here.getParent();
    return project.resolve("conf/sources");
  }

  /** A line for each export that landed, in the order of their names. */
  List<String> counts() {
    return result.note().lines().skip(1).toList();
  }

  /** Rows of every entity, by its name. */
  Map<String, Long> entities() {
    List<String> names = Entity.ALL.stream().map(Table::name).toList();
    return result.rows().entrySet().stream()
        .filter(entry -> names.contains(entry.getKey()) && entry.getValue() > 0)
        .collect(
            Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new));
  }

  /** All versions of one record, a line each, by when they were known. */
  List<String> versions(Table table, String key, String... columns) {
    return lake.rows(table)
        .filter(row -> key.equals(row.getAs(Entity.SOURCE_KEY)))
        .map(row -> line(row, columns))
        .sorted()
        .toList();
  }

  /** One record as of the end of the night's day, or nothing. */
  List<String> now(Table table, String key, String... columns) {
    return asOf(table, asOf.day().toString(), key, columns);
  }

  List<String> asOf(Table table, String day, String key, String... columns) {
    AsOf then = new AsOf(LocalDate.parse(day), ZoneOffset.UTC);
    Dataset<Row> rows =
        TestSpark.session()
            .createDataFrame(
                lake.rows(table).filter(row -> key.equals(row.getAs(Entity.SOURCE_KEY))).toList(),
                table.schema());
    return Versions.asOf(rows, then).collectAsList().stream()
        .map(row -> line(row, columns))
        .toList();
  }

  private static String line(Row row, String... columns) {
    return Stream.of(columns)
        .map(column -> String.valueOf(value(row, column)))
        .collect(Collectors.joining(" | "));
  }

  private static Object value(Row row, String column) {
    String attributes = Entity.CUSTOM + ".";
    return column.startsWith(attributes)
        ? row.getJavaMap(row.fieldIndex(Entity.CUSTOM)).get(column.substring(attributes.length()))
        : row.<Object>getAs(column);
  }
}
