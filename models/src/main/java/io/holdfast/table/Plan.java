package io.holdfast.table;

import static io.holdfast.table.Table.COUNT;
import static io.holdfast.table.Table.MONEY;
import static io.holdfast.table.Table.STRING;

/** A price plan, as its source has it: one row per version. */
public final class Plan {
  public static final String NAME = "name";
  public static final String PRODUCT = "product";
  public static final String INTERVAL_MONTHS = "interval_months";
  public static final String LIST_MRR = "list_mrr";
  public static final String CURRENCY = "currency";

  public static final Table TABLE =
      EntityTable.of("plan", "a price plan")
          .with(NAME, STRING, "name of the plan")
          .with(PRODUCT, STRING, "product it sells")
          .with(INTERVAL_MONTHS, COUNT, "months from one bill to the next")
          .with(LIST_MRR, MONEY, "list price a month")
          .with(CURRENCY, STRING, "ISO 4217 code of the amounts");

  private Plan() {}
}
