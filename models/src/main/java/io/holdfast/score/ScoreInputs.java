package io.holdfast.score;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Tables that scores are made of.
 *
 * @param predictions table prediction, the as-of day in it
 * @param earlier table prediction as released, the day of the last release in it
 * @param proposed table account_score as released, the day of the last release in it
 * @param customers customer_360 with its features, the as-of, baseline and previous day in it
 * @param health table account_health, the as-of day in it
 * @param warnings table early_warning, the as-of day in it
 */
public record ScoreInputs(
    Dataset<Row> predictions,
    Dataset<Row> earlier,
    Dataset<Row> proposed,
    Dataset<Row> customers,
    Dataset<Row> health,
    Dataset<Row> warnings) {}
