package io.holdfast.table;

import static io.holdfast.table.Table.DAY;
import static io.holdfast.table.Table.STRING;

/** Warnings that fired. */
public final class EarlyWarning {
  public static final String AS_OF = "as_of";
  public static final String ACCOUNT_ID = "account_id";
  public static final String RULE = "rule";
  public static final String SEVERITY = "severity";
  public static final String SENTENCE = "sentence";

  public static final Table TABLE =
      Table.of(
              "early_warning",
              Table.Kind.DERIVED_BY_DAY,
              "as-of day, account, rule",
              "as_of",
              AS_OF,
              ACCOUNT_ID,
              RULE)
          .with(AS_OF, DAY, "as-of day: everything known by the end of it")
          .with(ACCOUNT_ID, STRING, "Holdfast account")
          .with(RULE, STRING, "rule that fired")
          .with(SEVERITY, STRING, "watch, warn, urgent")
          .with(SENTENCE, STRING, "what happened, with the figures");

  private EarlyWarning() {}
}
