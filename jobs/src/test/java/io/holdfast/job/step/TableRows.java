package io.holdfast.job.step;

import io.holdfast.table.Table;
import io.holdfast.table.TestSpark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Rows of a table written by column name; columns that are not named are null. */
public final class TableRows {
  private final Table table;
  private final List<Row> rows = new ArrayList<>();

  private TableRows(Table table) {
    this.table = table;
  }

  public static TableRows of(Table table) {
    return new TableRows(table);
  }

  /** Adds a row of {@code column, value, column, value …}. */
  public TableRows row(Object... namesAndValues) {
    Map<String, Object> values = new java.util.HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      String name = (String) namesAndValues[i];
      if (!table.columnNames().contains(name)) {
        throw new IllegalArgumentException(table.name() + " has no column " + name);
      }
      values.put(name, namesAndValues[i + 1]);
    }
    rows.add(RowFactory.create(table.columnNames().stream().map(values::get).toArray()));
    return this;
  }

  public Dataset<Row> rows() {
    return TestSpark.session().createDataFrame(rows, table.schema());
  }
}
