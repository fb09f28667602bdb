package io.holdfast.job.step;

import io.holdfast.job.lake.Lake;
import io.holdfast.table.Table;
import io.holdfast.table.TestSpark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A lake of lists, for landings of many small exports; nothing is ever unfinished. */
final class CollectedLake implements Lake {
  private final Map<String, List<Row>> tables = new ConcurrentHashMap<>();

  /** Rows of a table, in the order of their batches. */
  Stream<Row> rows(Table table) {
    return tables.getOrDefault(table.name(), List.of()).stream();
  }

  @Override
  public Dataset<Row> read(Table table) {
    return TestSpark.session().createDataFrame(rows(table).toList(), table.schema());
  }

  @Override
  public Dataset<Row> released(Table table) {
    return read(table);
  }

  @Override
  public long append(Table table, Dataset<Row> rows, String batch) {
    List<Row> fresh = rows.collectAsList();
    tables.merge(
        table.name(),
        fresh,
        (before, more) -> {
          List<Row> all = new ArrayList<>(before);
          all.addAll(more);
          return all;
        });
    return fresh.size();
  }

  @Override
  public void compact(Table table, int appends, UnaryOperator<Dataset<Row>> merged) {
    throw new UnsupportedOperationException("Only reads and replaces");
  }

  @Override
  public void remove(Table table, String batch, Set<String> files) {
    throw new UnsupportedOperationException("keeps what landed");
  }

  @Override
  public void rewrite(Table table, Column which, Dataset<Row> rows) {
    throw new UnsupportedOperationException("keeps what landed");
  }

  @Override
  public Set<String> batches(Table table) {
    return Set.of();
  }

  @Override
  public long replace(Table table, Dataset<Row> rows) {
    throw new UnsupportedOperationException("a landing only appends");
  }
}
