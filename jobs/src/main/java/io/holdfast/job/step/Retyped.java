package io.holdfast.job.step;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.get_json_object;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.trim;

import io.holdfast.conform.NamedExport;
import io.holdfast.conform.ValueFate;
import io.holdfast.table.RawRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A column that the source suddenly writes in another way is held, not quarantined row by row. */
final class Retyped {
  /** With fewer values than these nobody can tell a change from bad records. */
  static final int FEWEST = 5;

  /**
   * What is wrong with each column of which no value is taken, in all files or in one of them.
   *
   * @param before raw records of earlier loads
   */
  static List<String> problems(
      NamedExport export, List<ValueFate> fates, Dataset<Row> evaluated, Dataset<Row> before) {
    if (fates.isEmpty()) {
      return List.of();
    }
    List<Column> all = new ArrayList<>();
    fates.forEach(fate -> all.addAll(List.of(fate.taken(), fate.rejected(), fate.first())));
    List<Row> files =
        evaluated
            .groupBy(RawRecord.FILE)
            .agg(all.get(0), all.subList(1, all.size()).toArray(Column[]::new))
            .orderBy(RawRecord.FILE)
            .collectAsList();
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < fates.size(); i++) {
      int taken = 3 * i + 1;
      List<Row> retyped =
          isRetyped(files, taken)
              ? files
              : files.stream().filter(file -> isRetyped(List.of(file), taken)).toList();
      Optional<Row> first = retyped.stream().filter(file -> !file.isNullAt(taken + 2)).findFirst();
      if (first.isPresent()) {
        Row example = first.get().getStruct(taken + 2);
        problems.add(problem(export, fates.get(i), sum(retyped, taken + 1), example, before));
      }
    }
    return problems;
  }

  /** Whether these files have values of a column and none is taken. */
  private static boolean isRetyped(List<Row> files, int taken) {
    return sum(files, taken) == 0 && sum(files, taken + 1) >= FEWEST;
  }

  private static long sum(List<Row> files, int column) {
    return files.stream().mapToLong(file -> file.getLong(column)).sum();
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
