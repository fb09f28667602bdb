package io.holdfast.job.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.holdfast.table.Account;
import io.holdfast.table.AccountHealth;
import io.holdfast.table.AccountMrr;
import io.holdfast.table.AccountScore;
import io.holdfast.table.AccountSegment;
import io.holdfast.table.CheckResult;
import io.holdfast.table.CohortRetention;
import io.holdfast.table.Customer360;
import io.holdfast.table.EarlyWarning;
import io.holdfast.table.Feature;
import io.holdfast.table.ModelCard;
import io.holdfast.table.PeriodClose;
import io.holdfast.table.Table;
import java.time.LocalDate;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Released tables as the page reads them.
 *
 * @param released rows of a table as of the last release
 */
public record ReportTables(Function<Table, Dataset<Row>> released, LocalDate day) {

  Dataset<Row> accounts() {
    return released.apply(Account.TABLE);
  }

  Dataset<Row> customers() {
    return ofDay(Customer360.TABLE);
  }

  Dataset<Row> champions() {
    return ofDay(AccountScore.TABLE)
        .where(
            col(AccountScore.ROLE)
                .equalTo("champion")
                .and(col(AccountScore.SUBJECT).equalTo("all")));
  }

  Dataset<Row> champions(Outlook outlook) {
    return champions().where(col(AccountScore.OUTCOME).equalTo(outlook.outcome().name()));
  }

  Dataset<Row> segments() {
    return ofDay(AccountSegment.TABLE);
  }

  Dataset<Row> health() {
    return ofDay(AccountHealth.TABLE);
  }

  Dataset<Row> warnings() {
    return ofDay(EarlyWarning.TABLE);
  }

  Dataset<Row> checks() {
    return ofDay(CheckResult.TABLE);
  }

  Dataset<Row> closes() {
    return knownOn(PeriodClose.TABLE);
  }

  Dataset<Row> accountMrr() {
    return knownOn(AccountMrr.TABLE);
  }

  Dataset<Row> retention() {
    return knownOn(CohortRetention.TABLE);
  }

  Dataset<Row> models() {
    return released.apply(ModelCard.TABLE);
  }

  Dataset<Row> features() {
    return released.apply(Feature.TABLE);
  }

  private Dataset<Row> knownOn(Table table) {
    return released.apply(table).where(col(PeriodClose.KNOWN_AS_OF).equalTo(lit(day)));
  }

  /** The day column is the same in every table kept by day. */
  private Dataset<Row> ofDay(Table table) {
    return released.apply(table).where(col(AccountScore.AS_OF).equalTo(lit(day)));
  }
}
