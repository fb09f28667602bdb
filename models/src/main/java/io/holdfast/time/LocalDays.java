package io.holdfast.time;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * Days since 1970 in the company's time zone, and the instants between them in microseconds. Exact
 * for every time of the years 1 to 9999 and far beyond.
 */
public record LocalDays(ZoneId zone) implements Serializable {
  private static final long MICROS = 1_000_000;
  private static final int NANOS = 1_000;

  /** The day an instant lies in. */
  public int of(long micros) {
    return (int)
        LocalDate.ofInstant(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), zone).toEpochDay();
  }

  /** The first instant after a day. */
  public long cut(int day) {
    return micros(LocalDate.ofEpochDay(day).plusDays(1).atStartOfDay(zone).toInstant());
  }

  /** Not by {@link ChronoUnit#between}, which counts nanoseconds: these end in the year 2262. */
  private static long micros(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), MICROS), instant.getNano() / NANOS);
  }
}
