package io.holdfast.check;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;

import io.holdfast.table.AccountLink;
import io.holdfast.table.Entity;
import io.holdfast.table.Table;
import io.holdfast.table.UsageDaily;
import io.holdfast.table.UsageEvent;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Facts that no account is found for: they drop out wherever facts are resolved. */
public final class UnlinkedFacts {
  static final String VIEW = "unlinked_fact";
  private static final String ACCOUNT_KEY = "account_key";

  /** Tables whose facts belong to an account; usage is counted by its daily cells. */
  public static final List<Table> TABLES =
      Stream.concat(
              Entity.ALL.stream()
                  .filter(table -> table.columnNames().contains(ACCOUNT_KEY))
                  .filter(table -> !table.equals(UsageEvent.TABLE)),
              Stream.of(UsageDaily.TABLE))
          .toList();

  /**
   * How many facts of one table have no open link, by {@code table_name}, {@code source} and {@code
   * account_key}, as {@code facts}.
   *
   * @param facts rows of one of {@link #TABLES}
   */
  public static Dataset<Row> of(Table table, Dataset<Row> facts, Dataset<Row> links) {
    Column number =
        table.equals(UsageDaily.TABLE)
            ? sum(UsageDaily.N)
            : count_distinct(struct(Entity.SOURCE_KEY));
    Dataset<Row> keys =
        links
            .where(col(AccountLink.VALID_TO).isNull().and(col(AccountLink.KNOWN_TO).isNull()))
            .select(col(AccountLink.SOURCE), col(AccountLink.SOURCE_KEY).as(ACCOUNT_KEY));
    return facts
        .join(keys, new String[] {Entity.SOURCE, ACCOUNT_KEY}, "left_anti")
        .groupBy(Entity.SOURCE, ACCOUNT_KEY)
        .agg(number.as("facts"))
        .select(
            lit(table.name()).as("table_name"), col(Entity.SOURCE), col(ACCOUNT_KEY), col("facts"));
  }

  private UnlinkedFacts() {}
}
