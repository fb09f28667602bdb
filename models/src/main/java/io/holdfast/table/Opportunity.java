package io.holdfast.table;

import static io.holdfast.table.Table.DAY;
import static io.holdfast.table.Table.MONEY;
import static io.holdfast.table.Table.NUMBER;
import static io.holdfast.table.Table.STRING;

/** A sales opportunity, as its source has it: one row per version. */
public final class Opportunity {
  public static final String ACCOUNT_KEY = "account_key";
  public static final String NAME = "name";
  public static final String STAGE = "stage";
  public static final String KIND = "kind";
  public static final String AMOUNT = "amount";
  public static final String CURRENCY = "currency";
  public static final String CLOSE_ON = "close_on";
  public static final String OWNER = "owner";
  public static final String PROBABILITY = "probability";
  public static final String MERGED_INTO_KEY = "merged_into_key";

  public static final Table TABLE =
      EntityTable.of("opportunity", "a sales opportunity")
          .with(ACCOUNT_KEY, STRING, "the source's own key of the account")
          .with(NAME, STRING, "name")
          .with(STAGE, STRING, "stage as the source words it")
          .with(KIND, STRING, "new, renewal, expansion")
          .with(AMOUNT, MONEY, "amount")
          .with(CURRENCY, STRING, "ISO 4217 code of the amounts")
          .with(CLOSE_ON, DAY, "expected or actual close")
          .with(OWNER, STRING, "who owns it")
          .with(PROBABILITY, NUMBER, "percent, as the source puts it")
          .with(MERGED_INTO_KEY, STRING, "key of the opportunity that this one was merged into");

  private Opportunity() {}
}
