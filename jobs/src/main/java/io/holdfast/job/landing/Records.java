package io.holdfast.job.landing;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** The records of one file, or of a part of it, one after the other. */
interface Records extends Closeable {

  /**
   * A record as JSON text.
   *
   * @param absent needed fields that it lacks, by dotted name; null when none
   * @param fields its own fields; null where they are those of the file
   */
  record Found(String text, List<String> absent, List<String> fields) {
    static Found of(String text) {
      return new Found(text, null, null);
    }
  }

  /** Fields that every record of the file has, dotted below structures; null when each its own. */
  List<String> fields();

  /** How many records of the file come before the first one. */
  default long before() {
    return 0;
  }

  /**
   * The next record, or null at the end.
   *
   * @throws IOException when the file cannot be read on
   */
  Found next() throws IOException;

  /** What is to be said of the file and was not said yet, ready to follow its name; or null. */
  default String notice() {
    return null;
  }

  static Records open(FilePart part, Layout layout, Expected expected, Configuration hadoop)
      throws IOException {
    return switch (layout.format()) {
      case CSV, TSV -> new SeparatedRecords(layout.open(part.file(), hadoop), layout, expected);
      case JSON -> new JsonRecords(layout.open(part.file(), hadoop), expected);
      case JSONL, NDJSON -> new JsonLineRecords(layout.open(part.file(), hadoop), expected);
      case PARQUET -> new ParquetRecords(part, hadoop);
    };
  }
}
