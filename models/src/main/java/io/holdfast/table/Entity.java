package io.holdfast.table;

import static io.holdfast.table.Table.ATTRIBUTES;
import static io.holdfast.table.Table.COUNT;
import static io.holdfast.table.Table.FLAG;
import static io.holdfast.table.Table.STRING;
import static io.holdfast.table.Table.TIME;

import java.util.List;

/**
 * What all conformed entities share. A row is one version of one record of a source; as of D the
 * last version known before the cut counts.
 */
public final class Entity {
  public static final String SOURCE = "source";
  public static final String SOURCE_KEY = "source_key";
  public static final String EVENT_TIME = "event_time";
  public static final String KNOWN_AT = "known_at";
  public static final String VERSION = "version";
  public static final String DELETED = "deleted";
  public static final String CUSTOM = "attributes";
  public static final String FILE = "file";
  public static final String RECORD_NO = "record_no";
  public static final String BATCH = "batch";

  /** Every entity, in the order in which people read about them. */
  public static final List<Table> ALL =
      List.of(
          SourceAccount.TABLE,
          Contact.TABLE,
          AppUser.TABLE,
          Plan.TABLE,
          Subscription.TABLE,
          SubscriptionItem.TABLE,
          Invoice.TABLE,
          Payment.TABLE,
          Ticket.TABLE,
          TicketMessage.TABLE,
          SurveyResponse.TABLE,
          Opportunity.TABLE,
          Activity.TABLE,
          Goal.TABLE,
          Milestone.TABLE,
          Signal.TABLE,
          UsageEvent.TABLE);

  static Table table(String name, String grain) {
    return Table.of(name, Table.Kind.APPENDED, "version of " + grain, "", SOURCE, SOURCE_KEY)
        .with(SOURCE, STRING, "system it comes from")
        .with(SOURCE_KEY, STRING, "the source's own key of the record")
        .with(EVENT_TIME, TIME, "when it happened or takes effect")
        .with(KNOWN_AT, TIME, "when it could first be known")
        .with(VERSION, STRING, "the source's own version; orders versions known at the same time")
        .with(DELETED, FLAG, "whether the source deleted it with this version")
        .with(CUSTOM, ATTRIBUTES, "the company's own attributes, by name")
        .with(FILE, STRING, "landed file it came from")
        .with(RECORD_NO, COUNT, "record number in that file, from 1")
        .with(BATCH, STRING, "load that brought it");
  }

  private Entity() {}
}
