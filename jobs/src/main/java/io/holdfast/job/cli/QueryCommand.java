package io.holdfast.job.cli;

import java.util.concurrent.Callable;
import org.apache.spark.sql.AnalysisException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "query",
    mixinStandardHelpOptions = true,
    description = "Runs SQL over the released tables.")
final class QueryCommand implements Callable<Integer> {
  @Mixin Common common;

  @Parameters(paramLabel = "SQL", description = "Such as \"select * from cohort_retention\".")
  String sql;

  @Option(names = "--release", paramLabel = "RUN", description = "An earlier release, by its run.")
  String release;

  @Override
  public Integer call() throws AnalysisException {
    try (Reading reading = Reading.open(common)) {
      ReleasedTables.register(reading.spark, reading.control, release, sql);
      Printing.print(reading.spark.sql(sql), common.format, System.out);
      return ExitCode.DONE;
    }
  }
}
