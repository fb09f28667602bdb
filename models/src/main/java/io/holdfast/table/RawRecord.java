package io.holdfast.table;

import static io.holdfast.table.Table.COUNT;
import static io.holdfast.table.Table.DAY;
import static io.holdfast.table.Table.STRING;

/** Records as they came: one table per export, all with the same columns. */
public final class RawRecord {
  public static final String FILE = "file";
  public static final String RECORD_NO = "record_no";
  public static final String BATCH = "batch";
  public static final String LANDED_ON = "landed_on";
  public static final String RECORD = "record";

  /** The raw table of one export of one source. */
  public static Table of(String source, String export) {
    return Table.of(
            "raw_" + source + "_" + export, Table.Kind.APPENDED, "record", "", FILE, RECORD_NO)
        .with(FILE, STRING, "landed file it came from")
        .with(RECORD_NO, COUNT, "record number in that file, from 1")
        .with(BATCH, STRING, "load that brought it")
        .with(LANDED_ON, DAY, "as-of day of the run that loaded it")
        .withPersonal(RECORD, STRING, "the record as it came, as JSON");
  }

  private RawRecord() {}
}
