package io.holdfast.snapshot;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** Days since 1970 in the company's time zone, and the instants between them in microseconds. */
record LocalDays(ZoneId zone) implements Serializable {

  int of(long micros) {
    return (int)
        LocalDate.ofInstant(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), zone).toEpochDay();
  }

  /** The first instant after a day. */
  long cut(int day) {
    return ChronoUnit.MICROS.between(
        Instant.EPOCH, LocalDate.ofEpochDay(day).plusDays(1).atStartOfDay(zone).toInstant());
  }
}
