package io.holdfast.time;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_utc_timestamp;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.to_date;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.apache.spark.sql.Column;

/**
 * Everything known by the end of a day in the company's time zone. The session's own time zone is
 * always UTC.
 */
public record AsOf(LocalDate day, ZoneId zone) {
  private static final String KNOWN_AT = "known_at";
  private static final String EVENT_TIME = "event_time";

  /** The first instant that is no longer known. */
  public Instant cut() {
    return day.plusDays(1).atStartOfDay(zone).toInstant();
  }

  /** Whether a row could be known by the end of the day. */
  public Column known() {
    return col(KNOWN_AT).lt(lit(cut()));
  }

  /** Whether a row has happened by the end of the day; known rows that have not are scheduled. */
  public Column happened() {
    return col(EVENT_TIME).lt(lit(cut()));
  }

  /** The day of a timestamp in the company's time zone. */
  public Column dayOf(Column timestamp) {
    return to_date(from_utc_timestamp(timestamp, zone.getId()));
  }

  public AsOf on(LocalDate other) {
    return new AsOf(other, zone);
  }
}
