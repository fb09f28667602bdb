package io.holdfast.job.cli;

import io.holdfast.job.config.InvalidArgumentException;
import io.holdfast.job.config.Nearest;
import io.holdfast.job.nightly.Cause;
import io.holdfast.table.Table;
import io.holdfast.table.Tables;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "query",
    mixinStandardHelpOptions = true,
    description = "Runs SQL over the released tables.",
    footer = "  holdfast query \"select count(*) from customer_360\" --format csv",
    exitCodeList = {ExitCode.SAYS_HELD})
final class QueryCommand implements Callable<Integer> {
  @Mixin Common common;

  @Parameters(paramLabel = "SQL", description = "Such as \"select * from cohort_retention\".")
  String sql;

  @Option(names = "--release", paramLabel = "RUN", description = "An earlier release, by its run.")
  String release;

  @Option(
      names = "--landed",
      description = "Entities and quarantine as landed so far, released or not.")
  boolean landed;

  @Override
  public Integer call() {
    try (Reading reading = Reading.open(common)) {
      if (landed) {
        ReleasedTables.registerLanded(reading.spark, sql);
      } else {
        ReleasedTables.register(reading.spark, reading.control, release, sql);
      }
      Printing.print(rows(reading.spark), common.format, System.out);
      return ExitCode.DONE;
    }
  }

  private Dataset<Row> rows(SparkSession spark) {
    try {
      return spark.sql(sql);
    } catch (Exception e) {
      if (e instanceof AnalysisException refused) {
        throw new InvalidArgumentException(words(refused));
      }
      throw e;
    }
  }

  private static String words(AnalysisException refused) {
    Map<String, String> told = refused.getMessageParameters();
    return switch (String.valueOf(refused.getCondition())) {
      case "TABLE_OR_VIEW_NOT_FOUND" -> {
        String table = told.getOrDefault("relationName", "").replace("`", "");
        yield "There is no table '%s'.%s"
            .formatted(table, Nearest.hint(table, Tables.ALL.stream().map(Table::name).toList()));
      }
      case "UNRESOLVED_COLUMN.WITH_SUGGESTION" ->
          "There is no column %s. Did you mean one of %s?"
              .formatted(told.get("objectName"), told.get("proposal"));
      default -> "That is no query that can be run: " + Cause.words(refused);
    };
  }
}
