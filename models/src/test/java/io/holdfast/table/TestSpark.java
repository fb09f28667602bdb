package io.holdfast.table;

import java.util.TimeZone;
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

  private TestSpark() {}
}
