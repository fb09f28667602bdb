package io.holdfast.job.step;

import static org.apache.spark.sql.functions.expr;

import com.github.luben.zstd.ZstdOutputStream;
import io.holdfast.conform.Mapping;
import io.holdfast.job.config.Config;
import io.holdfast.job.config.Configs;
import io.holdfast.job.config.Problems;
import io.holdfast.job.config.Yaml;
import io.holdfast.job.control.Control;
import io.holdfast.job.lake.IcebergCatalog;
import io.holdfast.job.lake.IcebergLake;
import io.holdfast.job.lake.Lake;
import io.holdfast.table.Subscription;
import io.holdfast.table.Table;
import io.holdfast.table.TestSpark;
import io.holdfast.time.AsOf;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A landing folder, a real lake and a real control database in one temporary folder. */
final class LandingNight implements AutoCloseable {
  private static final List<String> OUTCOMES = List.of("churn", "upsell");
  private static int catalogs;

  private final Path folder;
  private final Path landing;
  private final String catalog = "landing" + catalogs++;
  private Control control;

  LandingNight(Path folder, Path landing) {
    this.folder = folder;
    this.landing = landing;
    restart();
    IcebergCatalog.register(
        TestSpark.session(),
        catalog,
        folder.resolve("lake").toString(),
        "jdbc:sqlite:file:" + folder.resolve("lake/catalog.db"));
  }

  static LandingNight in(Path folder) {
    return new LandingNight(folder, folder.resolve("landing"));
  }

  Control control() {
    return control;
  }

  /** A new process would have to open the control database anew. */
  void restart() {
    control = Control.open("jdbc:sqlite:file:" + folder.resolve("control.db"), Clock.systemUTC());
  }

  /** Writes a file into landing; {@code .gz} and {@code .zst} names are packed. */
  LandingNight file(String path, String text) {
    return file(path, text.getBytes(StandardCharsets.UTF_8));
  }

  LandingNight file(String path, byte[] bytes) {
    Path file = landing.resolve(path);
    try {
      Files.createDirectories(file.getParent());
      try (OutputStream out = packed(path, Files.newOutputStream(file))) {
        out.write(bytes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  private static OutputStream packed(String path, OutputStream out) throws IOException {
    if (path.endsWith(".gz")) {
      return new GZIPOutputStream(out);
    }
    return path.endsWith(".zst") ? new ZstdOutputStream(out) : out;
  }

  Path landing() {
    return landing;
  }

  StepResult land(String day, String mapping) {
    return land(day, mapping, lake(day));
  }

  StepResult land(String day, String mapping, Lake lake) {
    return new LandStep(List.of(mapping(mapping)), OUTCOMES).run(context(day, lake));
  }

  /** Lets pass what was found on a day. */
  List<String> accept(String day, String reason) {
    return new Findings(context(day, lake(day))).accept(reason, List.of());
  }

  /** Text of a file in landing. */
  String text(String path) {
    try {
      return Files.readString(landing.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lands loads as if each were too large to be kept. */
  StepResult landLarge(String day, String mapping, Lake lake) {
    return new LandStep(List.of(mapping(mapping)), OUTCOMES, 0).run(context(day, lake));
  }

  Mapping mapping(String yaml) {
    Path file = folder.resolve("mapping.yaml");
    try {
      Files.writeString(file, yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Problems problems = new Problems();
    Mapping mapping = new Yaml(problems, name -> null).read(file, Mapping.class);
    problems.throwIfAny();
    return mapping;
  }

  StepContext context(String day, Lake lake) {
    Config config = Configs.in(folder, landing, "Acme", List.of());
    AsOf asOf = new AsOf(LocalDate.parse(day), ZoneOffset.UTC);
    return new StepContext(TestSpark.session(), config, asOf, day, lake, control);
  }

  IcebergLake lake(String day) {
    return new IcebergLake(
        TestSpark.session(), catalog, day, LocalDate.parse(day), Optional.empty());
  }

  /** The lake as steps after landing see it, which write derived tables. */
  IcebergLake derived(String day) {
    return new IcebergLake(
        TestSpark.session(), catalog, day.replace("-", ""), LocalDate.parse(day), Optional.empty());
  }

  /** Some columns of a table, a line a row, sorted. */
  List<String> lines(Table table, String... columns) {
    Dataset<Row> rows = lake("2024-01-01").read(table).selectExpr(columns);
    List<String> lines = new ArrayList<>();
    rows.collectAsList().forEach(row -> lines.add(row.mkString(" ")));
    lines.sort(null);
    return lines;
  }

  /** Sum of what active subscriptions pay at the end of a day, by their last state then. */
  String mrrAt(String day) {
    Dataset<Row> versions =
        lake(day).read(Subscription.TABLE).where("event_time < date'%s' + 1".formatted(day));
    return versions
        .groupBy("source_key")
        .agg(expr("max_by(if(status = 'active', mrr, 0), struct(event_time, status)) as mrr"))
        .selectExpr("sum(mrr)")
        .first()
        .get(0)
        .toString();
  }

  @Override
  public void close() {
    control.close();
  }
}
