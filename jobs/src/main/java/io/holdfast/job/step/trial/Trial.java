package io.holdfast.job.step.trial;

import io.holdfast.conform.Conforming;
import io.holdfast.conform.Mapping;
import io.holdfast.conform.NamedExport;
import io.holdfast.conform.Unreadable;
import io.holdfast.job.landing.FirstRecords;
import io.holdfast.job.landing.FirstRecords.Beginning;
import io.holdfast.job.landing.FirstRecords.RecordRead;
import io.holdfast.job.landing.Headers;
import io.holdfast.job.landing.LandingFile;
import io.holdfast.job.landing.LandingFolder;
import io.holdfast.table.Table;
import io.holdfast.time.AsOf;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/** Runs exports over their first records and tells what came of it. */
public final class Trial {
  private static final String BATCH = "trial";

  private final SparkSession spark;
  private final LandingFolder folder;
  private final AsOf asOf;
  private final int most;

  /**
   * @param asOf the day at whose end the records become known, where the mapping says no time
   * @param most how many records of an export are read
   */
  public Trial(SparkSession spark, LandingFolder folder, AsOf asOf, int most) {
    this.spark = spark;
    this.folder = folder;
    this.asOf = asOf;
    this.most = most;
  }

  /** What becomes of the first records of each export of a mapping. */
  public List<Tried> of(Mapping mapping) {
    References references = new References();
    List<Tried> tried = mapping.named().stream().map(export -> of(export, references)).toList();
    return Uses.told(mapping, tried, references);
  }

  private Tried of(NamedExport export, References references) {
    List<String> globs = export.export().files();
    LandingFolder.Listing listing = folder.list(globs);
    List<LandingFile> files = listing.files();
    if (files.isEmpty()) {
      return Tried.nothing(export.title(), globs, listing.notices());
    }
    try {
      Beginning beginning = new FirstRecords(spark).read(export, files, asOf.day(), most);
      List<String> held = held(export, beginning);
      return tried(export, listing, beginning, held, references);
    } catch (IllegalArgumentException e) {
      return Tried.held(
          export.title(), globs, files.size(), List.of(e.getMessage()), listing.notices());
    }
  }

  private List<String> held(NamedExport export, Beginning beginning) {
    Set<String> held = new TreeSet<>();
    beginning.records().stream()
        .map(RecordRead::broken)
        .filter(Objects::nonNull)
        .forEach(held::add);
    if (held.isEmpty()) {
      held.addAll(absent(export, beginning));
    }
    return List.copyOf(held);
  }

  /** Needed fields that not one readable record has. */
  private static List<String> absent(NamedExport export, Beginning beginning) {
    List<RecordRead> readable = readable(beginning);
    if (readable.isEmpty()) {
      return List.of();
    }
    Set<String> absent = new TreeSet<>(readable.get(0).absent());
    readable.forEach(record -> absent.retainAll(Set.copyOf(record.absent())));
    Set<String> present = Set.copyOf(Unmapped.names(texts(readable)));
    String where = beginning.files().get(0).path();
    return absent.stream().map(field -> Headers.missing(export, where, field, present)).toList();
  }

  private static List<RecordRead> readable(Beginning beginning) {
    return beginning.records().stream()
        .filter(record -> record.text() != null && !record.text().contains(Unreadable.REASON))
        .toList();
  }

  private static List<String> texts(List<RecordRead> records) {
    return records.stream().map(RecordRead::text).toList();
  }

  private Tried tried(
      NamedExport export,
      LandingFolder.Listing listing,
      Beginning beginning,
      List<String> held,
      References references) {
    Conforming conforming = new Conforming(export, asOf.zone());
    Dataset<Row> evaluated = here(conforming.evaluate(raw(export, beginning)));
    List<Column> counts = conforming.counts();
    Row counted =
        evaluated
            .agg(counts.get(0), counts.subList(1, counts.size()).toArray(Column[]::new))
            .first();
    List<Tried.Entity> entities = new ArrayList<>();
    List<String> words = new ArrayList<>();
    Samples samples = new Samples();
    for (Table table : conforming.tables()) {
      Dataset<Row> rows = conforming.entities(evaluated, table);
      references.add(table, rows, beginning.whole());
      words.addAll(UnknownWords.of(export.export(), table, rows));
      entities.add(
          new Tried.Entity(
              table.name(),
              number(counted, table.name()),
              Uses.filled(table, rows),
              samples.of(export.export(), table, rows)));
    }
    return new Tried(
        export.title(),
        export.export().files(),
        listing.files().size(),
        number(counted, Conforming.LANDED),
        beginning.whole(),
        number(counted, Conforming.LOADED),
        number(counted, Conforming.QUARANTINED),
        number(counted, Conforming.IGNORED),
        export.export().ignored(),
        entities,
        Rejects.grouped(conforming.rejects(evaluated)),
        held,
        notices(listing, beginning),
        export.export().entities().isEmpty()
            ? List.of()
            : Unmapped.of(export.export(), texts(readable(beginning))),
        samples.suspicious(),
        List.of(),
        words);
  }

  private static List<String> notices(LandingFolder.Listing listing, Beginning beginning) {
    List<String> notices = new ArrayList<>(listing.notices());
    beginning.records().stream()
        .filter(record -> record.notice() != null)
        .map(record -> "file %s %s".formatted(record.file(), record.notice()))
        .distinct()
        .forEach(notices::add);
    return notices;
  }

  private Dataset<Row> raw(NamedExport export, Beginning beginning) {
    List<Row> rows =
        beginning.records().stream()
            .filter(record -> record.text() != null)
            .map(
                record ->
                    RowFactory.create(
                        record.file(),
                        record.number(),
                        BATCH,
                        java.sql.Date.valueOf(asOf.day()),
                        record.text()))
            .toList();
    return spark.createDataFrame(rows, export.raw().schema());
  }

  /** Computed once and kept here: a thousand records are few, and several queries follow. */
  private Dataset<Row> here(Dataset<Row> rows) {
    return spark.createDataFrame(rows.collectAsList(), rows.schema());
  }

  private static long number(Row row, String name) {
    Number number = row.getAs(name);
    return number == null ? 0 : number.longValue();
  }
}
