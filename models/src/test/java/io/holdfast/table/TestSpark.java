package io.holdfast.table;

import java.util.Map;
import java.util.TimeZone;
import java.util.function.Supplier;
import org.apache.spark.sql.RuntimeConfig;
import org.apache.spark.sql.SparkSession;

/** One Spark session for all tests of a JVM. */
public final class TestSpark {
  private static SparkSession session;

  public static synchronized SparkSession session() {
    if (session == null) {
      TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
      String files = "io.holdfast.job.lake.PlainLocalFileSystem";
      session =
          SparkSession.builder()
              .master(System.getProperty("holdfast.master", "local[2]"))
              .appName("tests")
              .config("spark.ui.enabled", false)
              .config("spark.sql.shuffle.partitions", 2)
              .config("spark.default.parallelism", 2)
              .config("spark.sql.session.timeZone", "UTC")
              .config("spark.driver.host", "127.0.0.1")
              .config("spark.driver.bindAddress", "127.0.0.1")
              .config("spark.sql.adaptive.enabled", false)
              .config("spark.sql.catalogImplementation", "in-memory")
              .config(
                  "spark.hadoop.fs.file.impl",
                  isPresent(files) ? files : "org.apache.hadoop.fs.LocalFileSystem")
              .config(
                  "spark.sql.extensions",
                  isPresent("org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions")
                      ? "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions"
                      : "")
              .getOrCreate();
    }
    return session;
  }

  private static boolean isPresent(String className) {
    try {
      Class.forName(className, false, TestSpark.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /** Without compiled plans: of a few rows, compiling them takes longer than running them. */
  public static <T> T interpreted(Supplier<T> work) {
    Map<String, String> settings =
        Map.of(
            "spark.sql.codegen.wholeStage", "false", "spark.sql.codegen.factoryMode", "NO_CODEGEN");
    RuntimeConfig session = session().conf();
    settings.forEach(session::set);
    try {
      return work.get();
    } finally {
      settings.keySet().forEach(session::unset);
    }
  }

  private TestSpark() {}
}
