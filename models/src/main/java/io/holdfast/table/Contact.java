package io.holdfast.table;

import static io.holdfast.table.Table.DAY;
import static io.holdfast.table.Table.FLAG;
import static io.holdfast.table.Table.STRING;

/** A person at a customer, as its source has it: one row per version. */
public final class Contact {
  public static final String ACCOUNT_KEY = "account_key";
  public static final String NAME = "name";
  public static final String EMAIL = "email";
  public static final String PHONE = "phone";
  public static final String TITLE = "title";
  public static final String ROLE = "role";
  public static final String OPTED_OUT = "opted_out";
  public static final String LEFT_ON = "left_on";
  public static final String MERGED_INTO_KEY = "merged_into_key";

  public static final Table TABLE =
      EntityTable.of("contact", "a person at a customer")
          .with(ACCOUNT_KEY, STRING, "the source's own key of the account")
          .withPersonal(NAME, STRING, "full name")
          .withPersonal(EMAIL, STRING, "mail address")
          .withPersonal(PHONE, STRING, "phone number")
          .with(TITLE, STRING, "job title")
          .with(ROLE, STRING, "role towards us: champion, buyer, user")
          .with(OPTED_OUT, FLAG, "whether they want no more marketing mail")
          .with(LEFT_ON, DAY, "day on which they left the customer")
          .with(MERGED_INTO_KEY, STRING, "key of the contact that this one was merged into");

  private Contact() {}
}
