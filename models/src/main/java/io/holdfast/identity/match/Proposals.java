package io.holdfast.identity.match;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

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
   * before the right one's.
   *
   * @param records with text columns {@code source}, {@code source_key} (together unique) and those
   *     that the rules name; columns that are not there are empty
   */
  public static Dataset<Row> of(Dataset<Row> records, MatchRules rules) {
    return records
        .limit(0)
        .select(
            col("source").as(LEFT_SOURCE),
            col("source_key").as(LEFT_KEY),
            col("source").as(RIGHT_SOURCE),
            col("source_key").as(RIGHT_KEY),
            lit(rules.name()).as(RULE),
            lit(0.0).as(SCORE),
            lit("").as(EVIDENCE));
  }

  /** Those of the proposals that are sure enough to link by themselves. */
  public static Dataset<Row> links(Dataset<Row> proposals, MatchRules rules) {
    return proposals.where(col(SCORE).geq(rules.links()));
  }

  /**
   * Keys that too many records share, which so compare nothing: the rule, the {@code block} (its
   * parts), {@code records} (how many share it) and {@code an_example} (source and key of one).
   */
  public static Dataset<Row> oversized(Dataset<Row> records, MatchRules rules) {
    return records
        .limit(0)
        .select(
            lit(rules.name()).as(RULE),
            lit("").as("block"),
            lit(0L).as("records"),
            lit("").as("an_example"));
  }

  private Proposals() {}
}
