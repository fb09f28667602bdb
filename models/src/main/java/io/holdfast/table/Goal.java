package io.holdfast.table;

import static io.holdfast.table.Table.DAY;
import static io.holdfast.table.Table.STRING;

/** A goal of the customer, as its source has it: one row per version. */
public final class Goal {
  public static final String ACCOUNT_KEY = "account_key";
  public static final String NAME = "name";
  public static final String STATUS = "status";
  public static final String DUE_ON = "due_on";

  public static final Table TABLE =
      EntityTable.of("goal", "a goal of the customer")
          .with(ACCOUNT_KEY, STRING, "the source's own key of the account")
          .with(NAME, STRING, "name")
          .with(STATUS, STRING, "set, reached, missed")
          .with(DUE_ON, DAY, "when it should be reached");

  private Goal() {}
}
