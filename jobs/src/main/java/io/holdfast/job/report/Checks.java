package io.holdfast.job.report;

import io.holdfast.table.CheckResult;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What the night checked, the failed first. */
public record Checks(List<Check> checks) {
  private static final List<String> FAILED_FIRST = List.of("fail", "warn", "pass");

  /** One check. */
  public record Check(String name, String status, long found, long expected, String detail) {}

  static Checks read(Dataset<Row> results) {
    return new Checks(
        results.collectAsList().stream()
            .map(
                row ->
                    new Check(
                        row.<String>getAs(CheckResult.CHECK_NAME).replace('_', ' '),
                        row.getAs(CheckResult.STATUS),
                        Rows.count(row, CheckResult.FOUND),
                        Rows.count(row, CheckResult.EXPECTED),
                        row.getAs(CheckResult.DETAIL)))
            .sorted(
                Comparator.comparing((Check check) -> FAILED_FIRST.indexOf(check.status()))
                    .thenComparing(Check::name))
            .toList());
  }

  long with(String status) {
    return checks.stream().filter(check -> check.status().equals(status)).count();
  }
}
