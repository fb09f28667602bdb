package io.holdfast.job.cli;

import io.holdfast.job.config.Config;
import io.holdfast.job.lake.IcebergCatalog;
import io.holdfast.job.nightly.Nightly;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import scala.Option;

/** Spark sessions, always in UTC and ANSI mode. */
final class Sessions {
  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry("spark.ui.enabled", "false"),
          // A cached load is read at once and dropped: packing it costs more than it saves.
          Map.entry("spark.sql.inMemoryColumnarStorage.compressed", "false"),
          // What of it memory cannot hold goes to the disk, where it is mostly text.
          Map.entry("spark.rdd.compress", "true"),
          // HotSpot never compiles longer methods; Spark then falls back to smaller ones.
          Map.entry("spark.sql.codegen.hugeMethodLimit", "8000"),
          // Nobody looks at plans of a night; writing them out whole for each query takes seconds.
          Map.entry("spark.sql.ui.explainMode", "simple"),
          Map.entry("spark.sql.debug.maxToStringFields", "4"),
          Map.entry("spark.sql.session.timeZone", "UTC"),
          Map.entry("spark.sql.ansi.enabled", "true"),
          Map.entry("spark.sql.catalogImplementation", "in-memory"),
          Map.entry("spark.sql.adaptive.coalescePartitions.parallelismFirst", "false"),
          Map.entry("spark.scheduler.barrier.maxConcurrentTasksCheck.maxFailures", "3"));

  /**
   * A session and whether it was started for whoever opened it. Closing leaves the Spark of a
   * program that was there before, such as a notebook's, as it was.
   */
  record Opened(SparkSession spark, boolean started) implements AutoCloseable {
    @Override
    public void close() {
      if (started) {
        spark.stop();
      }
    }
  }

  /** A session with the lake of a configuration registered. */
  static Opened open(Config config, String master) {
    return open(config.lake(), config.catalog(), master);
  }

  static Opened open(String lake, String catalog, String master) {
    Opened opened = open(master);
    IcebergCatalog.register(opened.spark(), Nightly.CATALOG, lake, catalog);
    return opened;
  }

  /** A session that knows of no lake. */
  static Opened open(String master) {
    Option<SparkSession> running = SparkSession.getDefaultSession();
    boolean start = running.isEmpty() || running.get().sparkContext().isStopped();
    return new Opened(start ? start(master) : beside(running.get()), start);
  }

  private static SparkSession start(String master) {
    SparkSession.Builder builder = SparkSession.builder().appName("holdfast");
    SETTINGS.forEach(builder::config);
    IcebergCatalog.session().forEach(builder::config);
    if (master.startsWith("local")) {
      builder
          .master(master)
          .config("spark.driver.host", "127.0.0.1")
          .config("spark.driver.bindAddress", "127.0.0.1")
          .config("spark.sql.shuffle.partitions", 4);
    }
    return builder.getOrCreate();
  }

  /** Its own settings, views and catalogs on the Spark that runs already. */
  private static SparkSession beside(SparkSession running) {
    SparkSession spark = running.newSession();
    SETTINGS.forEach(
        (key, value) -> {
          if (spark.conf().isModifiable(key)) {
            spark.conf().set(key, value);
          }
        });
    return spark;
  }

  private Sessions() {}
}
