package io.holdfast.check;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import io.holdfast.table.Entity;
import io.holdfast.table.Schedule;
import io.holdfast.time.ZoneNames;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;

/** Schedules in a time zone that nobody knows: they open nothing. */
public final class UnknownZones {
  static final String VIEW = "unknown_zone";

  /**
   * One row a schedule and zone: {@code source}, {@code schedule_key} and {@code time_zone}.
   *
   * @param schedules rows of schedule as of the day
   */
  public static Dataset<Row> of(Dataset<Row> schedules) {
    UDF1<String, Boolean> isKnown = name -> ZoneNames.zone(name).isPresent();
    UserDefinedFunction known = udf(isKnown, DataTypes.BooleanType);
    return schedules
        .where(known.apply(col(Schedule.TIME_ZONE)).equalTo(false))
        .select(Entity.SOURCE, Schedule.SCHEDULE_KEY, Schedule.TIME_ZONE)
        .distinct();
  }

  private UnknownZones() {}
}
