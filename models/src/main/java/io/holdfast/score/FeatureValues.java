package io.holdfast.score;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_from_arrays;
import static org.apache.spark.sql.functions.percentile;

import io.holdfast.table.Customer360;
import io.holdfast.table.FeatureWords;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/**
 * The features of customer_360 as one map of numbers by name.
 *
 * @param names features that have words and a column of numbers, flags or days
 */
record FeatureValues(Dataset<Row> customers, List<String> names) {
  static final String VALUES = "feature_values";
  static final String PEERS = "peer_values";

  static FeatureValues of(Dataset<Row> customers, List<FeatureWords> words) {
    List<String> columns = List.of(customers.columns());
    return new FeatureValues(
        customers,
        words.stream()
            .map(FeatureWords::name)
            .filter(columns::contains)
            .filter(name -> !type(customers, name).equals(DataTypes.StringType))
            .toList());
  }

  /** Rows of one day, with the map in column {@value #VALUES}. */
  Dataset<Row> on(LocalDate day) {
    return customers
        .where(col(Customer360.AS_OF).equalTo(lit(day)))
        .withColumn(VALUES, byName(this::number));
  }

  /**
   * Medians over the paying accounts of each group and of everybody, with the map in column {@value
   * #PEERS}.
   *
   * @param grouped rows of {@link #on} with their peer group
   */
  Dataset<Row> medians(Dataset<Row> grouped) {
    Column[] medians =
        names.stream()
            .map(name -> percentile(number(name), lit(0.5)).as(name))
            .toArray(Column[]::new);
    Column first = count(lit(1)).as("paying");
    return grouped
        .where(col(Customer360.ACTIVE))
        .withColumn(
            PeerGroups.GROUP,
            explode(array_distinct(array(col(PeerGroups.GROUP), lit(PeerGroups.EVERYBODY)))))
        .groupBy(PeerGroups.GROUP)
        .agg(first, medians)
        .select(col(PeerGroups.GROUP), byName(functions::col).as(PEERS));
  }

  private Column byName(Function<String, Column> value) {
    Column[] keys = names.stream().map(functions::lit).toArray(Column[]::new);
    Column[] values = names.stream().map(value).toArray(Column[]::new);
    return map_from_arrays(array(keys).cast("array<string>"), array(values).cast("array<double>"));
  }

  private Column number(String name) {
    DataType type = type(customers, name);
    return type.equals(DataTypes.DateType)
        ? datediff(col(name), col(Customer360.AS_OF)).cast("double")
        : col(name).cast("double");
  }

  private static DataType type(Dataset<Row> rows, String name) {
    return rows.schema().apply(name).dataType();
  }
}
