package io.holdfast.table;

import static io.holdfast.table.Table.COUNT;
import static io.holdfast.table.Table.DAY;
import static io.holdfast.table.Table.NUMBER;
import static io.holdfast.table.Table.STRING;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** What the champion of each outcome says of each account, before it is put into words. */
public final class Prediction {
  public static final String AS_OF = "as_of";
  public static final String ACCOUNT_ID = "account_id";
  public static final String OUTCOME = "outcome";
  public static final String HORIZON_DAYS = "horizon_days";
  public static final String MODEL = "model";
  public static final String STATUS = "status";
  public static final String STATUS_REASON = "status_reason";
  public static final String PROBABILITY = "probability";
  public static final String LOW = "low";
  public static final String HIGH = "high";
  public static final String BASE_LOG_ODDS = "base_log_odds";
  public static final String LOG_ODDS = "log_odds";
  public static final String CONTRIBUTIONS = "contributions";

  private static final DataType BY_FEATURE =
      DataTypes.createMapType(Table.STRING, Table.NUMBER, false);

  public static final Table TABLE =
      Table.of(
              "prediction",
              Table.Kind.DERIVED_BY_DAY,
              "as-of day, account, outcome",
              "as_of",
              AS_OF,
              ACCOUNT_ID,
              OUTCOME)
          .with(AS_OF, DAY, "as-of day: everything known by the end of it")
          .with(ACCOUNT_ID, STRING, "Holdfast account, in the population at risk")
          .with(OUTCOME, STRING, "name of the outcome")
          .with(HORIZON_DAYS, COUNT, "days within which it may happen")
          .with(MODEL, STRING, "model that predicted it; null when abstained")
          .with(STATUS, STRING, "fresh, stale, abstained")
          .with(STATUS_REASON, STRING, "why it is not fresh")
          .with(PROBABILITY, NUMBER, "calibrated; null when abstained")
          .with(LOW, NUMBER, "lower end of its 90% interval")
          .with(HIGH, NUMBER, "upper end of its 90% interval")
          .with(BASE_LOG_ODDS, NUMBER, "log-odds before any feature")
          .with(LOG_ODDS, NUMBER, "base plus all contributions; its logistic is the probability")
          .with(CONTRIBUTIONS, BY_FEATURE, "log-odds that each feature adds, by feature name");

  private Prediction() {}
}
