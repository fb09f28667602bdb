package io.holdfast.load;

import io.holdfast.table.LoadProfile;
import java.sql.Date;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * What one delivery of an export looked like: the files of one day or month, as their names say.
 *
 * @param name that day or month, such as 2024-08-31 or 2024-08; empty: the names carry none
 * @param content sum of the hashes of its records
 * @param facts sum of the hashes of what its records say but for times and their own keys; 0:
 *     unknown
 */
public record Delivery(
    String source,
    String export,
    String batch,
    String name,
    LocalDate landedOn,
    long records,
    long quarantined,
    long content,
    long facts,
    List<ColumnProfile> columns) {

  /** From the first to the last. */
  public static final Comparator<Delivery> IN_ORDER =
      Comparator.comparing(Delivery::day)
          .thenComparing(Delivery::landedOn)
          .thenComparing(Delivery::batch)
          .thenComparing(Delivery::name);

  private static final Pattern DATED =
      Pattern.compile(
          "(?<![0-9])(20[0-9]{2})[-_./]?(?:month=)?(0[1-9]|1[0-2])"
              + "(?:[-_./]?(?:day=)?(0[1-9]|[12][0-9]|3[01]))?(?![0-9])");

  /** One of which only is known when it came. */
  public static Delivery unseen(
      String source, String export, String batch, String name, LocalDate landedOn) {
    return new Delivery(source, export, batch, name, landedOn, 0, 0, 0, 0, List.of());
  }

  /** Name of the delivery that a file belongs to, by the last date in its path. */
  public static String name(String path) {
    Matcher dated = DATED.matcher(path);
    String name = "";
    while (dated.find()) {
      name =
          dated.group(3) == null
              ? "%s-%s".formatted(dated.group(1), dated.group(2))
              : "%s-%s-%s".formatted(dated.group(1), dated.group(2), dated.group(3));
    }
    return name;
  }

  /** Name for people, such as {@code zendesk.tickets}. */
  public String title() {
    return source + "." + export;
  }

  /** Such as: zendesk.tickets of 2024-08. */
  String inWords() {
    return name.isEmpty() ? title() : "%s of %s".formatted(title(), name);
  }

  /** The day it is of: the one in its name, the last of that month, or when it landed. */
  public LocalDate day() {
    return dated().orElse(landedOn);
  }

  /** Whether its files' names tell of which day it is. */
  public boolean isDated() {
    return dated().isPresent();
  }

  /** The same with what its columns look like, as {@link Profiling#of} gives it. */
  public Delivery with(Row profile) {
    return new Delivery(
        source,
        export,
        batch,
        name,
        landedOn,
        records,
        quarantined,
        content,
        facts,
        columns(profile));
  }

  private static List<ColumnProfile> columns(Row row) {
    return row.<Row>getList(row.fieldIndex(LoadProfile.COLUMNS)).stream()
        .map(ColumnProfile::of)
        .toList();
  }

  private Optional<LocalDate> dated() {
    if (name.length() == 7) {
      LocalDate first = LocalDate.parse(name + "-01");
      return Optional.of(first.plusMonths(1).minusDays(1));
    }
    try {
      return name.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(name));
    } catch (java.time.format.DateTimeParseException e) {
      return Optional.empty();
    }
  }

  Optional<ColumnProfile> column(ColumnProfile like) {
    return columns.stream()
        .filter(c -> c.entity().equals(like.entity()) && c.column().equals(like.column()))
        .findFirst();
  }

  /** In the layout of {@link LoadProfile#TABLE}. */
  public Row row() {
    return RowFactory.create(
        source,
        export,
        batch,
        name,
        Date.valueOf(landedOn),
        records,
        quarantined,
        content,
        facts,
        columns.stream().map(ColumnProfile::row).toArray());
  }

  /** From a row of {@link LoadProfile#TABLE}. */
  public static Delivery of(Row row) {
    return new Delivery(
        row.getAs(LoadProfile.SOURCE),
        row.getAs(LoadProfile.EXPORT),
        row.getAs(LoadProfile.BATCH),
        row.getAs(LoadProfile.DELIVERY),
        row.<Date>getAs(LoadProfile.LANDED_ON).toLocalDate(),
        row.<Long>getAs(LoadProfile.RECORDS),
        row.<Long>getAs(LoadProfile.QUARANTINED),
        row.<Long>getAs(LoadProfile.CONTENT),
        row.<Long>getAs(LoadProfile.FACTS),
        columns(row));
  }
}
