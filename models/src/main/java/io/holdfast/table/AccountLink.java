package io.holdfast.table;

import static io.holdfast.table.Table.NUMBER;
import static io.holdfast.table.Table.STRING;
import static io.holdfast.table.Table.TIME;
import static org.apache.spark.sql.functions.col;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Which source keys belong to which account, and why. */
public final class AccountLink {
  public static final String SOURCE = "source";
  public static final String SOURCE_KEY = "source_key";
  public static final String ACCOUNT_ID = "account_id";
  public static final String RULE = "rule";
  public static final String EVIDENCE = "evidence";
  public static final String CONFIDENCE = "confidence";
  public static final String VALID_FROM = "valid_from";
  public static final String VALID_TO = "valid_to";
  public static final String KNOWN_FROM = "known_from";
  public static final String KNOWN_TO = "known_to";

  public static final Table TABLE =
      Table.of(
              "account_link",
              Table.Kind.DERIVED,
              "source key, account, known from",
              "",
              SOURCE,
              SOURCE_KEY,
              ACCOUNT_ID,
              KNOWN_FROM)
          .with(SOURCE, STRING, "system it comes from")
          .with(SOURCE_KEY, STRING, "the source's own key of the account")
          .with(ACCOUNT_ID, STRING, "Holdfast account")
          .with(RULE, STRING, "identity rule that linked them")
          .with(EVIDENCE, STRING, "what the rule saw")
          .with(CONFIDENCE, NUMBER, "0 to 1")
          .with(VALID_FROM, TIME, "from when it holds")
          .with(VALID_TO, TIME, "until when it holds; null: still")
          .with(KNOWN_FROM, TIME, "from when it was known")
          .with(KNOWN_TO, TIME, "until when it was believed; null: still");

  /**
   * Facts with their account: joins {@code source} and {@code account_key} to the links and adds
   * {@code account_id}. Facts without a link drop out; the night's checks count them.
   */
  public static Dataset<Row> resolve(Dataset<Row> facts, Dataset<Row> links) {
    return joined(facts, links, "inner");
  }

  /** The same, but facts without a link stay, with no account. */
  public static Dataset<Row> resolveAll(Dataset<Row> facts, Dataset<Row> links) {
    return joined(facts, links, "left");
  }

  /** Links that hold and are believed. */
  public static Dataset<Row> current(Dataset<Row> links) {
    return links.where(col(VALID_TO).isNull().and(col(KNOWN_TO).isNull()));
  }

  private static Dataset<Row> joined(Dataset<Row> facts, Dataset<Row> links, String how) {
    Dataset<Row> keys =
        current(links).select(col(SOURCE), col(SOURCE_KEY).as("account_key"), col(ACCOUNT_ID));
    return facts.join(keys, new String[] {SOURCE, "account_key"}, how);
  }

  private AccountLink() {}
}
