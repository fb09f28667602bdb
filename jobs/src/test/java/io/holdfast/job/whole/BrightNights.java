package io.holdfast.job.whole;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.holdfast.job.control.Control;
import io.holdfast.job.step.HeldException;
import io.holdfast.job.whole.Mishap.Verdict;
import io.holdfast.job.whole.Mishap.When;
import io.holdfast.table.GateFinding;
import io.holdfast.table.Quarantine;
import io.holdfast.table.TestSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Nights of the small company: some clean ones that are kept, and trials that go on from them. A
 * lake knows its files by their whole path, so that each trial runs in the same folder.
 */
final class BrightNights {
  private static final long SEED = 20260401;
  private static final Map<When, LocalDate> DAYS =
      Map.of(When.SUNDAY, LocalDate.of(2026, 3, 29), When.WEDNESDAY, LocalDate.of(2026, 4, 1));

  /**
   * What a night with a mishap did.
   *
   * @param said the gates' findings or the error, in words
   * @param wrong what is told as fresh and is wrong
   */
  record Seen(Verdict verdict, String said, List<String> wrong, long stale, long otherWarnings) {}

  private final BrightCompany company = new BrightCompany(SEED);
  private final Path folder;
  private final Path live;
  private final Map<When, Published> clean = new EnumMap<>(When.class);
  private int trials;

  BrightNights(Path folder) {
    this.folder = folder;
    this.live = folder.resolve("live");
  }

  /**
   * History in one night and some clean nights; what stands before each day of a trial is kept, and
   * so is what the clean night of that day published. What is there of it is used again.
   */
  void prepare() throws IOException {
    if (!Files.exists(published(When.WEDNESDAY))) {
      Files.createDirectories(live);
      if (!Files.exists(folder.resolve("conf"))) {
        BrightConf.write(folder.resolve("conf"));
      }
      LocalDate sunday = DAYS.get(When.SUNDAY);
      LocalDate wednesday = DAYS.get(When.WEDNESDAY);
      deliver(BrightCompany.FIRST, sunday.minusDays(2));
      run(sunday.minusDays(2));
      deliver(sunday.minusDays(1), sunday.minusDays(1));
      run(sunday.minusDays(1));
      keepClean(When.SUNDAY);
      deliver(sunday.plusDays(1), wednesday.minusDays(1));
      run(wednesday.minusDays(1));
      keepClean(When.WEDNESDAY);
    }
    for (When when : When.values()) {
      clean.put(when, Published.read(published(when)));
    }
  }

  private void keepClean(When when) throws IOException {
    LocalDate day = DAYS.get(when);
    if (!Files.exists(template(when))) {
      copy(live, template(when));
    }
    deliver(day, day);
    Published.of(run(day), live.resolve("out"), day).write(published(when));
  }

  private void deliver(LocalDate from, LocalDate to) throws IOException {
    for (LocalDate d = from; !d.isAfter(to); d = d.plusDays(1)) {
      deliver(d, new BrightFiles(company.delivery(d)));
    }
  }

  private SmallNight run(LocalDate day) {
    SmallNight night = night();
    try (Control control = night.control()) {
      if (control.runs().current().filter(last -> last.asOf().equals(day)).isPresent()) {
        return night;
      }
    }
    night.run(day);
    return night;
  }

  private Path published(When when) {
    return folder.resolve("clean_" + when + ".tsv");
  }

  Published clean(When when) {
    return clean.get(when);
  }

  Seen trial(Mishap mishap) throws IOException {
    LocalDate day = DAYS.get(mishap.when());
    if (Files.exists(live)) {
      delete(live);
    }
    copy(template(mishap.when()), live);
    trials++;
    rename();
    BrightFiles files = new BrightFiles(company.delivery(day));
    mishap.change().accept(files, company);
    deliver(day, files);
    SmallNight night;
    try {
      night = run(day);
    } catch (RuntimeException e) {
      return failed(e);
    }
    return released(night, day, clean.get(mishap.when()));
  }

  private static Seen failed(RuntimeException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof HeldException) {
        return new Seen(Verdict.HELD, cause.getMessage(), List.of(), 0, 0);
      }
    }
    return new Seen(Verdict.FAILED, e.toString(), List.of(), 0, 0);
  }

  private Seen released(SmallNight night, LocalDate day, Published clean) throws IOException {
    Published now = Published.of(night, live.resolve("out"), day);
    String findings =
        night
            .released(GateFinding.TABLE)
            .where(col(GateFinding.AS_OF).equalTo(lit(day)))
            .select(GateFinding.KIND, GateFinding.FOUND)
            .collectAsList()
            .stream()
            .map(row -> row.getString(0) + ": " + row.getString(1))
            .collect(Collectors.joining("; "));
    long rejected =
        night
            .released(Quarantine.TABLE)
            .where(col(Quarantine.FILE).contains(day.toString()))
            .count();
    long stale = now.stale();
    Verdict verdict =
        stale > 0 ? Verdict.DEGRADED : rejected > 0 ? Verdict.QUARANTINED : Verdict.FRESH;
    return new Seen(
        verdict,
        rejected == 0 ? findings : "%d rejected; %s".formatted(rejected, findings),
        now.wrong(clean),
        stale,
        now.otherWarnings(clean));
  }

  private SmallNight night() {
    return new SmallNight(
        catalog(trials),
        folder.resolve("conf"),
        live.resolve("landing"),
        live,
        Map.of("targets", "[file]"));
  }

  private static String catalog(int trial) {
    return "bright_" + trial;
  }

  /** A session keeps a catalog open by its name, so that each copy of the lake gets its own. */
  private void rename() {
    Path database = live.resolve("lake");
    try (Stream<Path> files = Files.walk(database)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".db")).toList()) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
            Statement statement = connection.createStatement()) {
          for (String table : List.of("iceberg_tables", "iceberg_namespace_properties")) {
            if (has(statement, table)) {
              statement.executeUpdate(
                  "update %s set catalog_name = '%s'".formatted(table, catalog(trials)));
            }
          }
        }
      }
    } catch (IOException | SQLException e) {
      throw new IllegalStateException("cannot rename the catalog in " + database, e);
    }
  }

  private static boolean has(Statement statement, String table) throws SQLException {
    try (var found =
        statement.executeQuery("select 1 from sqlite_master where name = '%s'".formatted(table))) {
      return found.next();
    }
  }

  private void deliver(LocalDate day, BrightFiles files) throws IOException {
    Path landing = live.resolve("landing/bright");
    Files.createDirectories(landing);
    for (Map.Entry<String, byte[]> file : files.files().entrySet()) {
      String ending =
          List.of("payments", "tickets", "messages").contains(file.getKey()) ? "jsonl" : "csv";
      Files.write(
          landing.resolve("%s-%s.%s".formatted(file.getKey(), day, ending)), file.getValue());
    }
  }

  private Path template(When when) {
    return folder.resolve("before_" + when);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.copy(path, target, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  static void withoutGeneratedCode() {
    TestSpark.session().conf().set("spark.sql.codegen.wholeStage", "false");
    TestSpark.session().conf().set("spark.sql.codegen.factoryMode", "NO_CODEGEN");
  }
}
