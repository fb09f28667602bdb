package io.holdfast.table;

import static io.holdfast.table.Table.STRING;

/** A meeting, call, mail or the like with a customer, as its source has it: one row per version. */
public final class Activity {
  public static final String ACCOUNT_KEY = "account_key";
  public static final String CONTACT_KEY = "contact_key";
  public static final String KIND = "kind";
  public static final String STATUS = "status";
  public static final String OWNER = "owner";
  public static final String SUBJECT_KIND = "subject_kind";

  public static final Table TABLE =
      EntityTable.of("activity", "a meeting, call, mail or the like with a customer")
          .with(ACCOUNT_KEY, STRING, "the source's own key of the account")
          .with(CONTACT_KEY, STRING, "the source's key of the contact")
          .with(
              KIND,
              STRING,
              "meeting, call, mail, task, note, marketing_mail, community, training, reference")
          .with(
              STATUS,
              STRING,
              "planned, held, missed; of a marketing_mail sent, delivered, opened, clicked, bounced, dropped, unsubscribed, spam")
          .with(OWNER, STRING, "who of us took part")
          .with(SUBJECT_KIND, STRING, "what it was about, as the source sorts it");

  private Activity() {}
}
