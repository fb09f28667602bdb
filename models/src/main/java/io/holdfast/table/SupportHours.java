package io.holdfast.table;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import io.holdfast.time.BusinessHours;
import io.holdfast.time.ZoneNames;
import java.io.Serializable;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF5;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;

/**
 * What tickets took in hours of support. Each version of a ticket is measured by its schedule as
 * that was known when the version was, so that another schedule changes no earlier snapshot.
 */
public final class SupportHours implements Serializable {
  private static final long serialVersionUID = 1L;

  public static final String FIRST_RESPONSE = "first_response_business_hours";
  public static final String RESOLUTION = "resolution_business_hours";

  /** Columns that tickets get. */
  public static final List<String> COLUMNS = List.of(FIRST_RESPONSE, RESOLUTION);

  private static final double SECONDS = 3600;
  private static final long MINUTES_OF_WEEK = 7 * 24 * 60;

  private final BusinessHours otherwise;

  /** Hours of a schedule by the instant from which on they are known, by source and schedule. */
  private final Map<List<String>, TreeMap<Instant, BusinessHours>> known = new HashMap<>();

  /** A version of an open time, with its zone, or of a holiday. */
  private record Part(
      String key,
      String version,
      Instant known,
      boolean deleted,
      ZoneId zone,
      BusinessHours.Open open,
      BusinessHours.Holiday holiday) {
    private static final Comparator<Part> LAST_COUNTS =
        Comparator.comparing(Part::version, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Part::known)
            .thenComparing(Part::toString);

    static Part of(
        Row row, String kind, ZoneId zone, BusinessHours.Open open, BusinessHours.Holiday holiday) {
      return new Part(
          kind + row.getAs(Entity.SOURCE_KEY),
          row.getAs(Entity.VERSION),
          row.<Timestamp>getAs(Entity.KNOWN_AT).toInstant(),
          Boolean.TRUE.equals(row.<Boolean>getAs(Entity.DELETED)),
          zone,
          open,
          holiday);
    }
  }

  /**
   * The hours of schedules and their holidays.
   *
   * @param schedules rows of schedule
   * @param holidays rows of holiday
   * @param otherwise hours of tickets without a schedule that was known
   */
  public SupportHours(List<Row> schedules, List<Row> holidays, BusinessHours otherwise) {
    this.otherwise = otherwise;
    Map<List<String>, List<Part>> parts = new HashMap<>();
    schedules.forEach(row -> parts(parts, row).add(open(row)));
    holidays.forEach(row -> parts(parts, row).add(holiday(row)));
    parts.forEach(
        (key, all) -> {
          TreeMap<Instant, BusinessHours> hours = new TreeMap<>();
          all.forEach(part -> hours.computeIfAbsent(part.known(), at -> asKnown(all, at)));
          known.put(key, hours);
        });
  }

  private static List<Part> parts(Map<List<String>, List<Part>> parts, Row row) {
    String schedule = row.getAs(Schedule.SCHEDULE_KEY);
    return parts.computeIfAbsent(
        List.of(row.getAs(Entity.SOURCE), schedule == null ? "" : schedule),
        key -> new ArrayList<>());
  }

  /** An interval without a zone that is known, or an end within the week, opens nothing. */
  private static Part open(Row row) {
    Long from = row.getAs(Schedule.START_MINUTE);
    Long to = row.getAs(Schedule.END_MINUTE);
    ZoneId zone = ZoneNames.zone(row.getAs(Schedule.TIME_ZONE)).orElse(null);
    boolean isTold = zone != null && isOfWeek(from) && isOfWeek(to);
    return Part.of(
        row,
        "open ",
        zone,
        isTold ? new BusinessHours.Open(Math.toIntExact(from), Math.toIntExact(to)) : null,
        null);
  }

  private static boolean isOfWeek(Long minute) {
    return minute != null && minute >= 0 && minute <= MINUTES_OF_WEEK;
  }

  private static Part holiday(Row row) {
    Date from = row.getAs(Holiday.START_ON);
    Date to = row.getAs(Holiday.END_ON);
    return Part.of(
        row,
        "holiday ",
        null,
        null,
        from == null || to == null
            ? null
            : new BusinessHours.Holiday(from.toLocalDate(), to.toLocalDate()));
  }

  /** The hours that the last known versions make; null while only holidays are known. */
  private static BusinessHours asKnown(List<Part> parts, Instant at) {
    Map<String, Part> latest = new TreeMap<>();
    parts.stream()
        .filter(part -> !part.known().isAfter(at))
        .sorted(Part.LAST_COUNTS)
        .forEach(part -> latest.put(part.key(), part));
    latest.values().removeIf(Part::deleted);
    List<Part> open = latest.values().stream().filter(part -> part.open() != null).toList();
    return open.isEmpty()
        ? null
        : new BusinessHours(
            open.get(0).zone(),
            open.stream().map(Part::open).toList(),
            latest.values().stream().map(Part::holiday).filter(Objects::nonNull).toList());
  }

  /** Tickets with the hours to the first answer and to the solution; null where one is unknown. */
  public Dataset<Row> of(Dataset<Row> tickets) {
    UDF5<String, String, Timestamp, Timestamp, Double, Double> answer =
        (source, schedule, known, opened, minutes) ->
            minutes == null || opened == null
                ? null
                : hours(
                    at(source, schedule, known),
                    opened.toInstant(),
                    opened.toInstant().plusMillis(Math.round(minutes * 60_000)));
    UDF5<String, String, Timestamp, Timestamp, Timestamp, Double> solution =
        (source, schedule, known, opened, closed) ->
            closed == null || opened == null
                ? null
                : hours(at(source, schedule, known), opened.toInstant(), closed.toInstant());
    UserDefinedFunction answered = udf(answer, DataTypes.DoubleType);
    UserDefinedFunction solved = udf(solution, DataTypes.DoubleType);
    return tickets
        .withColumn(
            FIRST_RESPONSE,
            answered.apply(
                col(Entity.SOURCE),
                col(Ticket.SCHEDULE_KEY),
                col(Entity.KNOWN_AT),
                col(Entity.EVENT_TIME),
                col(Ticket.FIRST_RESPONSE_MINUTES)))
        .withColumn(
            RESOLUTION,
            solved.apply(
                col(Entity.SOURCE),
                col(Ticket.SCHEDULE_KEY),
                col(Entity.KNOWN_AT),
                col(Entity.EVENT_TIME),
                col(Ticket.CLOSED_AT)));
  }

  private BusinessHours at(String source, String schedule, Timestamp when) {
    TreeMap<Instant, BusinessHours> hours =
        schedule == null ? null : known.get(List.of(source, schedule));
    Map.Entry<Instant, BusinessHours> entry =
        hours == null ? null : hours.floorEntry(when.toInstant());
    return entry == null || entry.getValue() == null ? otherwise : entry.getValue();
  }

  private static double hours(BusinessHours of, Instant from, Instant to) {
    Duration worked = of.between(from, to);
    return worked.toSeconds() / SECONDS;
  }
}
