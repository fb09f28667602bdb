package io.holdfast.table;

import static io.holdfast.table.Table.COUNT;
import static io.holdfast.table.Table.STRING;

/** Records that could not become entities, each with its reason. */
public final class Quarantine {
  public static final String SOURCE = "source";
  public static final String EXPORT = "export";
  public static final String FILE = "file";
  public static final String RECORD_NO = "record_no";
  public static final String BATCH = "batch";
  public static final String ENTITY = "entity";
  public static final String REASON = "reason";
  public static final String RECORD = "record";

  public static final Table TABLE =
      Table.of("quarantine", Table.Kind.APPENDED, "rejected record", "", FILE, RECORD_NO, ENTITY)
          .with(SOURCE, STRING, "system it comes from")
          .with(EXPORT, STRING, "kind of file")
          .with(FILE, STRING, "landed file")
          .with(RECORD_NO, COUNT, "record number in that file, from 1")
          .with(BATCH, STRING, "load that rejected it")
          .with(ENTITY, STRING, "entity it should have become; empty: none takes it")
          .with(REASON, STRING, "why it was rejected, with the column and the value")
          .withPersonal(RECORD, STRING, "the record as it came, as JSON");

  private Quarantine() {}
}
