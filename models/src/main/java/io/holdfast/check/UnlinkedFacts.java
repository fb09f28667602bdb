package io.holdfast.check;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.holdfast.table.AccountLink;
import io.holdfast.table.Entity;
import io.holdfast.table.Table;
import io.holdfast.table.UsageDaily;
import io.holdfast.table.UsageEvent;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
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
   * How many facts of each table have no open link, by {@code table_name}, {@code source} and
   * {@code account_key}, as {@code facts}. One join for all of them: of few rows each, planning
   * twenty takes longer.
   *
   * @param facts rows of each of {@link #TABLES}
   */
  public static Dataset<Row> of(Function<Table, Dataset<Row>> facts, Dataset<Row> links) {
    Dataset<Row> keys =
        links
            .where(col(AccountLink.VALID_TO).isNull().and(col(AccountLink.KNOWN_TO).isNull()))
            .select(col(AccountLink.SOURCE), col(AccountLink.SOURCE_KEY).as(ACCOUNT_KEY));
    return TABLES.stream()
        .map(table -> narrow(table, facts.apply(table)))
        .reduce(Dataset::unionByName)
        .orElseThrow()
        .join(keys, new String[] {Entity.SOURCE, ACCOUNT_KEY}, "left_anti")
        .groupBy("table_name", Entity.SOURCE, ACCOUNT_KEY)
        .agg(coalesce(sum("cells"), count_distinct(col("fact"))).as("facts"));
  }

  /** A fact by its key, as it has versions; or the events that a row of usage counts. */
  private static Dataset<Row> narrow(Table table, Dataset<Row> rows) {
    boolean isUsage = table.equals(UsageDaily.TABLE);
    return rows.select(
        lit(table.name()).as("table_name"),
        col(Entity.SOURCE),
        col(ACCOUNT_KEY),
        (isUsage ? lit(null) : col(Entity.SOURCE_KEY)).cast(Table.STRING).as("fact"),
        (isUsage ? col(UsageDaily.N) : lit(null)).cast(Table.COUNT).as("cells"));
  }

  private UnlinkedFacts() {}
}
