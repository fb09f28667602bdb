package io.holdfast.job.step;

import io.holdfast.job.lake.Lake;
import io.holdfast.table.Table;
import io.holdfast.table.TestSpark;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A lake of rows in memory; what is written is released at once. */
public final class MemoryLake implements Lake {
  private final Map<String, Dataset<Row>> tables = new HashMap<>();
  private final Map<String, Set<String>> batches = new HashMap<>();

  /** Puts rows into a table as they are. */
  public MemoryLake with(Table table, Dataset<Row> rows) {
    tables.put(table.name(), rows);
    return this;
  }

  @Override
  public Dataset<Row> read(Table table) {
    Dataset<Row> rows = tables.get(table.name());
    return rows != null ? rows : TestSpark.session().createDataFrame(List.of(), table.schema());
  }

  @Override
  public Dataset<Row> released(Table table) {
    return read(table);
  }

  @Override
  public long append(Table table, Dataset<Row> rows, String batch) {
    if (batches.computeIfAbsent(table.name(), name -> new HashSet<>()).add(batch)) {
      Dataset<Row> all = read(table).unionByName(kept(rows));
      tables.put(table.name(), all);
    }
    return read(table).count();
  }

  @Override
  public void compact(Table table, int appends, UnaryOperator<Dataset<Row>> merged) {
    replace(table, merged.apply(read(table)));
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
    return batches.getOrDefault(table.name(), Set.of());
  }

  @Override
  public long replace(Table table, Dataset<Row> rows) {
    Dataset<Row> written = kept(rows);
    Dataset<Row> other =
        table.kind() == Table.Kind.DERIVED_BY_DAY
            ? read(table)
                .join(written.select(table.partition()).distinct(), table.partition(), "left_anti")
            : read(table).limit(0);
    tables.put(table.name(), kept(written.unionByName(other, true)));
    return written.count();
  }

  private static Dataset<Row> kept(Dataset<Row> rows) {
    return TestSpark.session().createDataFrame(rows.collectAsList(), rows.schema());
  }
}
