package io.holdfast.table;

import static io.holdfast.table.Table.COUNT;
import static io.holdfast.table.Table.DAY;
import static io.holdfast.table.Table.QUANTITY;
import static io.holdfast.table.Table.STRING;
import static io.holdfast.table.Table.STRINGS;

/** Mergeable daily cells: counts, sums and exact distinct users. */
public final class UsageDaily {
  public static final String SOURCE = "source";
  public static final String ACCOUNT_KEY = "account_key";
  public static final String USER_KEY = "user_key";
  public static final String EVENT_DAY = "event_day";
  public static final String KNOWN_DAY = "known_day";
  public static final String METRIC = "metric";
  public static final String N = "n";
  public static final String TOTAL = "total";
  public static final String USERS = "users";
  public static final String BATCH = "batch";

  public static final Table TABLE =
      Table.of(
              "usage_daily",
              Table.Kind.APPENDED,
              "source key (or user), event day, known day, metric",
              "",
              SOURCE,
              ACCOUNT_KEY,
              USER_KEY,
              EVENT_DAY,
              KNOWN_DAY,
              METRIC)
          .with(SOURCE, STRING, "system it comes from")
          .with(ACCOUNT_KEY, STRING, "the source's own key of the account")
          .with(USER_KEY, STRING, "the source's key of the user, where events name no account")
          .with(EVENT_DAY, DAY, "day it happened, in the company's time zone")
          .with(KNOWN_DAY, DAY, "day it could first be known")
          .with(METRIC, STRING, "cell metric, as named in metrics.yaml")
          .with(N, COUNT, "how often it happened")
          .with(TOTAL, QUANTITY, "sum of the measured quantity")
          .with(USERS, STRINGS, "distinct users, or what else the metric keeps apart, sorted")
          .with(BATCH, STRING, "load that brought it");

  private UsageDaily() {}
}
