package io.holdfast.table;

import static io.holdfast.table.Table.COUNT;
import static io.holdfast.table.Table.FLAG;
import static io.holdfast.table.Table.STRING;

/** What a service level promises, as its source has it: one row per version. */
public final class SlaTarget {
  public static final String POLICY_KEY = "policy_key";
  public static final String METRIC = "metric";
  public static final String PRIORITY = "priority";
  public static final String TARGET_MINUTES = "target_minutes";
  public static final String BUSINESS_HOURS = "business_hours";

  public static final Table TABLE =
      EntityTable.of("sla_target", "what a service level promises")
          .with(POLICY_KEY, STRING, "the source's key of the policy")
          .with(METRIC, STRING, "what is promised, such as first_reply_time")
          .with(PRIORITY, STRING, "priority of the tickets it is for")
          .with(TARGET_MINUTES, COUNT, "minutes promised")
          .with(BUSINESS_HOURS, FLAG, "whether only support hours count");

  private SlaTarget() {}
}
