package io.holdfast.job.landing;

import io.holdfast.conform.NamedExport;
import io.holdfast.table.RawRecord;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The first records of an export, to be looked at. */
public final class FirstRecords {
  private static final long SMALL = 1 << 20;

  private final SparkSession spark;

  /**
   * What was read.
   *
   * @param files those that were opened
   * @param whole whether that is all there is
   */
  public record Beginning(List<RecordRead> records, List<LandingFile> files, boolean whole) {}

  /**
   * One record.
   *
   * @param number in its file, from 1
   * @param text JSON; null where the file cannot be read on
   * @param absent needed fields that it lacks, by dotted name
   * @param broken why the file cannot be read on, or null
   * @param notice what is to be said of the file, or null
   */
  public record RecordRead(
      String file, long number, String text, List<String> absent, String broken, String notice) {}

  public FirstRecords(SparkSession spark) {
    this.spark = spark;
  }

  /** At most so many records, in the order of the files; of many files no more are opened. */
  public Beginning read(NamedExport export, List<LandingFile> files, LocalDate day, int most) {
    List<RecordRead> records = new ArrayList<>();
    int opened = 0;
    while (opened < files.size() && records.size() <= most) {
      List<LandingFile> some = files.subList(opened, together(files, opened));
      records.addAll(records(export, some, day, some.size() == 1 ? most + 1 : Integer.MAX_VALUE));
      opened += some.size();
    }
    List<RecordRead> first = records.subList(0, Math.min(most, records.size()));
    boolean whole = records.size() <= most && opened == files.size();
    return new Beginning(List.copyOf(first), files.subList(0, opened), whole);
  }

  /** Small files are read whole and together, a large one as far as needed. */
  private static int together(List<LandingFile> files, int from) {
    int to = from + 1;
    long bytes = files.get(from).bytes();
    while (to < files.size() && bytes + files.get(to).bytes() <= SMALL) {
      bytes += files.get(to).bytes();
      to++;
    }
    return to;
  }

  private List<RecordRead> records(
      NamedExport export, List<LandingFile> files, LocalDate day, int most) {
    return new RawFiles(spark)
        .read(export, files, "", day, Set.of()).limit(most).collectAsList().stream()
            .map(FirstRecords::record)
            .sorted(Comparator.comparing(RecordRead::file).thenComparingLong(RecordRead::number))
            .toList();
  }

  private static RecordRead record(Row row) {
    int absent = row.fieldIndex(RawFiles.ABSENT);
    return new RecordRead(
        row.getAs(RawRecord.FILE),
        row.<Long>getAs(RawRecord.RECORD_NO),
        row.getAs(RawRecord.RECORD),
        row.isNullAt(absent) ? List.of() : row.getList(absent),
        row.getAs(
            row.isNullAt(row.fieldIndex(RawFiles.REFUSED)) ? RawFiles.BROKEN : RawFiles.REFUSED),
        row.getAs(RawFiles.NOTICE));
  }
}
