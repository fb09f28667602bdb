package io.holdfast.table;

import static io.holdfast.table.Table.COUNT;
import static io.holdfast.table.Table.DAY;
import static io.holdfast.table.Table.MONEY;
import static io.holdfast.table.Table.STRING;

/** Month-end recurring revenue of each account. */
public final class AccountMrr {
  public static final String KNOWN_AS_OF = "known_as_of";
  public static final String ACCOUNT_ID = "account_id";
  public static final String MONTH = "month";
  public static final String MRR = "mrr";
  public static final String SUBSCRIPTIONS = "subscriptions";

  public static final Table TABLE =
      Table.of(
              "account_mrr",
              Table.Kind.DERIVED,
              "account, month, known as of",
              "",
              KNOWN_AS_OF,
              ACCOUNT_ID,
              MONTH)
          .with(KNOWN_AS_OF, DAY, "everything known by the end of this day")
          .with(ACCOUNT_ID, STRING, "Holdfast account")
          .with(MONTH, DAY, "first day of the month")
          .with(
              MRR,
              MONEY,
              "MRR at the end of the month, or of known_as_of in its unfinished month; reporting currency, at that day's rates; 0.00 where it does not pay any more")
          .with(SUBSCRIPTIONS, COUNT, "paying subscriptions");

  private AccountMrr() {}
}
