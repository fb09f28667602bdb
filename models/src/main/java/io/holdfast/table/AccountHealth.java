package io.holdfast.table;

import static io.holdfast.table.Table.DAY;
import static io.holdfast.table.Table.NUMBER;
import static io.holdfast.table.Table.STRING;
import static io.holdfast.table.Table.STRINGS;

/** Rule-based health. */
public final class AccountHealth {
  public static final String AS_OF = "as_of";
  public static final String ACCOUNT_ID = "account_id";
  public static final String SCORE = "score";
  public static final String BAND = "band";
  public static final String CONFIDENCE = "confidence";
  public static final String DIMENSIONS = "dimensions";
  public static final String EXPLANATION = "explanation";

  private static final org.apache.spark.sql.types.DataType BY_DIMENSION =
      org.apache.spark.sql.types.DataTypes.createMapType(Table.STRING, Table.NUMBER);

  public static final Table TABLE =
      Table.of(
              "account_health",
              Table.Kind.DERIVED_BY_DAY,
              "as-of day, account",
              "as_of",
              AS_OF,
              ACCOUNT_ID)
          .with(AS_OF, DAY, "as-of day: everything known by the end of it")
          .with(ACCOUNT_ID, STRING, "Holdfast account")
          .with(SCORE, NUMBER, "0 to 100; 100 is good")
          .with(BAND, STRING, "good, fair, poor; unknown where confidence is low")
          .with(CONFIDENCE, NUMBER, "share of the weight that had data, 0 to 1")
          .with(DIMENSIONS, BY_DIMENSION, "score of each dimension, 0 to 100; absent: unknown")
          .with(EXPLANATION, STRINGS, "what moved it most, as sentences");

  private AccountHealth() {}
}
