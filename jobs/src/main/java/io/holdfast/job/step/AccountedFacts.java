package io.holdfast.job.step;

import static org.apache.spark.sql.functions.lit;

import io.holdfast.table.AccountKeys;
import io.holdfast.table.AppUser;
import io.holdfast.table.Table;
import io.holdfast.table.UsageDaily;
import io.holdfast.table.UserAccounts;
import io.holdfast.time.AsOf;
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
  private final AsOf asOf;

  private AccountedFacts(Function<Table, Dataset<Row>> tables, Set<String> lacking, AsOf asOf) {
    this.tables = tables;
    this.asOf = asOf;
    this.lacking = lacking;
  }

  /**
   * Looks, in one job, which facts name no account: mostly none.
   *
   * @param tables whole versions of any entity, and usage cells
   */
  static AccountedFacts of(
      Function<Table, Dataset<Row>> tables, Collection<Table> facts, AsOf asOf) {
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
    return new AccountedFacts(tables, lacking, asOf);
  }

  Dataset<Row> read(Table table) {
    if (!lacking.contains(table.name())) {
      return tables.apply(table);
    }
    return table.equals(UsageDaily.TABLE)
        ? UserAccounts.of(tables.apply(table), tables.apply(AppUser.TABLE), asOf)
        : AccountKeys.of(table, tables);
  }
}
