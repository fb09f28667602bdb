package io.holdfast.table;

import static io.holdfast.table.Table.COUNT;
import static io.holdfast.table.Table.DAY;
import static io.holdfast.table.Table.NUMBER;
import static io.holdfast.table.Table.STRING;

/** The behaviour cluster of each account. */
public final class AccountSegment {
  public static final String AS_OF = "as_of";
  public static final String ACCOUNT_ID = "account_id";
  public static final String CLUSTER = "cluster";
  public static final String SEGMENT_NAME = "segment_name";
  public static final String TIER = "tier";
  public static final String DISTANCE = "distance";

  public static final Table TABLE =
      Table.of(
              "account_segment",
              Table.Kind.DERIVED_BY_DAY,
              "as-of day, account",
              "as_of",
              AS_OF,
              ACCOUNT_ID)
          .with(AS_OF, DAY, "as-of day: everything known by the end of it")
          .with(ACCOUNT_ID, STRING, "Holdfast account")
          .with(CLUSTER, COUNT, "number of the cluster")
          .with(SEGMENT_NAME, STRING, "the cluster in words")
          .with(TIER, STRING, "by revenue: top, middle, tail")
          .with(DISTANCE, NUMBER, "distance to the centre, in standard deviations");

  private AccountSegment() {}
}
