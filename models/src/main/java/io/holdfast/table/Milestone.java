package io.holdfast.table;

import static io.holdfast.table.Table.STRING;

/** A step of the success plan, as its source has it: one row per version. */
public final class Milestone {
  public static final String ACCOUNT_KEY = "account_key";
  public static final String NAME = "name";
  public static final String STATUS = "status";

  public static final Table TABLE =
      EntityTable.of("milestone", "a step of the success plan")
          .with(ACCOUNT_KEY, STRING, "the source's own key of the account")
          .with(NAME, STRING, "name")
          .with(STATUS, STRING, "open, done");

  private Milestone() {}
}
