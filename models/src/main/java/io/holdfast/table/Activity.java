package io.holdfast.table;

import static io.holdfast.table.Table.STRING;

/** A meeting, call or mail with a customer, as its source has it: one row per version. */
public final class Activity {
  public static final String ACCOUNT_KEY = "account_key";
  public static final String CONTACT_KEY = "contact_key";
  public static final String KIND = "kind";
  public static final String STATUS = "status";
  public static final String OWNER = "owner";

  public static final Table TABLE =
      EntityTable.of("activity", "a meeting, call or mail with a customer")
          .with(ACCOUNT_KEY, STRING, "the source's own key of the account")
          .with(CONTACT_KEY, STRING, "the source's key of the contact")
          .with(KIND, STRING, "meeting, call, mail, task")
          .with(STATUS, STRING, "planned, held, missed")
          .with(OWNER, STRING, "who of us took part");

  private Activity() {}
}
