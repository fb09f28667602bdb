package io.holdfast.job.step;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.bool_and;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.json_object_keys;
import static org.apache.spark.sql.functions.lit;

import io.holdfast.conform.Conforming;
import io.holdfast.conform.NamedExport;
import io.holdfast.conform.Unreadable;
import io.holdfast.job.control.LandedFile;
import io.holdfast.job.landing.Headers;
import io.holdfast.job.landing.LandingFile;
import io.holdfast.job.landing.RawFiles;
import io.holdfast.table.LoadProfile;
import io.holdfast.table.Quarantine;
import io.holdfast.table.RawRecord;
import io.holdfast.table.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** One load of one export: its new files, or what an earlier try left after raw was written. */
final class ExportLoad {
  /** How many rejects are told; the quarantine has all. */
  static final int TOLD = 3;

  private static final int TOLD_PROBLEMS = 10;

  /** Of so many records of one file at least one has a field that is not optional. */
  private static final int MANY = 20;

  private final StepContext context;
  private final Appender appender;
  private final NamedExport export;
  private final Conforming conforming;
  private final String batch;
  private final List<LandingFile> files;
  private final boolean inRaw;
  private final Drift drift;
  private final EarlierLoads earlier;
  private final LoadGate gate;

  private ExportLoad(
      StepContext context,
      Appender appender,
      NamedExport export,
      String batch,
      List<LandingFile> files,
      LoadHistory history,
      boolean inRaw) {
    this.context = context;
    this.appender = appender;
    this.export = export;
    this.conforming = new Conforming(export, context.asOf().zone());
    this.batch = batch;
    this.files = List.copyOf(files);
    this.inRaw = inRaw;
    this.drift = Drift.of(export, context.control().files());
    this.earlier = EarlierLoads.of(context, export, batch);
    this.gate = new LoadGate(context, export, conforming, batch, history);
  }

  /** A load of files that were never loaded; the same files on the same day are the same batch. */
  static ExportLoad fresh(
      StepContext context,
      Appender appender,
      NamedExport export,
      List<LandingFile> files,
      LoadHistory history) {
    String batch = Batch.of(export, context.asOf().day(), files);
    return new ExportLoad(context, appender, export, batch, files, history, false);
  }

  /** A load that was killed after its records were in raw: what is there is finished. */
  static ExportLoad unfinished(
      StepContext context,
      Appender appender,
      NamedExport export,
      String batch,
      List<LandingFile> present,
      LoadHistory history) {
    Set<String> paths =
        new HashSet<>(
            raw(context, export, batch)
                .select(RawRecord.FILE)
                .distinct()
                .as(Encoders.STRING())
                .collectAsList());
    List<LandingFile> files = present.stream().filter(file -> paths.contains(file.path())).toList();
    return new ExportLoad(context, appender, export, batch, files, history, true);
  }

  List<LandingFile> files() {
    return files;
  }

  /**
   * Reads, conforms, checks and writes.
   *
   * @throws HeldException when a file cannot be read or lacks a field; nothing is written then
   */
  Loaded run() {
    SparkSession.setActiveSession(context.spark());
    Dataset<Row> evaluated = evaluated().persist();
    try {
      Remarks remarks = remarks(evaluated);
      hold(remarks.broken());
      Map<String, Row> counts = counts(evaluated);
      hold(absent(evaluated, counts));
      hold(retyped(evaluated, counts));
      Looked looked = gate.look(evaluated, counts);
      looked.hold(context);
      return write(evaluated, counts, remarks, looked);
    } finally {
      evaluated.unpersist();
    }
  }

  private Dataset<Row> evaluated() {
    try {
      return conforming.evaluate(read());
    } catch (IllegalArgumentException e) {
      throw held(List.of(e.getMessage()));
    }
  }

