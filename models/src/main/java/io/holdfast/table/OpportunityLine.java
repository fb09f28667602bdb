package io.holdfast.table;

import static io.holdfast.table.Table.DAY;
import static io.holdfast.table.Table.MONEY;
import static io.holdfast.table.Table.NUMBER;
import static io.holdfast.table.Table.STRING;

/** A line of a sales opportunity, as its source has it: one row per version. */
public final class OpportunityLine {
  public static final String ACCOUNT_KEY = "account_key";
  public static final String OPPORTUNITY_KEY = "opportunity_key";
  public static final String PRODUCT = "product";
  public static final String QUANTITY = "quantity";
  public static final String AMOUNT = "amount";
  public static final String CURRENCY = "currency";
  public static final String SERVICE_ON = "service_on";

  public static final Table TABLE =
      EntityTable.of("opportunity_line", "a line of a sales opportunity")
          .with(ACCOUNT_KEY, STRING, "the source's own key of the account")
          .with(OPPORTUNITY_KEY, STRING, "the source's key of the opportunity")
          .with(PRODUCT, STRING, "product")
          .with(QUANTITY, NUMBER, "units")
          .with(AMOUNT, MONEY, "amount")
          .with(CURRENCY, STRING, "ISO 4217 code of the amounts")
          .with(SERVICE_ON, DAY, "day of delivery");

  private OpportunityLine() {}
}
