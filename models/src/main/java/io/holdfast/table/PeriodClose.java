package io.holdfast.table;

import static io.holdfast.table.Table.COUNT;
import static io.holdfast.table.Table.DAY;
import static io.holdfast.table.Table.MONEY;

/** The bridge from one month-end MRR to the next. */
public final class PeriodClose {
  public static final String KNOWN_AS_OF = "known_as_of";
  public static final String MONTH = "month";
  public static final String OPENING = "opening";
  public static final String NEW_MRR = "new_mrr";
  public static final String EXPANSION = "expansion";
  public static final String CONTRACTION = "contraction";
  public static final String CHURN = "churn";
  public static final String REACTIVATION = "reactivation";
  public static final String CURRENCY_EFFECT = "currency_effect";
  public static final String CLOSING = "closing";
  public static final String DIFFERENCE = "difference";
  public static final String ACTIVE_ACCOUNTS = "active_accounts";
  public static final String NEW_ACCOUNTS = "new_accounts";
  public static final String CHURNED_ACCOUNTS = "churned_accounts";

  public static final Table TABLE =
      Table.of("period_close", Table.Kind.DERIVED, "month, known as of", "", KNOWN_AS_OF, MONTH)
          .with(KNOWN_AS_OF, DAY, "everything known by the end of this day")
          .with(MONTH, DAY, "first day of the month")
          .with(OPENING, MONEY, "MRR at the end of the month before")
          .with(NEW_MRR, MONEY, "from accounts never seen before")
          .with(EXPANSION, MONEY, "growth of paying accounts")
          .with(CONTRACTION, MONEY, "shrinkage of paying accounts, negative")
          .with(CHURN, MONEY, "from accounts that stopped paying, negative")
          .with(REACTIVATION, MONEY, "from accounts that came back")
          .with(CURRENCY_EFFECT, MONEY, "from exchange rates alone")
          .with(CLOSING, MONEY, "MRR at the end of the month")
          .with(
              DIFFERENCE, MONEY, "closing less opening less movements; 0.00 when the bridge closes")
          .with(ACTIVE_ACCOUNTS, COUNT, "paying accounts at the end of the month")
          .with(NEW_ACCOUNTS, COUNT, "accounts that began")
          .with(CHURNED_ACCOUNTS, COUNT, "accounts that stopped");

  private PeriodClose() {}
}
