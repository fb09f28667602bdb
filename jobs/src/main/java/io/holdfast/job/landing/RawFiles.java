package io.holdfast.job.landing;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.holdfast.conform.Format;
import io.holdfast.conform.NamedExport;
import io.holdfast.table.RawRecord;
import io.holdfast.table.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Landed files as raw rows, read in parallel, one task for one or more files, or for parts of a
 * large one.
 */
public final class RawFiles {
  /** Needed fields that a record lacks, by dotted name; null when none. */
  public static final String ABSENT = "absent";

  /** Fields that no record before had, of this load or an earlier one; null when none. */
  public static final String FRESH = "fresh";

  /** Why a file cannot be read on; such a row stands for no record. */
  public static final String BROKEN = "broken";

  /** Why a file is left out though others load; such a row stands for no record. */
  public static final String REFUSED = "refused";

  /**
   * What is to be said of a file that is read nevertheless, ready to follow its name; else null.
   */
  public static final String NOTICE = "notice";

  static final StructType READ =
      new StructType()
          .add(RawRecord.FILE, Table.STRING)
          .add(RawRecord.RECORD_NO, Table.COUNT)
          .add(RawRecord.RECORD, Table.STRING)
          .add(ABSENT, Table.STRINGS)
          .add(FRESH, Table.STRINGS)
          .add(BROKEN, Table.STRING)
          .add(NOTICE, Table.STRING)
          .add(REFUSED, Table.STRING);

  private static final Comparator<Optional<Format>> ORDER =
      Comparator.comparing(format -> format.map(Format::name).orElse(""));

  /** Opening a file costs as much as reading this many bytes. */
  private static final long PER_FILE = 1 << 14;

  private final SparkSession spark;

  public RawFiles(SparkSession spark) {
    this.spark = spark;
  }

  /**
   * The records of files as rows of raw, with {@link #ABSENT}, {@link #FRESH}, {@link #BROKEN},
   * {@link #REFUSED} and {@link #NOTICE} beside.
   *
   * @param known fields that were seen before
   */
  public Dataset<Row> read(
      NamedExport export,
      List<LandingFile> files,
      String batch,
      LocalDate landedOn,
      Set<String> known) {
    Expected expected = Expected.of(export, known);
    Map<Optional<Format>, List<LandingFile>> formats = new TreeMap<>(ORDER);
    files.forEach(
        file ->
            formats
                .computeIfAbsent(export.export().format(file.path()), f -> new ArrayList<>())
                .add(file));
    return formats.entrySet().stream()
        .map(
            entry ->
                rows(
                    entry.getKey().map(f -> Layout.of(export.export(), f)).orElse(null),
                    expected,
                    entry.getValue()))
        .reduce(Dataset::union)
        .orElseGet(() -> spark.createDataFrame(List.of(), READ))
        .select(
            col(RawRecord.FILE),
            col(RawRecord.RECORD_NO),
            lit(batch).as(RawRecord.BATCH),
            lit(landedOn).as(RawRecord.LANDED_ON),
            col(RawRecord.RECORD),
            col(ABSENT),
            col(FRESH),
            col(BROKEN),
            col(REFUSED),
            col(NOTICE));
  }

  private Dataset<Row> rows(Layout layout, Expected expected, List<LandingFile> files) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    var hadoop =
        context.broadcast(
            new SerializableConfiguration(spark.sparkContext().hadoopConfiguration()));
    List<FilePart> parts =
        files.stream()
            .flatMap(file -> FilePart.of(file, layout == null ? null : layout.format()).stream())
            .toList();
    List<List<FilePart>> slices = slices(parts, 2 * context.defaultParallelism());
    return spark.createDataFrame(
        context
            .parallelize(slices, slices.size())
            .flatMap(slice -> new FileRows(slice, layout, expected, hadoop.value().value())),
        READ);
  }

  /** Parts dealt out so that no slice is much heavier than another. */
  private static List<List<FilePart>> slices(List<FilePart> parts, int most) {
    int number = Math.min(parts.size(), most);
    List<List<FilePart>> slices = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      slices.add(new ArrayList<>());
    }
    long[] weights = new long[number];
    List<FilePart> heavyFirst = new ArrayList<>(parts);
    heavyFirst.sort(
        Comparator.comparingLong(RawFiles::weight)
            .reversed()
            .thenComparing(part -> part.file().path())
            .thenComparing(FilePart::from));
    for (FilePart part : heavyFirst) {
      int lightest = 0;
      for (int i = 1; i < number; i++) {
        lightest = weights[i] < weights[lightest] ? i : lightest;
      }
      slices.get(lightest).add(part);
      weights[lightest] += weight(part);
    }
    return slices;
  }

  private static long weight(FilePart part) {
    return PER_FILE + part.file().factor() * part.bytes();
  }
}
