package io.holdfast.health;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.holdfast.table.Customer360;
import io.holdfast.table.FeatureWords;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Columns of customer_360 that health reads as of an earlier day, so that neither a rise nor a fall
 * comes from an export that is late or odd. Of a column that several keep the earliest day counts,
 * and before all days that there is none.
 */
public record KeptColumns(List<Kept> all) implements Serializable {
  /** Everything is as of the day itself. */
  public static final KeptColumns NONE = new KeptColumns(List.of());

  private static final String BEFORE = "_kept_";

  /**
   * What one export keeps.
   *
   * @param columns of customer_360
   * @param day as-of day of the snapshot whose values count; null: there is none, they are unknown
   * @param reason what is wrong with the export, such as {@code desk.tickets landed last on
   *     2025-12-29}
   */
  public record Kept(Set<String> columns, LocalDate day, String reason) implements Serializable {}

  public KeptColumns {
    all = List.copyOf(all);
  }

  /**
   * The rows of a day with the kept columns as they were; null where the account had no row.
   *
   * @param day rows of customer_360 of one day
   * @param earlier rows of customer_360 of earlier days
   */
  public Dataset<Row> of(Dataset<Row> day, Dataset<Row> earlier) {
    Map<String, LocalDate> days = days();
    Set<String> had = Set.of(earlier.columns());
    Dataset<Row> joined = day;
    for (LocalDate before : days.values().stream().filter(Objects::nonNull).distinct().toList()) {
      Stream<Column> kept =
          days.keySet().stream()
              .filter(column -> before.equals(days.get(column)) && had.contains(column))
              .map(column -> col(column).as(BEFORE + column));
      joined =
          joined.join(
              earlier
                  .where(col(Customer360.AS_OF).equalTo(lit(before)))
                  .select(
                      Stream.concat(Stream.of(col(Customer360.ACCOUNT_ID)), kept)
                          .toArray(Column[]::new)),
              new String[] {Customer360.ACCOUNT_ID},
              "left");
    }
    return joined.select(
        Arrays.stream(day.schema().fields())
            .map(
                field ->
                    !days.containsKey(field.name())
                        ? col(field.name())
                        : (days.get(field.name()) == null || !had.contains(field.name())
                                ? lit(null)
                                : col(BEFORE + field.name()))
                            .cast(field.dataType())
                            .as(field.name()))
            .toArray(Column[]::new));
  }

  /** As-of day of each kept column; null where no snapshot has it. */
  Map<String, LocalDate> days() {
    Map<String, LocalDate> days = new HashMap<>();
    all.stream()
        .sorted(
            Comparator.comparing(
                Kept::day, Comparator.nullsLast(Comparator.<LocalDate>reverseOrder())))
        .forEach(kept -> kept.columns().forEach(column -> days.put(column, kept.day())));
    return days;
  }

  /**
   * A sentence for each export that keeps a column which is read, such as: Usage is as of 30 Nov
   * 2025: segment.track came last for 2025-11-30.
   */
  public List<String> sentences(Set<String> read, Collection<FeatureWords> words) {
    Map<String, LocalDate> days = days();
    List<String> sentences = new ArrayList<>();
    for (Kept kept : all) {
      List<String> columns = kept.columns().stream().filter(read::contains).sorted().toList();
      if (!columns.isEmpty()) {
        sentences.add(
            "%s %s: %s.".formatted(named(columns, words), asOf(columns, days), kept.reason()));
      }
    }
    return sentences;
  }

  private static String asOf(List<String> columns, Map<String, LocalDate> days) {
    return columns.stream().anyMatch(column -> days.get(column) == null)
        ? "not known"
        : "as of "
            + Template.day(
                columns.stream().map(days::get).min(Comparator.naturalOrder()).orElseThrow());
  }

  private static String named(List<String> columns, Collection<FeatureWords> words) {
    List<String> groups =
        words.stream()
            .filter(word -> columns.contains(word.name()))
            .map(FeatureWords::group)
            .distinct()
            .sorted()
            .toList();
    String all = groups.isEmpty() ? "what is known" : String.join(" and ", groups);
    return Explanation.capital(all) + (groups.size() > 1 ? " are" : " is");
  }

  /** " As of 30 Nov 2025." after a sentence that reads kept columns, else nothing. */
  String remark(Set<String> read) {
    return days().entrySet().stream()
        .filter(kept -> read.contains(kept.getKey()) && kept.getValue() != null)
        .map(Map.Entry::getValue)
        .min(Comparator.naturalOrder())
        .map(day -> " As of %s.".formatted(Template.day(day)))
        .orElse("");
  }
}
