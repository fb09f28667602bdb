package io.holdfast.load;

import io.holdfast.table.LoadProfile;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import scala.jdk.javaapi.CollectionConverters;

/**
 * One mapped column of an entity in one delivery.
 *
 * @param values rows that have one
 * @param distinct distinct values
 * @param most how often the most frequent value stands
 * @param negative numbers below zero
 * @param quantiles {@link #QUANTILES} of the numbers, or of the times as seconds since 1970
 * @param hours of times: how many in each hour of the company's day
 * @param words counts of the most frequent words; none where they are personal or too many
 * @param keys smallest hashes of keys, each with a hash of what stands beside it
 * @param shape sum of the hashes of all values
 */
public record ColumnProfile(
    String entity,
    String column,
    Kind kind,
    long values,
    long nulls,
    long distinct,
    long most,
    long negative,
    List<Double> quantiles,
    List<Long> hours,
    Map<String, Long> words,
    Map<Long, Long> keys,
    long shape) {

  /** Which quantiles are kept. */
  static final List<Double> QUANTILES = List.of(0.0, .05, .25, .5, .75, .95, 1.0);

  /** What a column holds. */
  public enum Kind {
    KEY,
    WORD,
    NUMBER,
    TIME
  }

  String title() {
    return entity + "." + column;
  }

  long rows() {
    return values + nulls;
  }

  /** Share of rows that have a value; 0 without rows. */
  double filled() {
    return share(values, rows());
  }

  double negatives() {
    return share(negative, values);
  }

  double mostFrequent() {
    return share(most, values);
  }

  double median() {
    return quantiles.get(3);
  }

  double least() {
    return quantiles.get(0);
  }

  double greatest() {
    return quantiles.get(quantiles.size() - 1);
  }

  static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }

  Row row() {
    return RowFactory.create(
        entity,
        column,
        kind.name(),
        values,
        nulls,
        distinct,
        most,
        negative,
        quantiles.toArray(),
        hours.toArray(),
        inOrder(words),
        inOrder(keys),
        shape);
  }

  /** Java's maps have another order in each process. */
  private static <K> scala.collection.Map<K, Long> inOrder(Map<K, Long> counts) {
    return CollectionConverters.asScala(new TreeMap<>(counts));
  }

  static ColumnProfile of(Row row) {
    return new ColumnProfile(
        row.getAs(LoadProfile.ENTITY),
        row.getAs(LoadProfile.COLUMN),
        Kind.valueOf(row.getAs(LoadProfile.KIND)),
        row.<Long>getAs(LoadProfile.VALUES),
        row.<Long>getAs(LoadProfile.NULLS),
        row.<Long>getAs(LoadProfile.DISTINCT),
        row.<Long>getAs(LoadProfile.MOST),
        row.<Long>getAs(LoadProfile.NEGATIVE),
        row.getList(row.fieldIndex(LoadProfile.QUANTILES)),
        row.getList(row.fieldIndex(LoadProfile.HOURS)),
        row.getJavaMap(row.fieldIndex(LoadProfile.WORDS)),
        row.getJavaMap(row.fieldIndex(LoadProfile.KEYS)),
        row.<Long>getAs(LoadProfile.SHAPE));
  }
}
