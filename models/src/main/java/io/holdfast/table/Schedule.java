package io.holdfast.table;

import static io.holdfast.table.Table.COUNT;
import static io.holdfast.table.Table.STRING;

/** An interval of support hours, as its source has it: one row per version. */
public final class Schedule {
  public static final String SCHEDULE_KEY = "schedule_key";
  public static final String NAME = "name";
  public static final String TIME_ZONE = "time_zone";
  public static final String START_MINUTE = "start_minute";
  public static final String END_MINUTE = "end_minute";

  public static final Table TABLE =
      EntityTable.of("schedule", "an interval of support hours")
          .with(SCHEDULE_KEY, STRING, "the source's key of the schedule it is a part of")
          .with(NAME, STRING, "name of the schedule")
          .with(TIME_ZONE, STRING, "time zone of its minutes, by any name that its source gives it")
          .with(START_MINUTE, COUNT, "minute of the week at which it starts; Sunday 0:00 is 0")
          .with(END_MINUTE, COUNT, "minute of the week at which it ends");

  private Schedule() {}
}
