package io.holdfast.table;

import static io.holdfast.table.Table.MONEY;
import static io.holdfast.table.Table.STRING;

/** An attempt to collect or give back money, as its source has it: one row per version. */
public final class Payment {
  public static final String ACCOUNT_KEY = "account_key";
  public static final String INVOICE_KEY = "invoice_key";
  public static final String OF_KEY = "of_key";
  public static final String AMOUNT = "amount";
  public static final String CURRENCY = "currency";
  public static final String STATUS = "status";
  public static final String FAILURE_REASON = "failure_reason";

  public static final Table TABLE =
      EntityTable.of("payment", "an attempt to collect or give back money")
          .with(ACCOUNT_KEY, STRING, "the source's own key of the account")
          .with(INVOICE_KEY, STRING, "the source's key of the invoice")
          .with(OF_KEY, STRING, "the source's key of the payment that is given back or disputed")
          .with(AMOUNT, MONEY, "amount; negative when given back")
          .with(CURRENCY, STRING, "ISO 4217 code of the amounts")
          .with(STATUS, STRING, "succeeded, failed, refunded, disputed")
          .with(FAILURE_REASON, STRING, "why it failed");

  private Payment() {}
}