  private Dataset<Row> read() {
    return inRaw
        ? raw(context, export, batch)
            .withColumn(RawFiles.ABSENT, lit(null).cast(Table.STRINGS))
            .withColumn(RawFiles.FRESH, lit(null).cast(Table.STRINGS))
            .withColumn(RawFiles.BROKEN, lit(null).cast(Table.STRING))
            .withColumn(RawFiles.NOTICE, lit(null).cast(Table.STRING))
        : new RawFiles(context.spark())
            .read(export, files, batch, context.asOf().day(), drift.known());
  }

  private static Dataset<Row> raw(StepContext context, NamedExport export, String batch) {
    return context.lake().read(export.raw()).where(col(RawRecord.BATCH).equalTo(batch));
  }

  private List<String> needed() {
    return export.export().needed().stream().map(path -> String.join(".", path)).toList();
  }

  private Remarks remarks(Dataset<Row> evaluated) {
    return inRaw
        ? new Remarks(drift.unseen(keys(evaluated)), List.of(), List.of())
        : Remarks.of(evaluated);
  }

  private static Set<String> keys(Dataset<Row> evaluated) {
    return new TreeSet<>(
        evaluated
            .where(col(Unreadable.REASON).isNull())
            .select(explode(json_object_keys(col(RawRecord.RECORD))))
            .distinct()
            .as(Encoders.STRING())
            .collectAsList());
  }

  /** Counts by file, in one pass. */
  private Map<String, Row> counts(Dataset<Row> evaluated) {
    List<Column> all = new ArrayList<>(conforming.counts());
    all.add(bool_and(col(Unreadable.REASON).isNotNull()).as(Unreadable.REASON));
    for (String field : needed()) {
      Column lacks = array_contains(col(RawFiles.ABSENT), field);
      all.add(bool_and(coalesce(lacks, col(Unreadable.REASON).isNotNull())).as("absent " + field));
    }
    Map<String, Row> counts = new TreeMap<>();
    evaluated
        .groupBy(RawRecord.FILE)
        .agg(all.get(0), all.subList(1, all.size()).toArray(Column[]::new))
        .collectAsList()
        .forEach(row -> counts.put(row.getAs(RawRecord.FILE), row));
    return counts;
  }

  /** Fields that no file has, or that not one record of a large file has: it was renamed there. */
  private List<String> absent(Dataset<Row> evaluated, Map<String, Row> counts) {
    if (counts.values().stream().allMatch(row -> row.getAs(Unreadable.REASON))) {
      return List.of();
    }
    List<String> absent = new ArrayList<>();
    Map<String, Set<String>> present = new TreeMap<>();
    for (String field : needed()) {
      List<String> lacking =
          counts.keySet().stream()
              .filter(file -> counts.get(file).<Boolean>getAs("absent " + field))
              .toList();
      boolean everywhere = lacking.size() == counts.size();
      Optional<String> renamed =
          lacking.stream()
              .filter(file -> counts.get(file).<Long>getAs(Conforming.LANDED) >= MANY)
              .filter(file -> !counts.get(file).<Boolean>getAs(Unreadable.REASON))
              .findFirst();
      if (everywhere && counts.size() > 1) {
        Set<String> all = present.computeIfAbsent("", file -> keys(evaluated));
        absent.add(Headers.missing(export, String.join(", ", export.export().files()), field, all));
      } else if (everywhere || renamed.isPresent()) {
        String where = renamed.orElseGet(() -> lacking.get(0));
        Column same = col(RawRecord.FILE).equalTo(where);
        Set<String> own = present.computeIfAbsent(where, file -> keys(evaluated.where(same)));
        absent.add(Headers.missing(export, where, field, own));
      }
    }
    return absent;
  }

  /** Columns whose every value was rejected: the source writes them otherwise now. */
  private List<String> retyped(Dataset<Row> evaluated, Map<String, Row> counts) {
    if (inRaw || sum(counts, Conforming.QUARANTINED) < Retyped.FEWEST) {
      return List.of();
    }
    Dataset<Row> before =
        context.lake().read(export.raw()).where(col(RawRecord.BATCH).notEqual(batch));
    return Retyped.problems(export, conforming.fates(), evaluated, before);
  }

