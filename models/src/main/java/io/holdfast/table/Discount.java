package io.holdfast.table;

import static io.holdfast.table.Table.MONEY;
import static io.holdfast.table.Table.NUMBER;
import static io.holdfast.table.Table.STRING;
import static io.holdfast.table.Table.TIME;

/** A discount on what a customer pays, as its source has it: one row per version. */
public final class Discount {
  public static final String ACCOUNT_KEY = "account_key";
  public static final String SUBSCRIPTION_KEY = "subscription_key";
  public static final String COUPON = "coupon";
  public static final String PERCENT_OFF = "percent_off";
  public static final String AMOUNT_OFF = "amount_off";
  public static final String DURATION = "duration";
  public static final String CURRENCY = "currency";
  public static final String START_AT = "start_at";
  public static final String END_AT = "end_at";

  public static final Table TABLE =
      EntityTable.of("discount", "a discount on what a customer pays")
          .with(ACCOUNT_KEY, STRING, "the source's own key of the account")
          .with(
              SUBSCRIPTION_KEY,
              STRING,
              "the source's key of the subscription; null: all the customer has")
          .with(COUPON, STRING, "coupon it comes from")
          .with(PERCENT_OFF, NUMBER, "percent taken off")
          .with(AMOUNT_OFF, MONEY, "amount taken off")
          .with(DURATION, STRING, "once, repeating, forever")
          .with(CURRENCY, STRING, "ISO 4217 code of the amounts")
          .with(START_AT, TIME, "from when it holds")
          .with(END_AT, TIME, "until when it holds; null: without end");

  private Discount() {}
}
