package io.holdfast.table;

import static io.holdfast.table.Table.MONEY;
import static io.holdfast.table.Table.STRING;
import static io.holdfast.table.Table.TIME;

/** An invoice, as its source has it: one row per version. */
public final class Invoice {
  public static final String ACCOUNT_KEY = "account_key";
  public static final String SUBSCRIPTION_KEY = "subscription_key";
  public static final String AMOUNT = "amount";
  public static final String CURRENCY = "currency";
  public static final String STATUS = "status";
  public static final String DUE_AT = "due_at";
  public static final String PAID_AT = "paid_at";

  public static final Table TABLE =
      EntityTable.of("invoice", "an invoice")
          .with(ACCOUNT_KEY, STRING, "the source's own key of the account")
          .with(SUBSCRIPTION_KEY, STRING, "the source's key of the subscription")
          .with(AMOUNT, MONEY, "total")
          .with(CURRENCY, STRING, "ISO 4217 code of the amounts")
          .with(STATUS, STRING, "open, paid, void, uncollectible")
          .with(DUE_AT, TIME, "when it is due")
          .with(PAID_AT, TIME, "when it was paid");

  private Invoice() {}
}
