package io.holdfast.job.cli;

import io.holdfast.job.config.Config;
import io.holdfast.job.config.ConfigReader;
import io.holdfast.job.config.Problems;
import io.holdfast.job.control.Control;
import io.holdfast.job.control.Release;
import io.holdfast.table.Table;
import io.holdfast.table.Tables;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;

/** The released tables as views of one Spark session, for notebooks. */
public final class Released implements AutoCloseable {
  private final Sessions.Opened session;
  private final Release release;

  private Released(Sessions.Opened session, Release release) {
    this.session = session;
    this.release = release;
  }

  /**
   * Opens what a configuration last released; nothing is written.
   *
   * @param folder configuration folder
   * @param settings keys of holdfast.yaml to replace
   */
  public static Released open(Path folder, Map<String, String> settings) {
    Problems problems = new Problems();
    Config config = ConfigReader.read(folder, settings, System::getenv, problems);
    problems.throwIfAny();
    try (Control control = Control.open(config.control(), Clock.systemUTC())) {
      Sessions.Opened session = Sessions.open(config, "local[*]");
      String all = Tables.ALL.stream().map(Table::name).collect(Collectors.joining(" "));
      return new Released(session, ReleasedTables.register(session.spark(), control, null, all));
    }
  }

  public SparkSession spark() {
    return session.spark();
  }

  public Release release() {
    return release;
  }

  @Override
  public void close() {
    session.close();
  }
}
