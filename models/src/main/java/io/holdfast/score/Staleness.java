package io.holdfast.score;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.holdfast.table.Prediction;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Predictions made without data that should have come are marked, so that none looks healthy. */
public final class Staleness {
  private static final String FRESH = "fresh";
  private static final String STALE = "stale";

  /**
   * Table prediction with the fresh ones of a day marked stale.
   *
   * @param reasons why, by outcome
   */
  public static Dataset<Row> marked(
      Dataset<Row> predictions, LocalDate day, Map<String, String> reasons) {
    Dataset<Row> marked = predictions;
    for (var stale : new TreeMap<>(reasons).entrySet()) {
      Column touched =
          col(Prediction.AS_OF)
              .equalTo(lit(day))
              .and(col(Prediction.OUTCOME).equalTo(lit(stale.getKey())))
              .and(col(Prediction.STATUS).equalTo(lit(FRESH)));
      marked =
          marked
              .withColumn(
                  Prediction.STATUS_REASON,
                  when(touched, lit(stale.getValue())).otherwise(col(Prediction.STATUS_REASON)))
              .withColumn(
                  Prediction.STATUS, when(touched, lit(STALE)).otherwise(col(Prediction.STATUS)));
    }
    return marked;
  }

  private Staleness() {}
}
