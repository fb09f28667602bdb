package io.holdfast.job.cli;

import io.holdfast.job.lake.IcebergLake;
import io.holdfast.job.nightly.Nightly;
import io.holdfast.table.CheckResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;

/** Does a little of everything once, so that the launcher can archive the classes it loads. */
@Command(name = "warm-up", hidden = true)
final class WarmUpCommand implements Callable<Integer> {
  @Override
  public Integer call() throws IOException {
    Path folder = Files.createTempDirectory("holdfast-warm-up");
    LocalDate day = LocalDate.EPOCH;
    String catalog = "jdbc:sqlite:file:" + folder.resolve("catalog.db");
    try (Sessions.Opened session = Sessions.open(folder.toString(), catalog, "local[*]")) {
      SparkSession spark = session.spark();
      IcebergLake lake = new IcebergLake(spark, Nightly.CATALOG, "warm_up", day, Optional.empty());
      lake.replace(
          CheckResult.TABLE,
          spark.sql(
              "select date'1970-01-01' as_of, string(id) check_name, 'pass' status, sum(id) found,"
                  + " 0L expected, string(max(id)) detail from range(9) group by id"));
      lake.tag(List.of(CheckResult.TABLE));
      lake.fastForward(List.of(CheckResult.TABLE));
      lake.read(CheckResult.TABLE).orderBy("check_name").collectAsList();
    }
    return ExitCode.DONE;
  }
}
