package io.holdfast.table;

import static io.holdfast.table.Table.DAY;
import static io.holdfast.table.Table.MONEY;
import static io.holdfast.table.Table.STRING;

/** Why monthly recurring revenue changed. */
public final class MrrMovement {
  public static final String KNOWN_AS_OF = "known_as_of";
  public static final String ACCOUNT_ID = "account_id";
  public static final String SOURCE = "source";
  public static final String SUBSCRIPTION_KEY = "subscription_key";
  public static final String MONTH = "month";
  public static final String TYPE = "type";
  public static final String CURRENCY = "currency";
  public static final String CONTRACT_AMOUNT = "contract_amount";
  public static final String AMOUNT = "amount";

  public static final Table TABLE =
      Table.of(
              "mrr_movement",
              Table.Kind.DERIVED,
              "account, subscription, month, type, known as of",
              "",
              KNOWN_AS_OF,
              ACCOUNT_ID,
              SOURCE,
              SUBSCRIPTION_KEY,
              MONTH,
              TYPE,
              CURRENCY)
          .with(KNOWN_AS_OF, DAY, "everything known by the end of this day")
          .with(ACCOUNT_ID, STRING, "Holdfast account")
          .with(SOURCE, STRING, "system it comes from")
          .with(SUBSCRIPTION_KEY, STRING, "the source's key of the subscription")
          .with(MONTH, DAY, "first day of the month")
          .with(
              TYPE,
              STRING,
              "new, expansion, contraction, churn, reactivation, currency_effect, transfer: what the whole account did, shared by its subscriptions; transfer: to or from another account, in sum 0")
          .with(CURRENCY, STRING, "ISO 4217 code of the amounts")
          .with(CONTRACT_AMOUNT, MONEY, "change of monthly recurring revenue, contract currency")
          .with(
              AMOUNT,
              MONEY,
              "the same in the reporting currency, at the rates of the end of the month; currency_effect: opening MRR at these rates less the same at the rates before");

  private MrrMovement() {}
}
