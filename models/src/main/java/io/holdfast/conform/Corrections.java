package io.holdfast.conform;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_entries;
import static org.apache.spark.sql.functions.max;
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

  private static final String TABLE = "table_name";
  private static final String CONTENT = "_content";

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
    Dataset<Row> wanted = few(named(fresh, "wanted", col(Entity.KNOWN_AT), col(CONTENT)), number);
    Dataset<Row> before =
        named(earlier, "before", col(Entity.KNOWN_AT), content(earlier), earlierLanded);
    Column known =
        col("before_known")
            .equalTo(col("wanted_known"))
            .or(col("before_known").equalTo(col("before_landed")));
    Dataset<Row> corrected =
        before
            .join(wanted, same("before", "wanted"))
            .where(known.and(col("before_content").notEqual(col("wanted_content"))))
            .select(Arrays.stream(wanted.columns()).map(name -> col(name)).toArray(Column[]::new))
            .distinct();
    Column corrects =
        SAME.stream()
            .map(name -> col(name).eqNullSafe(col("wanted_" + name)))
            .reduce(col(Entity.KNOWN_AT).equalTo(col("wanted_known")), Column::and)
            .and(col(CONTENT).equalTo(col("wanted_content")));
    Column since =
        when(col("wanted_known").isNull(), col(Entity.KNOWN_AT))
            .otherwise(greatest(col(Entity.KNOWN_AT), landed));
    return fresh
        .join(few(corrected, number), corrects, "left")
        .withColumn(Entity.KNOWN_AT, since)
        .select(Arrays.stream(rows.columns()).map(name -> col(name)).toArray(Column[]::new));
  }

  /**
   * Those of some rows that share key and times with others, and so may have corrected them.
   *
   * @param others rows of the same table
   */
  public static Dataset<Row> sharing(Dataset<Row> rows, Dataset<Row> others) {
    Column[] keys = SAME.stream().map(name -> col(name).as("other_" + name)).toArray(Column[]::new);
    Column same =
        SAME.stream()
            .map(name -> col(name).eqNullSafe(col("other_" + name)))
            .reduce(Column::and)
            .orElseThrow();
    return rows.join(others.select(keys).distinct(), same, "left_semi");
  }

  /** What versions are told apart by, of one table, for {@link #differing}. */
  public static Dataset<Row> told(Dataset<Row> rows, String table) {
    List<Column> all = new ArrayList<>(List.of(lit(table).as(TABLE)));
    SAME.forEach(name -> all.add(col(name)));
    all.add(col(Entity.KNOWN_AT));
    all.add(content(rows).as(CONTENT));
    return rows.select(all.toArray(Column[]::new));
  }

  /**
   * How many records of one night share key and times with another and differ from it: {@code
   * table_name}, {@code records}, and the least of their keys as {@code example}. Nothing in them
   * says which one is later.
   *
   * @param told rows of {@link #told}, of one table or several
   */
  public static Dataset<Row> differing(Dataset<Row> told) {
    List<Column> keys = new ArrayList<>(List.of(col(TABLE), col(Entity.KNOWN_AT)));
    SAME.forEach(name -> keys.add(col(name)));
    return told.groupBy(keys.toArray(Column[]::new))
        .agg(min(CONTENT).as("least"), max(CONTENT).as("most"), count(lit(1)).as("records"))
        .where(col("least").notEqual(col("most")))
        .groupBy(TABLE)
        .agg(
            sum("records").as("records"),
            min(struct(col(Entity.SOURCE), col(Entity.SOURCE_KEY))).as("example"));
  }

  private static Dataset<Row> few(Dataset<Row> rows, long number) {
    return number <= FEW ? broadcast(rows) : rows;
  }

  /** What versions have in common, when they were known, their content and what else is given. */
  private static Dataset<Row> named(
      Dataset<Row> rows, String side, Column known, Column content, Column... landed) {
    List<Column> all = new ArrayList<>();
    SAME.forEach(name -> all.add(col(name).as(side + "_" + name)));
    all.add(known.as(side + "_known"));
    all.add(content.as(side + "_content"));
    for (Column day : landed) {
      all.add(day.as(side + "_landed"));
    }
    return rows.select(all.toArray(Column[]::new));
  }

  private static Column same(String one, String other) {
    return SAME.stream()
        .map(name -> col(one + "_" + name).eqNullSafe(col(other + "_" + name)))
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
