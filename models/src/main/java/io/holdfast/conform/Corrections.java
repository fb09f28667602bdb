package io.holdfast.conform;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_entries;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.holdfast.table.Entity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A record that is delivered again with other content and no later time of its own is a correction:
 * it counts, and is known since the day on which it landed, so that what earlier days knew stays.
 */
public final class Corrections {
  private static final Set<String> WHERE_FROM =
      Set.of(Entity.FILE, Entity.RECORD_NO, Entity.BATCH, Entity.KNOWN_AT, Entity.CUSTOM);

  /** What versions of one key and one time have in common, beside when they were known. */
  private static final List<String> SAME =
      List.of(Entity.SOURCE, Entity.SOURCE_KEY, Entity.VERSION, Entity.EVENT_TIME, Entity.STATES);

  private static final String CONTENT = "_content";
  private static final String FIRST_KNOWN = "_first_known";
  private static final String CORRECTS = "_corrects";

  /** Most rows of a load whose keys are sent to every task that reads earlier ones. */
  private static final long FEW = 1_000_000;

  /**
   * Rows of a load, with those that correct an earlier one known since they landed.
   *
   * @param rows of one entity
   * @param earlier rows of the same entity that the same export gave it on earlier days
   * @param number how many rows the load has
   * @param landed the end of the day on which the load landed
   * @param earlierLanded the same of each earlier row, computed of its batch
   */
  public static Dataset<Row> known(
      Dataset<Row> rows, Dataset<Row> earlier, long number, Column landed, Column earlierLanded) {
    Dataset<Row> fresh = rows.withColumn(CONTENT, content(rows));
    List<Column> keys = new ArrayList<>();
    SAME.forEach(name -> keys.add(col(name)));
    Dataset<Row> wanted =
        few(
            fresh.select(
                columns(keys, col(Entity.KNOWN_AT).as(FIRST_KNOWN), col(CONTENT).as("_new"))),
            number);
    Dataset<Row> before =
        earlier
            .withColumn(CONTENT, content(earlier))
            .select(
                columns(
                    keys,
                    col(Entity.KNOWN_AT).as("_known"),
                    earlierLanded.as("_landed"),
                    col(CONTENT)));
    Column known =
        col("_known").equalTo(col(FIRST_KNOWN)).or(col("_known").equalTo(col("_landed")));
    Dataset<Row> corrected =
        before
            .join(wanted, same(before, wanted))
            .where(known.and(col(CONTENT).notEqual(col("_new"))))
            .select(columns(of(wanted), wanted.col(FIRST_KNOWN), wanted.col("_new")))
            .distinct()
            .withColumn(CORRECTS, lit(true));
    Column match =
        same(fresh, corrected)
            .and(fresh.col(Entity.KNOWN_AT).equalTo(corrected.col(FIRST_KNOWN)))
            .and(fresh.col(CONTENT).equalTo(corrected.col("_new")));
    List<Column> all = new ArrayList<>();
    for (String name : rows.columns()) {
      Column column = fresh.col(name);
      all.add(
          name.equals(Entity.KNOWN_AT)
              ? when(coalesce(col(CORRECTS), lit(false)), greatest(column, landed))
                  .otherwise(column)
                  .as(name)
              : column);
    }
    return fresh.join(few(corrected, number), match, "left").select(all.toArray(Column[]::new));
  }

  /**
   * How many records of one load share key and times with another and differ from it, as {@code
   * differing}, and the least of their keys as {@code example}: nothing in them says which one is
   * later.
   */
  public static Dataset<Row> differing(Dataset<Row> rows) {
    List<Column> keys = new ArrayList<>(List.of(col(Entity.KNOWN_AT)));
    SAME.forEach(name -> keys.add(col(name)));
    return rows.groupBy(keys.toArray(Column[]::new))
        .agg(count_distinct(content(rows)).as("contents"))
        .where(col("contents").gt(1))
        .agg(
            coalesce(sum("contents"), lit(0L)).as("differing"),
            min(struct(col(Entity.SOURCE), col(Entity.SOURCE_KEY))).as("example"));
  }

  private static Dataset<Row> few(Dataset<Row> rows, long number) {
    return number <= FEW ? broadcast(rows) : rows;
  }

  private static List<Column> of(Dataset<Row> rows) {
    List<Column> columns = new ArrayList<>();
    SAME.forEach(name -> columns.add(rows.col(name)));
    return columns;
  }

  private static Column[] columns(List<Column> some, Column... more) {
    List<Column> all = new ArrayList<>(some);
    all.addAll(Arrays.asList(more));
    return all.toArray(Column[]::new);
  }

  private static Column same(Dataset<Row> one, Dataset<Row> other) {
    return SAME.stream()
        .map(name -> one.col(name).eqNullSafe(other.col(name)))
        .reduce(Column::and)
        .orElseThrow();
  }

  /** A hash of all that a version says. */
  private static Column content(Dataset<Row> rows) {
    List<Column> content = new ArrayList<>();
    for (String name : rows.columns()) {
      if (name.equals(Entity.CUSTOM)) {
        content.add(to_json(array_sort(map_entries(col(name)))));
      } else if (!WHERE_FROM.contains(name) && !SAME.contains(name)) {
        content.add(col(name));
      }
    }
    return xxhash64(content.toArray(Column[]::new));
  }

  private Corrections() {}
}
