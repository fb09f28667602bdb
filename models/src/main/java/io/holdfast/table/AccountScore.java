package io.holdfast.table;

import static io.holdfast.table.Table.COUNT;
import static io.holdfast.table.Table.DAY;
import static io.holdfast.table.Table.MONEY;
import static io.holdfast.table.Table.NUMBER;
import static io.holdfast.table.Table.STRING;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** What may happen to an account, how likely, why, and what to do. */
public final class AccountScore {
  public static final String AS_OF = "as_of";
  public static final String ACCOUNT_ID = "account_id";
  public static final String OUTCOME = "outcome";
  public static final String HORIZON_DAYS = "horizon_days";
  public static final String SUBJECT = "subject";
  public static final String ROLE = "role";
  public static final String PROBABILITY = "probability";
  public static final String LOW = "low";
  public static final String HIGH = "high";
  public static final String BAND = "band";
  public static final String PERCENTILE = "percentile";
  public static final String ARR_AT_STAKE = "arr_at_stake";
  public static final String ARR = "arr";
  public static final String BASE_LOG_ODDS = "base_log_odds";
  public static final String LOG_ODDS = "log_odds";
  public static final String DRIVERS = "drivers";
  public static final String PROTECTOR = "protector";
  public static final String PREVIOUS_PROBABILITY = "previous_probability";
  public static final String CHANGE_REASON = "change_reason";
  public static final String PLAY = "play";
  public static final String ACTION = "action";
  public static final String PROPOSED_ON = "proposed_on";
  public static final String DUE_ON = "due_on";
  public static final String MODEL = "model";
  public static final String STATUS = "status";
  public static final String STATUS_REASON = "status_reason";
  public static final String HEADLINE = "headline";

  private static final DataType REASON =
      new StructType()
          .add("feature", Table.STRING)
          .add("sentence", Table.STRING)
          .add("contribution", Table.NUMBER)
          .add("value", Table.NUMBER)
          .add("baseline", Table.NUMBER)
          .add("peers", Table.NUMBER);
  private static final DataType REASONS = DataTypes.createArrayType(REASON);

  public static final Table TABLE =
      Table.of(
              "account_score",
              Table.Kind.DERIVED_BY_DAY,
              "as-of day, account, outcome, horizon, subject, role",
              "as_of",
              AS_OF,
              ACCOUNT_ID,
              OUTCOME,
              HORIZON_DAYS,
              SUBJECT,
              ROLE)
          .with(AS_OF, DAY, "as-of day: everything known by the end of it")
          .with(ACCOUNT_ID, STRING, "Holdfast account")
          .with(OUTCOME, STRING, "name of the outcome")
          .with(HORIZON_DAYS, COUNT, "days within which it may happen")
          .with(SUBJECT, STRING, "product it is about; all: the whole account")
          .with(ROLE, STRING, "champion or challenger")
          .with(
              PROBABILITY,
              NUMBER,
              "calibrated; high churn is bad, high upsell is good; null when abstained")
          .with(LOW, NUMBER, "lower end of its 90% interval")
          .with(HIGH, NUMBER, "upper end of its 90% interval")
          .with(BAND, STRING, "what outcomes.yaml calls it: low, medium, high, critical")
          .with(PERCENTILE, NUMBER, "share of scored accounts below it, 0 to 100")
          .with(ARR_AT_STAKE, MONEY, "probability times ARR")
          .with(ARR, MONEY, "ARR of the account")
          .with(BASE_LOG_ODDS, NUMBER, "log-odds before any reason")
          .with(LOG_ODDS, NUMBER, "base plus all contributions")
          .with(DRIVERS, REASONS, "up to three reasons that raise it, strongest first")
          .with(PROTECTOR, REASON, "the strongest reason that lowers it")
          .with(PREVIOUS_PROBABILITY, NUMBER, "at the last released run")
          .with(CHANGE_REASON, STRING, "why it changed since")
          .with(PLAY, STRING, "playbook entry")
          .with(ACTION, STRING, "what to do next")
          .with(PROPOSED_ON, DAY, "first day of the nights that proposed it without a break")
          .with(DUE_ON, DAY, "until when; counted from the day it was proposed")
          .with(MODEL, STRING, "model that scored it")
          .with(STATUS, STRING, "fresh, stale, abstained")
          .with(STATUS_REASON, STRING, "why it is not fresh")
          .with(HEADLINE, STRING, "the one line for this account, the same for all its outcomes");

  private AccountScore() {}
}
