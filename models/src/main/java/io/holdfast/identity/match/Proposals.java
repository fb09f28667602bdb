package io.holdfast.identity.match;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.shiftrightunsigned;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;

import io.holdfast.table.Entity;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;

/** Pairs of records that are probably the same customer. */
public final class Proposals {
  public static final String LEFT_SOURCE = "left_source";
  public static final String LEFT_KEY = "left_key";
  public static final String RIGHT_SOURCE = "right_source";
  public static final String RIGHT_KEY = "right_key";
  public static final String RULE = "rule";

  /** Probability that both are the same, 0 to 1. */
  public static final String SCORE = "score";

  /** Which fields agree, in words, without what stands in them. */
  public static final String EVIDENCE = "evidence";

  /**
   * Pairs that score at least what the rules propose, each once, the left one's source and key
   * before the right one's. Records are brought together by the hash of their keys, one shuffle for
   * all blocks; nothing is joined.
   *
   * @param records with text columns {@code source}, {@code source_key} (together unique) and those
   *     that the rules name; columns that are not there are empty
   */
  public static Dataset<Row> of(Dataset<Row> records, MatchRules rules) {
    Matcher matcher = new Matcher(rules);
    UserDefinedFunction score = udf((UDF1<Long, Double>) matcher::score, DataTypes.DoubleType);
    UserDefinedFunction evidence =
        udf((UDF1<Long, String>) matcher::evidence, DataTypes.StringType);
    MapPartitionsFunction<Row, Row> pairs = rows -> new BlockPairs(matcher, rows);
    return keyed(records, matcher)
        .repartition(col(Keyed.HASH))
        .sortWithinPartitions(Keyed.HASH)
        .mapPartitions(pairs, Encoders.row(BlockPairs.SCHEMA))
        .distinct()
        .select(
            col(LEFT_SOURCE),
            col(LEFT_KEY),
            col(RIGHT_SOURCE),
            col(RIGHT_KEY),
            lit(rules.name()).as(RULE),
            score.apply(col(BlockPairs.PATTERN)).as(SCORE),
            evidence.apply(col(BlockPairs.PATTERN)).as(EVIDENCE));
  }

  /** Those of the proposals that are sure enough to link by themselves. */
  public static Dataset<Row> links(Dataset<Row> proposals, MatchRules rules) {
    return proposals.where(col(SCORE).geq(rules.links()));
  }

  /**
   * Keys that more records share than the cap, which so compare nothing: the rule, the {@code
   * block} (its parts), {@code records} (how many share the key), {@code source} and {@code
   * source_key} of one of them.
   */
  public static Dataset<Row> oversized(Dataset<Row> records, MatchRules rules) {
    Column[] blocks =
        rules.blocks().stream().map(parts -> lit(String.join(" ", parts))).toArray(Column[]::new);
    return keyed(records, new Matcher(rules))
        .groupBy(Keyed.HASH)
        .agg(count(lit(1)).as("records"), min(struct(Entity.SOURCE, Entity.SOURCE_KEY)).as("one"))
        .where(col("records").gt(rules.cap()))
        .select(
            lit(rules.name()).as(RULE),
            get(array(blocks), shiftrightunsigned(col(Keyed.HASH), Keyed.HASH_BITS).cast("int"))
                .as("block"),
            col("records"),
            col("one.source"),
            col("one.source_key"));
  }

  /** Rows of {@link Keyed}: one for each key of each record. */
  private static Dataset<Row> keyed(Dataset<Row> records, Matcher matcher) {
    Set<String> present = Set.of(records.columns());
    List<Column> columns = new ArrayList<>();
    columns.add(col(Entity.SOURCE));
    columns.add(col(Entity.SOURCE_KEY));
    for (MatchRules.Field field : matcher.rules().fields()) {
      Column[] texts =
          field.columns().stream()
              .filter(present::contains)
              .map(name -> col(name).cast("string"))
              .toArray(Column[]::new);
      columns.add(
          (texts.length == 1 ? texts[0] : concat_ws(" ", texts)).as("field_" + field.name()));
    }
    FlatMapFunction<Row, Row> keys = row -> Keyed.rows(matcher, row);
    return records.select(columns.toArray(Column[]::new)).flatMap(keys, Encoders.row(Keyed.SCHEMA));
  }

  private Proposals() {}
}
