package io.holdfast.table;

import static java.util.stream.Collectors.toCollection;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The contract of one lake table. Stages exchange datasets that {@link #conform conform} to it.
 *
 * @param kind how the table changes from night to night
 * @param grain what one row stands for, in words
 * @param key columns that together name one row
 * @param partition the column or Iceberg transform it is partitioned by, or an empty string
 */
public record Table(
    String name,
    Kind kind,
    String grain,
    List<String> key,
    String partition,
    List<Column> columns) {

  /** How a table changes from night to night. */
  public enum Kind {
    /** Rows are added and stay, whether or not the night is released. */
    APPENDED,
    /** Computed anew by every run and released with all other derived tables. */
    DERIVED,
    /** Derived, and each run replaces only the rows of its own as-of day. */
    DERIVED_BY_DAY
  }

  public static final DataType STRING = DataTypes.StringType;
  public static final DataType TIME = DataTypes.TimestampType;
  public static final DataType DAY = DataTypes.DateType;
  public static final DataType COUNT = DataTypes.LongType;
  public static final DataType NUMBER = DataTypes.DoubleType;
  public static final DataType FLAG = DataTypes.BooleanType;

  /** Money: two decimals, in the currency that the table names. */
  public static final DataType MONEY = DataTypes.createDecimalType(18, 2);

  /** An order-independent sum of measured quantities. */
  public static final DataType QUANTITY = DataTypes.createDecimalType(28, 6);

  public static final DataType STRINGS = DataTypes.createArrayType(DataTypes.StringType);
  public static final DataType ATTRIBUTES =
      DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType);

  public Table {
    key = List.copyOf(key);
    columns = List.copyOf(columns);
  }

  /** A table without columns yet; add them with {@link #with}. */
  public static Table of(String name, Kind kind, String grain, String partition, String... key) {
    return new Table(name, kind, grain, List.of(key), partition, List.of());
  }

  public Table with(String column, DataType type, String doc) {
    return with(new Column(column, type, doc, false));
  }

  public Table withPersonal(String column, DataType type, String doc) {
    return with(new Column(column, type, doc, true));
  }

  private Table with(Column column) {
    List<Column> all = new ArrayList<>(columns);
    all.add(column);
    return new Table(name, kind, grain, key, partition, all);
  }

  public StructType schema() {
    StructType schema = new StructType();
    for (Column column : columns) {
      schema = schema.add(column.name(), column.type(), true);
    }
    return schema;
  }

  public List<String> columnNames() {
    return columns.stream().map(Column::name).toList();
  }

  /**
   * Exactly this table's columns, in order and of its types.
   *
   * @throws IllegalArgumentException naming every column that is missing or has another type
   */
  public Dataset<Row> conform(Dataset<Row> rows) {
    List<String> problems = new ArrayList<>();
    Set<String> present =
        java.util.Arrays.stream(rows.columns()).collect(toCollection(LinkedHashSet::new));
    for (Column column : columns) {
      if (!present.contains(column.name())) {
        problems.add("column " + column.name() + " is missing");
      } else {
        checkType(rows.schema().apply(column.name()), column, problems);
      }
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          "Rows do not fit table %s: %s".formatted(name, String.join("; ", problems)));
    }
    return rows.select(
        columnNames().stream().map(functions::col).toArray(org.apache.spark.sql.Column[]::new));
  }

  private static void checkType(StructField found, Column column, List<String> problems) {
    if (!DataType.equalsIgnoreNullability(found.dataType(), column.type())) {
      problems.add(
          "column %s is %s, not %s"
              .formatted(
                  column.name(), found.dataType().simpleString(), column.type().simpleString()));
    }
  }
}
