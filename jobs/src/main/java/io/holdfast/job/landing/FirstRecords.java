package io.holdfast.job.landing;

import io.holdfast.conform.Format;
import io.holdfast.conform.NamedExport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/** The first records of an export, read here and now, to be looked at. */
public final class FirstRecords {
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
   */
  public record RecordRead(
      String file, long number, String text, List<String> absent, String broken) {}

  public FirstRecords(SparkSession spark) {
    this.spark = spark;
  }

  /** At most so many records of files, in the order of the files. */
  public Beginning read(NamedExport export, List<LandingFile> files, int most) {
    List<RecordRead> records = new ArrayList<>();
    List<LandingFile> opened = new ArrayList<>();
    for (LandingFile file : files) {
      if (records.size() > most) {
        break;
      }
      opened.add(file);
      Layout layout = Layout.of(export.export(), file);
      int left = most + 1 - records.size();
      records.addAll(
          layout.format() == Format.PARQUET
              ? parquet(spark, file, left)
              : text(spark.sparkContext().hadoopConfiguration(), layout, file, left));
    }
    boolean whole = records.size() <= most && opened.size() == files.size();
    return new Beginning(
        List.copyOf(records.subList(0, Math.min(most, records.size()))), opened, whole);
  }

  static List<RecordRead> text(Configuration hadoop, Layout layout, LandingFile file, int most) {
    List<RecordRead> read = new ArrayList<>();
    try (Records records = Records.open(file, layout, hadoop)) {
      Records.Found found = null;
      while (read.size() < most && (found = records.next()) != null) {
        List<String> absent = found.absent() == null ? List.of() : found.absent();
        read.add(new RecordRead(file.path(), read.size() + 1, found.text(), absent, null));
      }
    } catch (IOException | RuntimeException e) {
      String broken = Headers.unreadable(file, read.size(), e);
      read.add(new RecordRead(file.path(), read.size() + 1, null, List.of(), broken));
    }
    return read;
  }

  static List<RecordRead> parquet(SparkSession spark, LandingFile file, int most) {
    return ParquetRecords.read(spark, List.of(file)).limit(most).collectAsList().stream()
        .map(r -> new RecordRead(r.getString(0), r.getLong(1), r.getString(2), List.of(), null))
        .sorted(Comparator.comparingLong(RecordRead::number))
        .toList();
  }
}
