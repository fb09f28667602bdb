package io.holdfast.job.step;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.holdfast.table.Entity;
import io.holdfast.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What the versions of one table speak of ({@link Entity#STATES}), by source: the different lists
 * of columns, null for a version that speaks of everything.
 */
final class Spoken {
  private final Map<String, List<List<String>>> bySource = new TreeMap<>();

  /** Of each table by its name, found in one query; tables without the column are left out. */
  static Map<String, Spoken> of(Map<String, Dataset<Row>> rows) {
    Map<String, Spoken> spoken = new HashMap<>();
    rows.entrySet().stream()
        .filter(entry -> hasStates(entry.getValue()))
        .map(
            entry ->
                entry
                    .getValue()
                    .select(lit(entry.getKey()).as("name"), col(Entity.SOURCE), col(Entity.STATES))
                    .distinct())
        .reduce(Dataset::union)
        .ifPresent(
            all ->
                all.collectAsList()
                    .forEach(
                        row ->
                            spoken
                                .computeIfAbsent(row.getString(0), name -> new Spoken())
                                .add(row.getString(1), row.getList(2))));
    rows.forEach(
        (name, versions) -> {
          if (hasStates(versions)) {
            spoken.putIfAbsent(name, new Spoken());
          }
        });
    return spoken;
  }

  private static boolean hasStates(Dataset<Row> versions) {
    return Arrays.asList(versions.columns()).contains(Entity.STATES);
  }

  private void add(String source, List<String> states) {
    bySource.computeIfAbsent(source, s -> new ArrayList<>()).add(states);
  }

  /**
   * The rows with null for what speaks of all that is spoken of; without the column where every
   * version does.
   */
  Dataset<Row> wholeAsNull(Dataset<Row> versions) {
    Column states = col(Entity.STATES);
    boolean parts = false;
    for (Map.Entry<String, List<List<String>>> entry : bySource.entrySet()) {
      List<List<String>> whole = whole(entry.getValue());
      parts |= entry.getValue().stream().anyMatch(s -> s != null && !whole.contains(s));
      for (List<String> all : whole) {
        Column same =
            col(Entity.SOURCE)
                .equalTo(entry.getKey())
                .and(col(Entity.STATES).equalTo(lit(all.toArray(String[]::new))));
        states = when(same, lit(null).cast(Table.STRINGS)).otherwise(states);
      }
    }
    return parts ? versions.withColumn(Entity.STATES, states) : versions.drop(Entity.STATES);
  }

  /** Lists that name all that any list of the source names; none where some speak of everything. */
  private static List<List<String>> whole(List<List<String>> lists) {
    if (lists.contains(null)) {
      return List.of();
    }
    Set<String> all = new TreeSet<>();
    lists.forEach(all::addAll);
    return lists.stream().filter(list -> list.containsAll(all)).toList();
  }
}
