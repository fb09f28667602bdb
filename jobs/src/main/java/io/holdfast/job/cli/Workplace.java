package io.holdfast.job.cli;

import io.holdfast.job.config.Config;
import io.holdfast.job.config.ConfigHash;
import io.holdfast.job.config.Problems;
import io.holdfast.job.control.Control;
import io.holdfast.job.control.Release;
import io.holdfast.job.nightly.Nightly;
import io.holdfast.job.nightly.Plan;
import io.holdfast.time.AsOf;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.function.BiConsumer;
import org.apache.spark.sql.SparkSession;

/** Everything a command needs to run steps; closing it ends the session. */
final class Workplace implements AutoCloseable {
  final Config config;
  final Control control;
  final SparkSession spark;
  private final Sessions.Opened session;
  private final Common common;
  private final AsOf asOf;
  private final Plan plan;
  private final RecordsRead read = new RecordsRead();
  private final ConsoleProgress progress;

  private Workplace(Common common, Config config, Plan plan) {
    this.common = common;
    this.config = config;
    this.asOf = new AsOf(common.requireAsOf(), config.zone());
    this.plan = plan;
    this.control = Control.open(config.control(), Clock.systemUTC());
    this.session = Sessions.open(config, common.master);
    this.spark = session.spark();
    spark.sparkContext().addSparkListener(read);
    boolean terminal = Boolean.getBoolean("holdfast.terminal");
    this.progress =
        new ConsoleProgress(
            System.err,
            terminal,
            read,
            terminal ? ConsoleProgress.ON_TERMINAL : ConsoleProgress.IN_LOGS);
  }

  /**
   * Reads and checks the whole configuration, then opens the control database and a session.
   *
   * @throws io.holdfast.job.config.InvalidConfigException listing every problem
   */
  static Workplace open(Common common) {
    return open(common, (config, day) -> {});
  }

  /**
   * The same for a command that makes or sends a release.
   *
   * @throws io.holdfast.job.config.InvalidArgumentException when the day is unusual and was asked
   *     for once
   */
  static Workplace open(Common common, AsOfTwice twice) {
    return open(
        common,
        (config, day) -> {
          try (Control control = Control.open(config.control(), Clock.systemUTC())) {
            twice.check(
                day,
                LocalDate.now(Clock.system(config.zone())),
                control.runs().current().map(Release::asOf));
          }
        });
  }

  private static Workplace open(Common common, BiConsumer<Config, LocalDate> check) {
    LocalDate day = common.requireAsOf();
    Problems problems = new Problems();
    Config config = common.config(problems);
    Plan plan = common.plan(config, problems);
    problems.throwIfAny();
    check.accept(config, day);
    return new Workplace(common, config, plan);
  }

  Nightly night() {
    return new Nightly(
        new Nightly.Place(
            spark,
            Nightly.CATALOG,
            config,
            control,
            host(),
            ConfigHash.of(config, common.overrides)),
        plan,
        asOf,
        progress);
  }

  static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  @Override
  public void close() {
    progress.close();
    spark.sparkContext().removeSparkListener(read);
    session.close();
    control.close();
  }
}
