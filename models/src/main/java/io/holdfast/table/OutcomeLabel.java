package io.holdfast.table;

import static io.holdfast.table.Table.DAY;
import static io.holdfast.table.Table.FLAG;
import static io.holdfast.table.Table.NUMBER;
import static io.holdfast.table.Table.STRING;

/** What happened after each snapshot. */
public final class OutcomeLabel {
  public static final String OUTCOME = "outcome";
  public static final String ACCOUNT_ID = "account_id";
  public static final String AS_OF = "as_of";
  public static final String AT_RISK = "at_risk";
  public static final String LABEL = "label";
  public static final String OBSERVED_UNTIL = "observed_until";
  public static final String CENSORED = "censored";

  public static final Table TABLE =
      Table.of(
              "outcome",
              Table.Kind.DERIVED,
              "outcome, account, as-of day",
              "",
              OUTCOME,
              ACCOUNT_ID,
              AS_OF)
          .with(OUTCOME, STRING, "name of the outcome")
          .with(ACCOUNT_ID, STRING, "Holdfast account")
          .with(AS_OF, DAY, "as-of day: everything known by the end of it")
          .with(AT_RISK, FLAG, "whether it belongs to the population at risk")
          .with(
              LABEL,
              NUMBER,
              "1 it happened within the horizon, 0 it did not; null: not yet known, or not at risk")
          .with(OBSERVED_UNTIL, DAY, "last day that was seen")
          .with(CENSORED, FLAG, "whether the horizon had not ended yet");

  private OutcomeLabel() {}
}
