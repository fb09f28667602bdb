package io.holdfast.job.step;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.json_object_keys;
import static org.apache.spark.sql.functions.lit;

import io.holdfast.conform.Conforming;
import io.holdfast.conform.NamedExport;
import io.holdfast.conform.Unreadable;
import io.holdfast.conform.ValueFate;
import io.holdfast.job.landing.Headers;
import io.holdfast.job.landing.LandingFile;
import io.holdfast.job.landing.RawFiles;
import io.holdfast.load.Delivery;
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
import java.util.function.Supplier;
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

  private final LoadContext context;
  private final NamedExport export;
  private final Conforming conforming;
  private final String batch;
  private final List<LandingFile> files;
  private final boolean inRaw;
  private final Drift drift;
  private final EarlierLoads earlier;
  private final LoadGate gate;

  private ExportLoad(
      LoadContext context,
      NamedExport export,
      String batch,
      List<LandingFile> files,
      boolean inRaw) {
    this.context = context;
    this.export = export;
    this.conforming = new Conforming(export, context.step().asOf().zone());
    this.batch = batch;
    this.files = List.copyOf(files);
    this.inRaw = inRaw;
    this.drift = Drift.of(export, context.step().control().files());
    this.earlier = EarlierLoads.of(context.step(), export, batch);
    this.gate = new LoadGate(context, export, conforming, batch);
  }

  /** A load of files that were never loaded; the same files on the same day are the same batch. */
  static ExportLoad fresh(LoadContext context, NamedExport export, List<LandingFile> files) {
    String batch = Batch.of(export, context.step().asOf().day(), files);
    return new ExportLoad(context, export, batch, files, false);
  }

  /** A load that was killed after its records were in raw: what is there is finished. */
  static ExportLoad unfinished(
      LoadContext context, NamedExport export, String batch, List<LandingFile> present) {
    Set<String> paths =
        new HashSet<>(
            raw(context, export, batch)
                .select(RawRecord.FILE)
                .distinct()
                .as(Encoders.STRING())
                .collectAsList());
    List<LandingFile> files = present.stream().filter(file -> paths.contains(file.path())).toList();
    return new ExportLoad(context, export, batch, files, true);
  }

  /** What the rows of a load that are in raw look like. */
  static List<Delivery> lookedAtAgain(LoadContext context, NamedExport export, String batch) {
    ExportLoad load = new ExportLoad(context, export, batch, List.of(), true);
    Dataset<Row> evaluated = load.evaluated(load.read());
    Counted counts = Counted.of(evaluated, load.conforming, load.needed(), List.of());
    return load.gate.deliveries(evaluated, counts.files());
  }

  List<LandingFile> files() {
    return files;
  }

  /** About how many bytes of text its records are. */
  long textBytes() {
    return files.stream().mapToLong(LandingFile::textBytes).sum();
  }

  /**
   * Reads, conforms, checks and writes.
   *
   * @throws HeldException when a file cannot be read or lacks a field; nothing is written then
   */
  Loaded run() {
    SparkSession.setActiveSession(context.spark());
    return textBytes() > context.kept() ? computedAgain() : keptMeanwhile();
  }

  private Loaded keptMeanwhile() {
    Dataset<Row> computed = evaluated(read()).persist();
    try {
      Dataset<Row> kept = Kept.of(computed);
      return judgedAndWritten(kept, List.of(), () -> kept, () -> kept);
    } finally {
      computed.unpersist();
    }
  }

  /** What is too large to keep goes to raw first, and what it becomes is computed from there. */
  private Loaded computedAgain() {
    return judgedAndWritten(
        evaluated(read()),
        Retyped.aggregates(conforming.fates()),
        this::read,
        () -> evaluated(fromRaw()));
  }

  /**
   * @param more aggregates that are wanted of the one pass that counts
   * @param raw gives the records for raw
   * @param rows gives them evaluated, once they are in raw
   */
  private Loaded judgedAndWritten(
      Dataset<Row> evaluated,
      List<Column> more,
      Supplier<Dataset<Row>> raw,
      Supplier<Dataset<Row>> rows) {
    Counted counts = Counted.of(evaluated, conforming, needed(), more);
    Remarks remarks = inRaw ? unseen(evaluated) : counts.remarks();
    if (!remarks.refused().isEmpty()) {
      return without(remarks.refused());
    }
    hold(remarks.broken());
    hold(absent(evaluated, counts));
    hold(retyped(evaluated, counts, !more.isEmpty()));
    Looked looked = gate.look(evaluated, counts.files());
    looked.hold(context.step());
    return write(raw, rows, counts, remarks, looked);
  }

  /** Loads the files but those that are refused, of which it is said why. */
  private Loaded without(Map<String, String> refused) {
    List<LandingFile> others =
        files.stream().filter(file -> !refused.containsKey(file.path())).toList();
    return (others.isEmpty() ? Loaded.nothing(export, batch) : fresh(context, export, others).run())
        .saying(refused.values());
  }

  private Dataset<Row> evaluated(Dataset<Row> records) {
    try {
      return conforming.evaluate(records);
    } catch (IllegalArgumentException e) {
      throw held(List.of(e.getMessage()));
    }
  }

  private Dataset<Row> read() {
    return inRaw
        ? fromRaw()
        : new RawFiles(context.spark())
            .read(export, files, batch, context.step().asOf().day(), drift.known());
  }

  private Dataset<Row> fromRaw() {
    return raw(context, export, batch)
        .withColumn(RawFiles.ABSENT, lit(null).cast(Table.STRINGS))
        .withColumn(RawFiles.FRESH, lit(null).cast(Table.STRINGS))
        .withColumn(RawFiles.BROKEN, lit(null).cast(Table.STRING))
        .withColumn(RawFiles.REFUSED, lit(null).cast(Table.STRING))
        .withColumn(RawFiles.NOTICE, lit(null).cast(Table.STRING));
  }

  private static Dataset<Row> raw(LoadContext context, NamedExport export, String batch) {
    return context.step().lake().read(export.raw()).where(col(RawRecord.BATCH).equalTo(batch));
  }

  private List<String> needed() {
    return export.export().needed().stream().map(path -> String.join(".", path)).toList();
  }

  private Remarks unseen(Dataset<Row> evaluated) {
    return new Remarks(drift.unseen(keys(evaluated)), List.of(), Map.of(), List.of());
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

  /** Fields that no file has, or that not one record of a large file has: it was renamed there. */
  private List<String> absent(Dataset<Row> evaluated, Counted counts) {
    Set<String> all = counts.files().keySet();
    if (all.stream().allMatch(counts::isUnreadable)) {
      return List.of();
    }
    List<String> absent = new ArrayList<>();
    Map<String, Set<String>> present = new TreeMap<>();
    for (String field : needed()) {
      List<String> lacking = all.stream().filter(file -> counts.lacks(file, field)).toList();
      boolean everywhere = lacking.size() == all.size();
      Optional<String> renamed =
          lacking.stream()
              .filter(file -> counts.records(file) >= MANY && !counts.isUnreadable(file))
              .findFirst();
      if (everywhere && all.size() > 1) {
        Set<String> fields = present.computeIfAbsent("", file -> keys(evaluated));
        absent.add(
            Headers.missing(export, String.join(", ", export.export().files()), field, fields));
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
  private List<String> retyped(Dataset<Row> evaluated, Counted counts, boolean counted) {
    List<ValueFate> fates = conforming.fates();
    if (inRaw || fates.isEmpty() || counts.sum(Conforming.QUARANTINED) < Retyped.FEWEST) {
      return List.of();
    }
    Counted all =
        counted ? counts : Counted.of(evaluated, conforming, List.of(), Retyped.aggregates(fates));
    Dataset<Row> before =
        context.step().lake().read(export.raw()).where(col(RawRecord.BATCH).notEqual(batch));
    return Retyped.problems(export, fates, all.files().values(), before);
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
      Supplier<Dataset<Row>> records,
      Supplier<Dataset<Row>> evaluated,
      Counted counts,
      Remarks remarks,
      Looked looked) {
    Map<String, Long> rows = new TreeMap<>();
    Column[] raw =
        export.raw().columnNames().stream()
            .map(org.apache.spark.sql.functions::col)
            .toArray(Column[]::new);
    append(rows, export.raw(), records.get().select(raw), counts.sum(Conforming.LANDED));
    Dataset<Row> written = evaluated.get();
    for (Table table : conforming.tables()) {
      long number = counts.sum(table.name());
      Dataset<Row> versions = conforming.entities(written, table);
      append(rows, table, earlier.corrected(table, versions, number), number);
    }
    Dataset<Row> rejects = conforming.rejects(written);
    append(rows, Quarantine.TABLE, rejects, counts.sum(Conforming.REJECTS));
    append(rows, LoadProfile.TABLE, looked.rows(context.step()), looked.deliveries().size());
    return new Loaded(
        export,
        batch,
        counts.landed(files),
        drift.landed(remarks.fields(), context.step().asOf().day()),
        counts.sum(Conforming.LANDED),
        counts.sum(Conforming.LOADED),
        counts.sum(Conforming.QUARANTINED),
        counts.sum(Conforming.IGNORED),
        counts.sum(Conforming.REJECTS) == 0 ? List.of() : told(rejects),
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
    long found = context.appender().append(table, data, batch, expected);
    if (found != expected) {
      throw new IllegalStateException(
          "Records are not accounted for: of %s table %s holds %d rows of batch %s, not %d"
              .formatted(export.title(), table.name(), found, batch, expected));
    }
    rows.merge(table.name(), found, Long::sum);
  }
}
