package io.holdfast.job.step;

import io.holdfast.check.Expectation;
import io.holdfast.check.Expectations;
import io.holdfast.check.Finding;
import io.holdfast.check.FrameChecks;
import io.holdfast.table.CheckResult;
import java.sql.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Checks the data of the night; what must hold and does not keeps it from being released. */
public final class CheckStep implements Step {
  private final List<Expectation> checks;

  public CheckStep(Expectations expectations) {
    this.checks =
        Stream.concat(
                FrameChecks.all(expectations.maxQuarantinedPercent()).stream(),
                expectations.checks().stream())
            .toList();
  }

  @Override
  public String name() {
    return "check";
  }

  @Override
  public StepResult run(StepContext context) {
    List<Finding> findings = findings(context);
    long written = context.lake().replace(CheckResult.TABLE, rows(context, findings));
    List<Finding> failed = with(Finding.FAIL, findings);
    if (!failed.isEmpty()) {
      throw new HeldException(
          ("%d of %d checks hold the night. %s Nothing is released; mend the data and run it"
                  + " again, or choose severity warn in expectations.yaml.")
              .formatted(failed.size(), findings.size(), told(failed)));
    }
    List<Finding> warned = with(Finding.WARN, findings);
    String note =
        warned.isEmpty()
            ? "all %d checks pass".formatted(findings.size())
            : "%d of %d checks warn. %s".formatted(warned.size(), findings.size(), told(warned));
    return StepResult.empty().wrote(CheckResult.TABLE, written).saying(note);
  }

  private List<Finding> findings(StepContext context) {
    CheckQueries queries = new CheckQueries(context.spark(), context.asOf().day());
    try (CheckViews views = new CheckViews(context, checks)) {
      Map<String, Map<String, String>> figures = queries.figures(checks);
      List<Expectation> broken =
          checks.stream()
              .filter(check -> check.examples() != null)
              .filter(check -> !judge(check, figures, Map.of()).status().equals(Finding.PASS))
              .toList();
      Map<String, List<String>> examples = queries.examples(broken);
      return checks.stream().map(check -> judge(check, figures, examples)).toList();
    }
  }

  private static Finding judge(
      Expectation check,
      Map<String, Map<String, String>> figures,
      Map<String, List<String>> examples) {
    return check.judge(figures.get(check.name()), examples.getOrDefault(check.name(), List.of()));
  }

  private static Dataset<Row> rows(StepContext context, List<Finding> findings) {
    Date day = Date.valueOf(context.asOf().day());
    List<Row> rows =
        findings.stream()
            .map(
                f ->
                    RowFactory.create(
                        day, f.name(), f.status(), f.found(), f.expected(), f.detail()))
            .toList();
    return context.spark().createDataFrame(rows, CheckResult.TABLE.schema());
  }

  private static List<Finding> with(String status, List<Finding> findings) {
    return findings.stream().filter(finding -> finding.status().equals(status)).toList();
  }

  private static String told(List<Finding> findings) {
    return findings.stream()
        .map(finding -> finding.name() + ": " + finding.detail())
        .collect(Collectors.joining(" "));
  }
}
