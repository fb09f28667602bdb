package io.holdfast.job.cli;

import io.holdfast.job.config.Config;
import io.holdfast.job.lake.IcebergCatalog;
import io.holdfast.job.nightly.Nightly;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** Spark sessions, always in UTC and ANSI mode. */
final class Sessions {
  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry("spark.ui.enabled", "false"),
          // A cached load is read at once and dropped: packing it costs more than it saves.
          Map.entry("spark.sql.inMemoryColumnarStorage.compressed", "false"),
          // HotSpot never compiles longer methods; Spark then falls back to smaller ones.
          Map.entry("spark.sql.codegen.hugeMethodLimit", "8000"),
          Map.entry("spark.sql.session.timeZone", "UTC"),
          Map.entry("spark.sql.ansi.enabled", "true"),
          Map.entry("spark.sql.catalogImplementation", "in-memory"),
          Map.entry("spark.sql.adaptive.coalescePartitions.parallelismFirst", "false"),
          Map.entry("spark.scheduler.barrier.maxConcurrentTasksCheck.maxFailures", "3"));

  /** A session with the lake of a configuration registered. */
  static SparkSession open(Config config, String master) {
    return open(config.lake(), config.catalog(), master);
  }

  static SparkSession open(String lake, String catalog, String master) {
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
    SparkSession spark = builder.getOrCreate();
    IcebergCatalog.register(spark, Nightly.CATALOG, lake, catalog);
    return spark;
  }

  private Sessions() {}
}
