package io.holdfast.identity.match;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.holdfast.table.Entity;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * Connected components of pairs of records, by alternating large-star and small-star steps (Kiveris
 * and others, "Connected Components in MapReduce and Beyond", 2014). It takes a fixed number of
 * rounds: enough for components within the cap; what is not done by then is too large.
 */
public final class Components {
  /** Source and key of the least record of the component. */
  public static final String COMPONENT_SOURCE = "component_source";

  public static final String COMPONENT_KEY = "component_key";

  /** Records of the component; of one that is not finished, those found so far. */
  public static final String SIZE = "size";

  /** Whether the component has more records than the cap: it should link nothing. */
  public static final String OVER_CAP = "over_cap";

  private static final int LARGEST_CAP = 1000;

  private static final String NODE = "node";
  private static final String ROOT = "root";
  private static final String LABEL = "label";
  private static final String HIGHER = "higher";

  /**
   * One row for each record of a pair: {@code source}, {@code source_key}, {@link
   * #COMPONENT_SOURCE}, {@link #COMPONENT_KEY}, {@link #SIZE} and {@link #OVER_CAP}.
   *
   * @param pairs with the columns of {@link Proposals} that name two records
   * @param cap largest component, 2 to 1000 records
   * @param checkpoint keeps the edges of the last round, which are read several times
   */
  public static Dataset<Row> of(
      Dataset<Row> pairs, int cap, UnaryOperator<Dataset<Row>> checkpoint) {
    if (cap < 2 || cap > LARGEST_CAP) {
      throw new IllegalArgumentException(
          "cap %d of components should be 2 to %d records".formatted(cap, LARGEST_CAP));
    }
    Column one = struct(col(Proposals.LEFT_SOURCE).as("s"), col(Proposals.LEFT_KEY).as("k"));
    Column other = struct(col(Proposals.RIGHT_SOURCE).as("s"), col(Proposals.RIGHT_KEY).as("k"));
    Dataset<Row> edges =
        pairs
            .select(greatest(one, other).as(NODE), least(one, other).as(ROOT))
            .where(col(NODE).notEqual(col(ROOT)));
    for (int round = 0; round < rounds(cap); round++) {
      edges = smallStar(largeStar(edges));
    }
    return sized(checkpoint.apply(edges), cap);
  }

  /** Links the larger neighbours of each record to the least of itself and its neighbours. */
  private static Dataset<Row> largeStar(Dataset<Row> edges) {
    Column both =
        explode(
            array(
                struct(col(NODE).as("u"), col(ROOT).as("v")),
                struct(col(ROOT).as("u"), col(NODE).as("v"))));
    return edges
        .select(both.as("e"))
        .select("e.u", "e.v")
        .withColumn("m", min("v").over(Window.partitionBy("u")))
        .where(col("v").gt(col("u")))
        .select(col("v").as(NODE), least(col("u"), col("m")).as(ROOT));
  }

  /** Links the smaller neighbours of each record, and itself, to the least of them. */
  private static Dataset<Row> smallStar(Dataset<Row> edges) {
    return edges
        .withColumn("m", min(ROOT).over(Window.partitionBy(NODE)))
        .select(explode(array(col(NODE), col(ROOT))).as(NODE), col("m").as(ROOT))
        .where(col(NODE).notEqual(col(ROOT)))
        .distinct();
  }

  /**
   * Each record with its root, the roots too. Where a record hangs on two roots, or a root on
   * another one, the component is not finished: all of its parts are over the cap.
   */
  private static Dataset<Row> sized(Dataset<Row> edges, int cap) {
    Dataset<Row> above = edges.groupBy(col(NODE).as(ROOT)).agg(min(ROOT).as(HIGHER));
    Dataset<Row> linked =
        edges
            .withColumn(LABEL, min(ROOT).over(Window.partitionBy(NODE)))
            .join(above, new String[] {ROOT}, "left");
    Dataset<Row> open =
        linked
            .where(col(ROOT).notEqual(col(LABEL)).or(col(HIGHER).isNotNull()))
            .select(explode(array(col(LABEL), col(ROOT), col(HIGHER))).as(LABEL))
            .where(col(LABEL).isNotNull())
            .distinct()
            .withColumn("open", lit(true));
    Column both =
        explode(
            array(
                struct(col(NODE), col(LABEL)),
                when(col(HIGHER).isNull(), struct(col(ROOT).as(NODE), col(ROOT).as(LABEL)))));
    return linked
        .select(both.as("e"))
        .where(col("e").isNotNull())
        .select("e.node", "e.label")
        .distinct()
        .withColumn(SIZE, count(lit(1)).over(Window.partitionBy(LABEL)))
        .join(open, new String[] {LABEL}, "left")
        .select(
            col("node.s").as(Entity.SOURCE),
            col("node.k").as(Entity.SOURCE_KEY),
            col("label.s").as(COMPONENT_SOURCE),
            col("label.k").as(COMPONENT_KEY),
            col(SIZE),
            coalesce(col("open"), lit(false)).or(col(SIZE).gt(cap)).as(OVER_CAP));
  }

  /** Rounds that chains, trees and mixtures of them of so many records took at most, and one. */
  static int rounds(int cap) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(cap - 1) + 1;
  }

  private Components() {}
}
