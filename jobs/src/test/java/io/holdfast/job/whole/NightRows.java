package io.holdfast.job.whole;

import io.holdfast.table.Entity;
import io.holdfast.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.MapType;

/** Rows of tables as sorted text, without which file and load brought them. */
record NightRows(Map<String, List<String>> tables) {
  private static final Set<String> WHERE_FROM = Set.of(Entity.FILE, Entity.RECORD_NO, Entity.BATCH);

  NightRows() {
    this(new TreeMap<>());
  }

  void add(Table table, Dataset<Row> rows) {
    Column[] columns =
        Arrays.stream(rows.columns())
            .filter(name -> !WHERE_FROM.contains(name))
            .sorted()
            .map(name -> sorted(rows, name))
            .toArray(Column[]::new);
    tables.put(
        table.name(),
        rows
            .select(functions.to_json(functions.struct(columns)))
            .as(Encoders.STRING())
            .collectAsList()
            .stream()
            .sorted()
            .toList());
  }

  private static Column sorted(Dataset<Row> rows, String name) {
    Column column = functions.col(name);
    return rows.schema().apply(name).dataType() instanceof MapType
        ? functions.array_sort(functions.map_entries(column)).as(name)
        : column;
  }

  /** What the other rows have more or less of, by table; empty when they are the same. */
  Map<String, List<String>> differences(NightRows other) {
    Map<String, List<String>> differences = new TreeMap<>();
    Set<String> names = new TreeSet<>(tables.keySet());
    names.addAll(other.tables.keySet());
    for (String name : names) {
      List<String> missing = minus(of(name), other.of(name));
      List<String> more = minus(other.of(name), of(name));
      if (!missing.isEmpty() || !more.isEmpty()) {
        List<String> told = new ArrayList<>();
        told.add("%d of %d rows are missing".formatted(missing.size(), of(name).size()));
        missing.stream().limit(2).forEach(row -> told.add("- " + row));
        told.add("%d rows are more".formatted(more.size()));
        more.stream().limit(2).forEach(row -> told.add("+ " + row));
        differences.put(name, told);
      }
    }
    return differences;
  }

  List<String> of(String table) {
    return tables.getOrDefault(table, List.of());
  }

  private static List<String> minus(List<String> rows, List<String> others) {
    Map<String, Integer> counts = new TreeMap<>();
    others.forEach(row -> counts.merge(row, 1, Integer::sum));
    return rows.stream().filter(row -> counts.merge(row, -1, Integer::sum) < 0).toList();
  }
}
