package io.holdfast.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.time.BusinessHours;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class SupportHoursTest {
  /** Monday 8:00 to 20:00 in New York, from June 2024 on to 16:00; the 10th of June is off. */
  private static final List<Row> SCHEDULES =
      rows(
          "select * from values ('z', 's1', '1', timestamp'2024-01-01', false, 's', 'America/New_York',"
              + " 1920L, 2640L), ('z', 's1', '2', timestamp'2024-06-01', false, 's', 'Eastern Time (US & Canada)',"
              + " 1920L, 2400L) as t(source, source_key, version, known_at, deleted, schedule_key,"
              + " time_zone, start_minute, end_minute)");

  private static final List<Row> HOLIDAYS =
      rows(
          "select * from values ('z', 'h1', '1', timestamp'2024-01-01', false, 's', date'2024-06-10',"
              + " date'2024-06-10') as t(source, source_key, version, known_at, deleted, schedule_key,"
              + " start_on, end_on)");

  @Test
  void aTicketIsMeasuredByItsScheduleAsItWasKnownThen() {
    BusinessHours otherwise = BusinessHours.onWeekdays(ZoneOffset.UTC, 9, 17);
    String tickets =
        "select * from values"
            // Monday 20 May, 7:00 in New York, solved at 22:00.
            + " ('early', 's', timestamp'2024-05-20 11:00:00', timestamp'2024-05-21 02:00:00', 120.0D),"
            // The same in June, after the schedule changed.
            + " ('late', 's', timestamp'2024-06-17 11:00:00', timestamp'2024-06-18 02:00:00', 120.0D),"
            + " ('holiday', 's', timestamp'2024-06-10 11:00:00', timestamp'2024-06-11 02:00:00', 120.0D),"
            + " ('other', null, timestamp'2024-05-20 08:00:00', timestamp'2024-05-20 12:30:00', 90.0D),"
            + " ('open', 's', timestamp'2024-05-20 11:00:00', null, null)"
            + " as t(key, schedule_key, event_time, closed_at, first_response_minutes)";

    assertThat(
            new SupportHours(SCHEDULES, HOLIDAYS, otherwise)
                .of(
                    TestSpark.session()
                        .sql(
                            "select 'z' as source, *, event_time as known_at from ("
                                + tickets
                                + ")"))
                .selectExpr(
                    "concat_ws(' ', key, first_response_business_hours, resolution_business_hours)")
                .as(Encoders.STRING())
                .collectAsList())
        .containsExactly(
            "early 1.0 12.0", "late 1.0 8.0", "holiday 0.0 0.0", "other 0.5 3.5", "open");
  }

  private static List<Row> rows(String sql) {
    return TestSpark.session().sql(sql).collectAsList();
  }
}
