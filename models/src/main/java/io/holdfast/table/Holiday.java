package io.holdfast.table;

import static io.holdfast.table.Table.DAY;
import static io.holdfast.table.Table.STRING;

/** Days without support hours, as its source has it: one row per version. */
public final class Holiday {
  public static final String SCHEDULE_KEY = "schedule_key";
  public static final String NAME = "name";
  public static final String START_ON = "start_on";
  public static final String END_ON = "end_on";

  public static final Table TABLE =
      EntityTable.of("holiday", "days without support hours")
          .with(SCHEDULE_KEY, STRING, "the source's key of the schedule")
          .with(NAME, STRING, "name")
          .with(START_ON, DAY, "first day")
          .with(END_ON, DAY, "last day");

  private Holiday() {}
}
