package io.holdfast.job.step;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.get_json_object;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.trim;

import io.holdfast.conform.NamedExport;
import io.holdfast.conform.ValueFate;
import io.holdfast.table.RawRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A column that the source suddenly writes in another way is held, not quarantined row by row. */
final class Retyped {
  /** With fewer values than these nobody can tell a change from bad records. */
  static final int FEWEST = 5;

  /** How records of a file fare with each value, as aggregates for {@link #problems}. */
  static List<Column> aggregates(List<ValueFate> fates) {
    List<Column> all = new ArrayList<>();
    for (int i = 0; i < fates.size(); i++) {
      ValueFate fate = fates.get(i);
      all.add(fate.taken().as("taken " + i));
      all.add(fate.rejected().as("rejected " + i));
      all.add(fate.first().as("first " + i));
    }
    return all;
  }

  /**
   * What is wrong with each column of which no value is taken, in all files or in one of them.
   *
   * @param counted rows with the {@link #aggregates}, in the order of their files
   * @param before raw records of earlier loads
   */
  static List<String> problems(
      NamedExport export, List<ValueFate> fates, Collection<Row> counted, Dataset<Row> before) {
    List<Row> files = List.copyOf(counted);
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < fates.size(); i++) {
      int fate = i;
      List<Row> retyped =
          isRetyped(files, fate)
              ? files
              : files.stream().filter(file -> isRetyped(List.of(file), fate)).toList();
      Optional<Row> first =
          retyped.stream()
              .<Row>map(file -> file.getAs("first " + fate))
              .filter(Objects::nonNull)
              .findFirst();
      if (first.isPresent()) {
        long rejected = sum(retyped, "rejected " + i);
        problems.add(problem(export, fates.get(i), rejected, first.get(), before));
      }
    }
    return problems;
  }

  /** Whether these files have values of a column and none is taken. */
  private static boolean isRetyped(List<Row> files, int fate) {
    return sum(files, "taken " + fate) == 0 && sum(files, "rejected " + fate) >= FEWEST;
  }

  private static long sum(List<Row> files, String column) {
    return files.stream().mapToLong(file -> file.<Long>getAs(column)).sum();
  }

  private static String problem(
      NamedExport export, ValueFate fate, long rejected, Row first, Dataset<Row> before) {
    String reasons = first.getString(2);
    String reason =
        reasons
            .substring(reasons.indexOf(fate.title() + ": '") + fate.title().length() + 2)
            .replaceAll("; (column|attribute) .*", "");
    return "%s of %s fails in each of the %,d records that have it, first in file %s record %d: %s; %s; correct the mapping of %s, or let the source deliver it as before"
        .formatted(
            fate.title(),
            fate.entity(),
            rejected,
            first.getString(0),
            first.getLong(1),
            reason,
            before(fate, before),
            export.title());
  }

  private static String before(ValueFate fate, Dataset<Row> before) {
    return fate.fields().stream()
        .map(path -> example(path, before))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse("no earlier load had a value to compare with");
  }

  /** The value of a field that landed last before. */
  private static Optional<String> example(List<String> path, Dataset<Row> before) {
    StringBuilder place = new StringBuilder("$");
    path.forEach(part -> place.append("['").append(part).append("']"));
    Column value = get_json_object(col(RawRecord.RECORD), place.toString());
    return before
        .select(
            value.as("value"),
            col(RawRecord.LANDED_ON),
            col(RawRecord.FILE),
            col(RawRecord.RECORD_NO))
        .where(trim(col("value")).notEqual(lit("")))
        .orderBy(
            col(RawRecord.LANDED_ON).desc(),
            col(RawRecord.FILE).desc(),
            col(RawRecord.RECORD_NO).desc())
        .takeAsList(1)
        .stream()
        .map(
            row ->
                "before, field '%s' held '%s' (file %s record %d)"
                    .formatted(
                        String.join(".", path), row.getString(0), row.getString(2), row.getLong(3)))
        .findFirst();
  }

  private Retyped() {}
}
