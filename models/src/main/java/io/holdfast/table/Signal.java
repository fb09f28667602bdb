package io.holdfast.table;

import static io.holdfast.table.Table.STRING;

/** Something told about a customer, as its source has it: one row per version. */
public final class Signal {
  public static final String ACCOUNT_KEY = "account_key";
  public static final String CONTACT_KEY = "contact_key";
  public static final String KIND = "kind";
  public static final String VALUE = "value";

  public static final Table TABLE =
      EntityTable.of("signal", "something told about a customer")
          .with(ACCOUNT_KEY, STRING, "the source's own key of the account")
          .with(CONTACT_KEY, STRING, "the source's key of the contact it is told of")
          .with(
              KIND,
              STRING,
              "funding, hiring, merger, leadership_change, other; tag, list, order, payment_method")
          .with(VALUE, STRING, "what was told");

  private Signal() {}
}
