package io.holdfast.job.step;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.posexplode;
import static org.apache.spark.sql.functions.xxhash64;

import io.holdfast.table.Customer360;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Population stability index: how far the distribution of a number moved between two sets of rows,
 * over the tenths of the first and those where it is unknown. Below 0.1 it is about the same, above
 * 0.25 another.
 */
final class Stability {
  private static final int ACCURACY = 1000;

  /** Rows that tell a distribution well enough. */
  private static final long ENOUGH = 100_000;

  /** Share of an empty bin, of which there is no logarithm. */
  private static final double NONE = 1e-4;

  private final List<String> columns;
  private final List<double[]> edges = new ArrayList<>();
  private final List<Map<Integer, Double>> before;

  /**
   * The stability of columns against the rows of customer_360 given, as they were before.
   *
   * @param columns numbers
   */
  Stability(Dataset<Row> rows, List<String> columns) {
    this.columns = columns;
    Dataset<Row> sample = sample(rows);
    if (!columns.isEmpty()) {
      edges(sample);
    }
    this.before = shares(sample);
  }

  /** The index of each column in other rows; not a number where either set has no rows. */
  Map<String, Double> of(Dataset<Row> rows) {
    List<Map<Integer, Double>> now = shares(sample(rows));
    Map<String, Double> index = new TreeMap<>();
    for (int i = 0; i < columns.size(); i++) {
      index.put(columns.get(i), index(before.get(i), now.get(i), edges.get(i).length));
    }
    return index;
  }

  private static double index(Map<Integer, Double> before, Map<Integer, Double> now, int last) {
    if (before.isEmpty() || now.isEmpty()) {
      return Double.NaN;
    }
    double sum = 0;
    for (int bin = -1; bin <= last; bin++) {
      double then = Math.max(NONE, before.getOrDefault(bin, 0.0));
      double since = Math.max(NONE, now.getOrDefault(bin, 0.0));
      sum += (since - then) * Math.log(since / then);
    }
    return sum;
  }

  /** Whole accounts, the same whenever a sample of so many rows is taken. */
  private static Dataset<Row> sample(Dataset<Row> rows) {
    long all = rows.count();
    return all <= ENOUGH
        ? rows
        : rows.where(pmod(xxhash64(col(Customer360.ACCOUNT_ID)), lit(all / ENOUGH + 1)).equalTo(0));
  }

  private void edges(Dataset<Row> rows) {
    List<Column> tenths = new ArrayList<>();
    for (String name : columns) {
      tenths.add(
          expr(
              "percentile_approx(`%s`, array(.1, .2, .3, .4, .5, .6, .7, .8, .9), %d)"
                  .formatted(name, ACCURACY)));
    }
    Row row = rows.select(tenths.toArray(Column[]::new)).first();
    for (int i = 0; i < columns.size(); i++) {
      List<Double> found = row.isNullAt(i) ? List.of() : row.getList(i);
      edges.add(found.stream().mapToDouble(Double::doubleValue).distinct().toArray());
    }
  }

  /** Of each column the share of rows by bin: -1 where it is unknown, then up to an edge each. */
  private List<Map<Integer, Double>> shares(Dataset<Row> rows) {
    List<Map<Integer, Double>> shares = new ArrayList<>();
    columns.forEach(name -> shares.add(new TreeMap<>()));
    Column values =
        array(columns.stream().map(name -> col(name).cast("double")).toArray(Column[]::new));
    Column bin = expr("if(value is null, -1, size(filter(edges[pos], edge -> edge < value)))");
    List<Row> counted =
        rows.select(posexplode(values).as(new String[] {"pos", "value"}))
            .withColumn("edges", lit(edges.toArray(double[][]::new)))
            .groupBy(col("pos"), bin.as("bin"))
            .agg(count(lit(1)))
            .collectAsList();
    double all =
        counted.stream().filter(row -> row.getInt(0) == 0).mapToLong(r -> r.getLong(2)).sum();
    counted.forEach(row -> shares.get(row.getInt(0)).put(row.getInt(1), row.getLong(2) / all));
    return shares;
  }
}
