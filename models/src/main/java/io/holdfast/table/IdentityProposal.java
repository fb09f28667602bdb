package io.holdfast.table;

import static io.holdfast.table.Table.NUMBER;
import static io.holdfast.table.Table.STRING;

/** Source accounts that may be one customer, for people to decide; none of them is linked. */
public final class IdentityProposal {
  public static final String SOURCE = "source";
  public static final String SOURCE_KEY = "source_key";
  public static final String ACCOUNT_ID = "account_id";
  public static final String OTHER_SOURCE = "other_source";
  public static final String OTHER_KEY = "other_key";
  public static final String OTHER_ACCOUNT_ID = "other_account_id";
  public static final String RULE = "rule";
  public static final String CONFIDENCE = "confidence";
  public static final String EVIDENCE = "evidence";

  public static final Table TABLE =
      Table.of(
              "identity_proposal",
              Table.Kind.DERIVED,
              "two source accounts, rule",
              "",
              SOURCE,
              SOURCE_KEY,
              OTHER_SOURCE,
              OTHER_KEY,
              RULE)
          .with(SOURCE, STRING, "system of the one account")
          .with(SOURCE_KEY, STRING, "its key there")
          .with(ACCOUNT_ID, STRING, "Holdfast account that it belongs to")
          .with(OTHER_SOURCE, STRING, "system of the other; null: a value too many records share")
          .with(OTHER_KEY, STRING, "its key there")
          .with(OTHER_ACCOUNT_ID, STRING, "Holdfast account that it belongs to")
          .with(RULE, STRING, "identity rule that proposes it")
          .with(CONFIDENCE, NUMBER, "how likely both are the same customer, 0 to 1")
          .with(EVIDENCE, STRING, "what the rule saw, and why it does not link");

  private IdentityProposal() {}
}
