package io.holdfast.job.step;

import static org.apache.spark.sql.functions.lit;

import io.holdfast.table.AccountKeys;
import io.holdfast.table.Table;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** Facts of the lake, with accounts found through other records for those that name none. */
final class AccountedFacts {
  private final Function<Table, Dataset<Row>> tables;
  private final Set<String> lacking;

  private AccountedFacts(Function<Table, Dataset<Row>> tables, Set<String> lacking) {
    this.tables = tables;
    this.lacking = lacking;
  }

  /**
   * Looks, in one job, which facts name no account: mostly none.
   *
   * @param tables rows of any entity
   */
  static AccountedFacts of(Function<Table, Dataset<Row>> tables, Collection<Table> facts) {
    Set<String> lacking =
        facts.stream()
            .filter(AccountKeys::hasWays)
            .map(
                table ->
                    AccountKeys.lacking(table, tables.apply(table))
                        .limit(1)
                        .select(lit(table.name()).as("name")))
            .reduce(Dataset::union)
            .map(names -> new HashSet<>(names.as(Encoders.STRING()).collectAsList()))
            .orElseGet(HashSet::new);
    return new AccountedFacts(tables, lacking);
  }

  Dataset<Row> read(Table table) {
    return lacking.contains(table.name()) ? AccountKeys.of(table, tables) : tables.apply(table);
  }
}
