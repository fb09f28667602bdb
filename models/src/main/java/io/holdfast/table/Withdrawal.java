package io.holdfast.table;

import static io.holdfast.table.Table.COUNT;
import static io.holdfast.table.Table.DAY;
import static io.holdfast.table.Table.FLAG;
import static io.holdfast.table.Table.STRING;
import static io.holdfast.table.Table.TIME;

/** Landed files whose rows were taken back, each with the reason; no row is ever removed. */
public final class Withdrawal {
  public static final String SOURCE = "source";
  public static final String EXPORT = "export";
  public static final String FILE = "file";
  public static final String LOADED_BY = "loaded_by";
  public static final String WITHDRAWN_ON = "withdrawn_on";
  public static final String BECAUSE = "because";
  public static final String AGAIN = "again";
  public static final String RECORDS = "records";
  public static final String BYTES = "bytes";
  public static final String MODIFIED_AT = "modified_at";
  public static final String CONTENT = "content";
  public static final String BATCH = "batch";

  public static final Table TABLE =
      Table.of(
              "withdrawal",
              Table.Kind.APPENDED,
              "file that was taken back",
              "",
              SOURCE,
              EXPORT,
              FILE,
              LOADED_BY)
          .with(SOURCE, STRING, "system it came from")
          .with(EXPORT, STRING, "kind of file")
          .with(FILE, STRING, "landed file, below the landing folder")
          .with(LOADED_BY, STRING, "load that had brought it")
          .with(WITHDRAWN_ON, DAY, "as-of day on which it was taken back")
          .with(BECAUSE, STRING, "why, as whoever did it wrote")
          .with(AGAIN, FLAG, "whether a night loads the same content again")
          .with(RECORDS, COUNT, "records of it that had landed")
          .with(BYTES, COUNT, "its size when it was loaded")
          .with(MODIFIED_AT, TIME, "when the file was last written, as known when it was loaded")
          .with(CONTENT, STRING, "hash of its content then: SHA-256; null: not known")
          .with(BATCH, STRING, "the withdrawal");

  private Withdrawal() {}
}
