package io.holdfast.table;

import static io.holdfast.table.Table.COUNT;
import static io.holdfast.table.Table.DAY;
import static io.holdfast.table.Table.STRING;

/** What the night checked about its data. */
public final class CheckResult {
  public static final String AS_OF = "as_of";
  public static final String CHECK_NAME = "check_name";
  public static final String STATUS = "status";
  public static final String FOUND = "found";
  public static final String EXPECTED = "expected";
  public static final String DETAIL = "detail";

  public static final Table TABLE =
      Table.of(
              "check_result",
              Table.Kind.DERIVED_BY_DAY,
              "as-of day, check",
              "as_of",
              AS_OF,
              CHECK_NAME)
          .with(AS_OF, DAY, "as-of day: everything known by the end of it")
          .with(CHECK_NAME, STRING, "what was checked")
          .with(STATUS, STRING, "pass, warn, fail")
          .with(FOUND, COUNT, "rows that break it, or the figure found")
          .with(EXPECTED, COUNT, "figure expected; null: 0")
          .with(DETAIL, STRING, "in words, with examples");

  private CheckResult() {}
}
