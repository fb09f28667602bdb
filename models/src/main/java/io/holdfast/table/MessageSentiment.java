package io.holdfast.table;

import static io.holdfast.table.Table.NUMBER;
import static io.holdfast.table.Table.STRING;
import static io.holdfast.table.Table.TIME;

/** How a message sounds; the text itself stays in its own table. */
public final class MessageSentiment {
  public static final String SOURCE = "source";
  public static final String ACCOUNT_KEY = "account_key";
  public static final String SOURCE_KEY = "source_key";
  public static final String KIND = "kind";
  public static final String TICKET_KEY = "ticket_key";
  public static final String AUTHOR_KEY = "author_key";
  public static final String EVENT_TIME = "event_time";
  public static final String KNOWN_AT = "known_at";
  public static final String SENTIMENT = "sentiment";
  public static final String BATCH = "batch";

  public static final Table TABLE =
      Table.of(
              "message_sentiment",
              Table.Kind.APPENDED,
              "message version",
              "",
              SOURCE,
              SOURCE_KEY,
              KIND)
          .with(SOURCE, STRING, "system it comes from")
          .with(ACCOUNT_KEY, STRING, "the source's own key of the account")
          .with(SOURCE_KEY, STRING, "the source's own key of the message")
          .with(KIND, STRING, "ticket or survey")
          .with(TICKET_KEY, STRING, "the ticket, where the message does not name its account")
          .with(AUTHOR_KEY, STRING, "who wrote it, where it does not say that a customer did")
          .with(EVENT_TIME, TIME, "when it was written")
          .with(KNOWN_AT, TIME, "when it could first be known")
          .with(SENTIMENT, NUMBER, "-1 (bad) to 1 (good)")
          .with(BATCH, STRING, "load that brought it");

  private MessageSentiment() {}
}
