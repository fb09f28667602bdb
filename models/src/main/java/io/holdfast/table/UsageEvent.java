package io.holdfast.table;

import static io.holdfast.table.Table.NUMBER;
import static io.holdfast.table.Table.STRING;

/** Something a user did in the product, as its source has it: one row per version. */
public final class UsageEvent {
  public static final String ACCOUNT_KEY = "account_key";
  public static final String USER_KEY = "user_key";
  public static final String EVENT = "event";
  public static final String QUANTITY = "quantity";

  public static final Table TABLE =
      EntityTable.of("usage_event", "something a user did in the product")
          .with(ACCOUNT_KEY, STRING, "the source's own key of the account")
          .with(USER_KEY, STRING, "the source's key of the user")
          .with(EVENT, STRING, "name of the event")
          .with(QUANTITY, NUMBER, "how much; 1 when the source does not say");

  private UsageEvent() {}
}
