package io.holdfast.table;

import static io.holdfast.table.Table.STRING;

/** A message of a ticket, as its source has it: one row per version. */
public final class TicketMessage {
  public static final String ACCOUNT_KEY = "account_key";
  public static final String TICKET_KEY = "ticket_key";
  public static final String AUTHOR_ROLE = "author_role";
  public static final String BODY = "body";
  public static final String AUTHOR_KEY = "author_key";

  public static final Table TABLE =
      EntityTable.of("ticket_message", "a message of a ticket")
          .with(ACCOUNT_KEY, STRING, "the source's own key of the account")
          .with(TICKET_KEY, STRING, "the source's key of the ticket")
          .with(AUTHOR_ROLE, STRING, "customer or agent")
          .withPersonal(BODY, STRING, "what was written")
          .with(AUTHOR_KEY, STRING, "the source's key of who wrote it");

  private TicketMessage() {}
}
