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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/** What the mappings of the project make of a landing folder, in one night. */
final class CollectedNight {
  private final CollectedLake lake = new CollectedLake();
  private final Map<String, List<Row>> folded = new HashMap<>();
  private final String day;
  private final StepResult result;

  /**
   * @param folder for the control database
   * @param mappings names below {@code conf/sources}
   */
  CollectedNight(Path folder, Path landing, String day, String... mappings) {
    this.day = day;
    Problems problems = new Problems();
    Yaml yaml = new Yaml(problems, name -> null);
    List<Mapping> read =
        Stream.of(mappings)
            .map(name -> yaml.read(sources().resolve(name + ".yaml"), Mapping.class))
            .toList();
    problems.throwIfAny();
    this.result = TestSpark.interpreted(() -> land(folder, landing, read));
  }

  private StepResult land(Path folder, Path landing, List<Mapping> mappings) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String database = "jdbc:sqlite:file:" + folder.resolve("control.db");
    try (Control control = Control.open(database, Clock.systemUTC())) {
      return new LandStep(mappings, List.of())
          .run(
              new StepContext(
                  TestSpark.session(),
                  Configs.in(folder, landing, "Acme", List.of()),
                  asOf(day),
                  day,
                  lake,
                  control));
    }
  }

  static Path sources() {
    Path here = Path.of("").toAbsolutePath();
    Path project = Files.exists(here.resolve("conf")) ? here : here.getParent();
    return project.resolve("conf/sources");
  }

  /** Rows of a table, in the order of their batches. */
  Stream<Row> rows(Table table) {
    return lake.rows(table);
  }

  /** A line for each export that landed, in the order of their names. */
  List<String> counts() {
    return result.note().lines().filter(line -> line.contains(" landed, ")).skip(1).toList();
  }

  /** How many rows every entity has, by its name. */
  Map<String, Long> entities() {
    List<String> names = Entity.ALL.stream().map(Table::name).toList();
    return result.rows().entrySet().stream()
        .filter(entry -> names.contains(entry.getKey()) && entry.getValue() > 0)
        .collect(
            Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new));
  }

  /** All versions of one record as they landed, a line each. */
  List<String> versions(Table table, String key, String... columns) {
    return of(rows(table), key).map(row -> line(row, columns)).sorted().toList();
  }

  /** One record as of the end of the night's day, or nothing. */
  List<String> now(Table table, String key, String... columns) {
    return asOf(day, table, key, columns);
  }

  /** One record as of the end of a day, or nothing. */
  List<String> asOf(String day, Table table, String key, String... columns) {
    List<Row> all =
        folded.computeIfAbsent(
            table.name() + day,
            name ->
                TestSpark.interpreted(
                    () -> Versions.asOf(lake.read(table), asOf(day)).collectAsList()));
    return of(all.stream(), key).map(row -> line(row, columns)).toList();
  }

  private static AsOf asOf(String day) {
    return new AsOf(LocalDate.parse(day), ZoneOffset.UTC);
  }

  private static Stream<Row> of(Stream<Row> rows, String key) {
    return rows.filter(row -> key.equals(row.getAs(Entity.SOURCE_KEY)));
  }

  private static String line(Row row, String... columns) {
    return Stream.of(columns)
        .map(column -> String.valueOf(value(row, column)))
        .collect(Collectors.joining(" | "));
  }

  private static Object value(Row row, String column) {
    String attribute = Entity.CUSTOM + ".";
    return column.startsWith(attribute)
        ? row.getJavaMap(row.fieldIndex(Entity.CUSTOM)).get(column.substring(attribute.length()))
        : row.<Object>getAs(column);
  }
}
