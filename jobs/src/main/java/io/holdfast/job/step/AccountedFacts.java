package io.holdfast.job.step;

import static org.apache.spark.sql.functions.lit;

import io.holdfast.job.lake.Lake;
import io.holdfast.table.AccountKeys;
import io.holdfast.table.Table;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** Facts of the lake, with accounts found through other records for those that name none. */
final class AccountedFacts {
  private final Lake lake;
  private final Set<String> lacking;

  private AccountedFacts(Lake lake, Set<String> lacking) {
    this.lake = lake;
    this.lacking = lacking;
  }

  /** Looks, in one job, which of the tables have facts that name no account: mostly none has. */
  static AccountedFacts of(Lake lake, Collection<Table> tables) {
    Set<String> lacking =
        tables.stream()
            .filter(AccountKeys::hasWays)
            .map(
                table ->
                    AccountKeys.lacking(table, lake.read(table))
                        .limit(1)
                        .select(lit(table.name()).as("name")))
            .reduce(Dataset::union)
            .map(names -> new HashSet<>(names.as(Encoders.STRING()).collectAsList()))
            .orElseGet(HashSet::new);
    return new AccountedFacts(lake, lacking);
  }

  Dataset<Row> read(Table table) {
    return lacking.contains(table.name()) ? AccountKeys.of(table, lake::read) : lake.read(table);
  }
}
