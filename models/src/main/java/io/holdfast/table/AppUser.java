package io.holdfast.table;

import static io.holdfast.table.Table.STRING;

/** A user of the product, as its source has it: one row per version. */
public final class AppUser {
  public static final String ACCOUNT_KEY = "account_key";
  public static final String CONTACT_KEY = "contact_key";
  public static final String EMAIL = "email";
  public static final String ROLE = "role";
  public static final String TITLE = "title";

  public static final Table TABLE =
      EntityTable.of("app_user", "a user of the product")
          .with(ACCOUNT_KEY, STRING, "the source's own key of the account")
          .with(CONTACT_KEY, STRING, "the source's key of the contact")
          .withPersonal(EMAIL, STRING, "mail address")
          .with(ROLE, STRING, "role in the product")
          .with(TITLE, STRING, "job title");

  private AppUser() {}
}
