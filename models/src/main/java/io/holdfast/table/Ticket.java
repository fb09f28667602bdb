package io.holdfast.table;

import static io.holdfast.table.Table.COUNT;
import static io.holdfast.table.Table.FLAG;
import static io.holdfast.table.Table.NUMBER;
import static io.holdfast.table.Table.STRING;
import static io.holdfast.table.Table.TIME;

/** A support ticket, as its source has it: one row per version. */
public final class Ticket {
  public static final String ACCOUNT_KEY = "account_key";
  public static final String USER_KEY = "user_key";
  public static final String STATUS = "status";
  public static final String PRIORITY = "priority";
  public static final String CLOSED_AT = "closed_at";
  public static final String FIRST_RESPONSE_MINUTES = "first_response_minutes";
  public static final String RESOLUTION_HOURS = "resolution_hours";
  public static final String ESCALATED = "escalated";
  public static final String SATISFACTION = "satisfaction";
  public static final String SCHEDULE_KEY = "schedule_key";
  public static final String SLA_POLICY_KEY = "sla_policy_key";
  public static final String REOPENED = "reopened";

  public static final Table TABLE =
      EntityTable.of("ticket", "a support ticket")
          .with(ACCOUNT_KEY, STRING, "the source's own key of the account")
          .with(USER_KEY, STRING, "the source's key of who asked")
          .with(STATUS, STRING, "new, open, pending, solved, closed")
          .with(PRIORITY, STRING, "low, normal, high, urgent")
          .with(CLOSED_AT, TIME, "when it was solved")
          .with(FIRST_RESPONSE_MINUTES, NUMBER, "minutes to the first answer")
          .with(RESOLUTION_HOURS, NUMBER, "hours to the solution")
          .with(ESCALATED, FLAG, "whether it was escalated")
          .with(SATISFACTION, NUMBER, "rating by the customer, 1 to 5")
          .with(SCHEDULE_KEY, STRING, "the source's key of the support hours that count")
          .with(SLA_POLICY_KEY, STRING, "the source's key of the service level")
          .with(REOPENED, COUNT, "times it was opened again");

  private Ticket() {}
}
