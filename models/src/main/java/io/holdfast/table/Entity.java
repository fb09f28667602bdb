package io.holdfast.table;

import java.util.List;
import java.util.Set;

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
  public static final String STATES = "states";
  public static final String FILE = "file";
  public static final String RECORD_NO = "record_no";
  public static final String BATCH = "batch";

  /** Every entity, in the order in which people read about them. */
  public static final List<Table> ALL =
      List.of(
          SourceAccount.TABLE,
          Contact.TABLE,
          AppUser.TABLE,
          Staff.TABLE,
          Product.TABLE,
          Plan.TABLE,
          Subscription.TABLE,
          SubscriptionItem.TABLE,
          Discount.TABLE,
          Invoice.TABLE,
          InvoiceLine.TABLE,
          Payment.TABLE,
          Ticket.TABLE,
          TicketMessage.TABLE,
          Schedule.TABLE,
          Holiday.TABLE,
          SlaTarget.TABLE,
          SurveyResponse.TABLE,
          Opportunity.TABLE,
          OpportunityLine.TABLE,
          Activity.TABLE,
          Goal.TABLE,
          Milestone.TABLE,
          Signal.TABLE,
          Lookup.TABLE,
          UsageEvent.TABLE);

  /** The columns that all of them share. */
  public static final Set<String> SHARED =
      Set.of(
          SOURCE,
          SOURCE_KEY,
          EVENT_TIME,
          KNOWN_AT,
          VERSION,
          DELETED,
          CUSTOM,
          STATES,
          FILE,
          RECORD_NO,
          BATCH);

  private Entity() {}
}
