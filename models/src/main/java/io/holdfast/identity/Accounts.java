package io.holdfast.identity;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.when;

import io.holdfast.table.Account;
import io.holdfast.table.AccountLink;
import io.holdfast.table.Entity;
import io.holdfast.table.SourceAccount;
import io.holdfast.table.Table;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The customers themselves, and where the ids of those that were merged away lead now. */
public final class Accounts {

  /**
   * Rows of {@link Account}: one for each account of the links, and one that forwards for each id
   * that was an account at the end of an earlier day, or in an earlier release.
   *
   * @param stitched of {@link Links#stitched}
   * @param links of {@link Links#of}
   */
  public static Dataset<Row> of(Dataset<Row> stitched, Dataset<Row> links) {
    Dataset<Row> customers =
        stitched
            .where(col(Stitched.CUSTOMER).isNotNull())
            .select(Stitched.CUSTOMER + ".*")
            .withColumn(SourceAccount.PARENT_KEY, profile(SourceAccount.PARENT_KEY));
    Dataset<Row> parents =
        links
            .where(col(AccountLink.VALID_TO).isNull().and(col(AccountLink.KNOWN_TO).isNull()))
            .select(
                col(Entity.SOURCE),
                col(Entity.SOURCE_KEY).as(SourceAccount.PARENT_KEY),
                col(AccountLink.ACCOUNT_ID).as("parent"));
    return Account.TABLE.conform(
        customers
            .join(parents, new String[] {Entity.SOURCE, SourceAccount.PARENT_KEY}, "left")
            .select(columns().toArray(Column[]::new)));
  }

  private static List<Column> columns() {
    Column live = col(Account.FORWARDS_TO).isNull();
    List<Column> columns = new ArrayList<>();
    columns.add(col(Account.ACCOUNT_ID));
    columns.add(col(Account.NAME));
    columns.add(when(col(Account.CRM_KEY).isNotNull(), col(Entity.SOURCE)).as(Account.CRM_SOURCE));
    columns.add(col(Account.CRM_KEY));
    columns.add(
        when(live.and(col("parent").notEqual(col(Account.ACCOUNT_ID))), col("parent"))
            .as(Account.PARENT_ID));
    columns.add(col(Account.FORWARDS_TO));
    for (String name : List.of(Account.INDUSTRY, Account.COUNTRY, Account.SEGMENT, Account.OWNER)) {
      columns.add(when(live, profile(name)).as(name));
    }
    columns.add(when(live, profile(Account.EMPLOYEES)).cast(Table.COUNT).as(Account.EMPLOYEES));
    columns.add(col(Account.FIRST_SEEN));
    return columns;
  }

  private static Column profile(String name) {
    return col("profile").getItem(Members.PROFILE.indexOf(name));
  }

  private Accounts() {}
}
