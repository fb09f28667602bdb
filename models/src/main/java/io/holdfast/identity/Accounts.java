package io.holdfast.identity;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.holdfast.table.Account;
import io.holdfast.table.AccountLink;
import io.holdfast.table.Entity;
import io.holdfast.table.SourceAccount;
import io.holdfast.time.AsOf;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/** The customers themselves, and where the ids of those that were merged away lead now. */
public final class Accounts {

  /**
   * Rows of {@link Account}: one for each account of the links, and one that forwards for each id
   * of a linked key that was an account before the link was known, or in an earlier release.
   *
   * @param members of {@link Members#merged}
   * @param links of {@link Links#of}
   * @param previous accounts of the last release
   */
  public static Dataset<Row> of(
      Dataset<Row> members, Dataset<Row> links, Dataset<Row> previous, AsOf asOf) {
    Dataset<Row> all =
        links
            .select(
                Entity.SOURCE,
                Entity.SOURCE_KEY,
                AccountLink.ACCOUNT_ID,
                AccountLink.RULE,
                AccountLink.KNOWN_FROM)
            .join(members, new String[] {Entity.SOURCE, Entity.SOURCE_KEY})
            .withColumn(
                Account.FIRST_SEEN,
                min(Members.FIRST_KNOWN).over(Window.partitionBy(AccountLink.ACCOUNT_ID)));
    return Account.TABLE.conform(
        live(all, links).unionByName(forwarding(all, previous, asOf), true));
  }

  private static Dataset<Row> live(Dataset<Row> all, Dataset<Row> links) {
    Dataset<Row> parents =
        links.select(
            col(Entity.SOURCE),
            col(Entity.SOURCE_KEY).as(SourceAccount.PARENT_KEY),
            col(AccountLink.ACCOUNT_ID).as("parent"));
    Column inCrm =
        col(AccountLink.RULE)
            .equalTo(Links.CRM_ACCOUNT)
            .and(not(coalesce(col(Entity.DELETED), lit(false))));
    return all.where(col(AccountLink.RULE).isin(Links.CRM_ACCOUNT, Links.OWN_ACCOUNT))
        .join(parents, new String[] {Entity.SOURCE, SourceAccount.PARENT_KEY}, "left")
        .select(
            col(Account.ACCOUNT_ID),
            col(SourceAccount.NAME).as(Account.NAME),
            when(inCrm, col(Entity.SOURCE)).as(Account.CRM_SOURCE),
            when(inCrm, col(Entity.SOURCE_KEY)).as(Account.CRM_KEY),
            when(col("parent").notEqual(col(Account.ACCOUNT_ID)), col("parent"))
                .as(Account.PARENT_ID),
            lit(null).cast("string").as(Account.FORWARDS_TO),
            col(SourceAccount.INDUSTRY).as(Account.INDUSTRY),
            col(SourceAccount.COUNTRY).as(Account.COUNTRY),
            col(SourceAccount.SEGMENT).as(Account.SEGMENT),
            col(SourceAccount.OWNER).as(Account.OWNER),
            col(SourceAccount.EMPLOYEES).as(Account.EMPLOYEES),
            col(Account.FIRST_SEEN));
  }

  private static Dataset<Row> forwarding(Dataset<Row> all, Dataset<Row> previous, AsOf asOf) {
    Dataset<Row> released =
        previous
            .select(col(Account.ACCOUNT_ID).as("own_id"), lit(true).as("was_released"))
            .distinct();
    Column stoodAlone =
        asOf.dayOf(col(Members.FIRST_KNOWN)).lt(asOf.dayOf(col(AccountLink.KNOWN_FROM)));
    return all.withColumn("own_id", AccountId.of(col(Entity.SOURCE), col(Entity.SOURCE_KEY)))
        .where(col("own_id").notEqual(col(Account.ACCOUNT_ID)))
        .join(released, new String[] {"own_id"}, "left")
        .where(stoodAlone.or(col("was_released")))
        .select(
            col("own_id").as(Account.ACCOUNT_ID),
            col(SourceAccount.NAME).as(Account.NAME),
            col(Account.ACCOUNT_ID).as(Account.FORWARDS_TO),
            col(Members.FIRST_KNOWN).as(Account.FIRST_SEEN));
  }

  private Accounts() {}
}
