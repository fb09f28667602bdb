package io.holdfast.table;

import static io.holdfast.table.Table.FLAG;
import static io.holdfast.table.Table.MONEY;
import static io.holdfast.table.Table.NUMBER;
import static io.holdfast.table.Table.STRING;
import static io.holdfast.table.Table.TIME;

/** A line of an invoice, as its source has it: one row per version. */
public final class InvoiceLine {
  public static final String ACCOUNT_KEY = "account_key";
  public static final String INVOICE_KEY = "invoice_key";
  public static final String SUBSCRIPTION_KEY = "subscription_key";
  public static final String PRODUCT = "product";
  public static final String DESCRIPTION = "description";
  public static final String QUANTITY = "quantity";
  public static final String AMOUNT = "amount";
  public static final String CURRENCY = "currency";
  public static final String PERIOD_START_AT = "period_start_at";
  public static final String PERIOD_END_AT = "period_end_at";
  public static final String PRORATION = "proration";

  public static final Table TABLE =
      EntityTable.of("invoice_line", "a line of an invoice")
          .with(ACCOUNT_KEY, STRING, "the source's own key of the account")
          .with(INVOICE_KEY, STRING, "the source's key of the invoice")
          .with(SUBSCRIPTION_KEY, STRING, "the source's key of the subscription")
          .with(PRODUCT, STRING, "product")
          .with(DESCRIPTION, STRING, "what the line says")
          .with(QUANTITY, NUMBER, "units")
          .with(AMOUNT, MONEY, "amount; negative for a credit")
          .with(CURRENCY, STRING, "ISO 4217 code of the amounts")
          .with(PERIOD_START_AT, TIME, "begin of the time it is for")
          .with(PERIOD_END_AT, TIME, "end of the time it is for")
          .with(PRORATION, FLAG, "whether it settles a change within a period");

  private InvoiceLine() {}
}