  private void hold(List<String> problems) {
    if (!problems.isEmpty()) {
      throw held(problems);
    }
  }

  private HeldException held(List<String> problems) {
    int more = problems.size() - TOLD_PROBLEMS;
    return new HeldException(
        "Export %s is held, nothing of it is loaded: %s%s"
            .formatted(
                export.title(),
                String.join("; ", problems.subList(0, Math.min(TOLD_PROBLEMS, problems.size()))),
                more > 0 ? "; and %d more".formatted(more) : ""));
  }

  private Loaded write(
      Dataset<Row> evaluated, Map<String, Row> counts, Remarks remarks, Looked looked) {
    Map<String, Long> rows = new TreeMap<>();
    Column[] raw =
        export.raw().columnNames().stream()
            .map(org.apache.spark.sql.functions::col)
            .toArray(Column[]::new);
    append(rows, export.raw(), evaluated.select(raw), sum(counts, Conforming.LANDED));
    for (Table table : conforming.tables()) {
      long number = sum(counts, table.name());
      Dataset<Row> versions = conforming.entities(evaluated, table);
      append(rows, table, earlier.corrected(table, versions, number), number);
    }
    Dataset<Row> rejects = conforming.rejects(evaluated);
    append(rows, Quarantine.TABLE, rejects, sum(counts, Conforming.REJECTS));
    append(rows, LoadProfile.TABLE, looked.rows(context), looked.deliveries().size());
    return new Loaded(
        export,
        batch,
        landed(counts),
        drift.landed(remarks.fields(), context.asOf().day()),
        sum(counts, Conforming.LANDED),
        sum(counts, Conforming.LOADED),
        sum(counts, Conforming.QUARANTINED),
        sum(counts, Conforming.IGNORED),
        sum(counts, Conforming.REJECTS) == 0 ? List.of() : told(rejects),
        remarks.notices(),
        looked,
        rows);
  }

  private static List<String> told(Dataset<Row> rejects) {
    return rejects
        .select(Quarantine.FILE, Quarantine.RECORD_NO, Quarantine.REASON)
        .orderBy(Quarantine.FILE, Quarantine.RECORD_NO, Quarantine.REASON)
        .takeAsList(TOLD)
        .stream()
        .map(r -> "%s record %d: %s".formatted(r.getString(0), r.getLong(1), r.getString(2)))
        .toList();
  }

  /** The check {@code records accounted}: what the lake holds of the batch is what was counted. */
  private void append(Map<String, Long> rows, Table table, Dataset<Row> data, long expected) {
    long found = appender.append(table, data, batch, expected);
    if (found != expected) {
      throw new IllegalStateException(
          "Records are not accounted for: of %s table %s holds %d rows of batch %s, not %d"
              .formatted(export.title(), table.name(), found, batch, expected));
    }
    rows.merge(table.name(), found, Long::sum);
  }

  private List<LandedFile> landed(Map<String, Row> counts) {
    Map<String, Long> bytes = new TreeMap<>();
    counts.keySet().forEach(path -> bytes.put(path, 0L));
    files.forEach(file -> bytes.put(file.path(), file.bytes()));
    List<LandedFile> landed = new ArrayList<>();
    bytes.forEach(
        (path, size) -> {
          Row row = counts.get(path);
          landed.add(
              row == null
                  ? new LandedFile(path, size, 0, 0, 0)
                  : new LandedFile(
                      path,
                      size,
                      row.<Long>getAs(Conforming.LANDED),
                      row.<Long>getAs(Conforming.QUARANTINED),
                      row.<Long>getAs(Conforming.IGNORED)));
        });
    return landed;
  }

  private static long sum(Map<String, Row> counts, String name) {
    return counts.values().stream().mapToLong(row -> ((Number) row.getAs(name)).longValue()).sum();
  }
}
