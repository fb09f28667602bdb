package io.holdfast.table;

import static io.holdfast.table.Table.COUNT;
import static io.holdfast.table.Table.MONEY;
import static io.holdfast.table.Table.STRING;

/** A line of a subscription, as its source has it: one row per version. */
public final class SubscriptionItem {
  public static final String ACCOUNT_KEY = "account_key";
  public static final String SUBSCRIPTION_KEY = "subscription_key";
  public static final String PLAN_KEY = "plan_key";
  public static final String PRODUCT = "product";
  public static final String QUANTITY = "quantity";
  public static final String MRR = "mrr";
  public static final String CURRENCY = "currency";

  public static final Table TABLE =
      EntityTable.of("subscription_item", "a line of a subscription")
          .with(ACCOUNT_KEY, STRING, "the source's own key of the account")
          .with(SUBSCRIPTION_KEY, STRING, "the source's key of the subscription")
          .with(PLAN_KEY, STRING, "the source's key of the plan")
          .with(PRODUCT, STRING, "product")
          .with(QUANTITY, COUNT, "units")
          .with(MRR, MONEY, "monthly recurring revenue")
          .with(CURRENCY, STRING, "ISO 4217 code of the amounts");

  private SubscriptionItem() {}
}
