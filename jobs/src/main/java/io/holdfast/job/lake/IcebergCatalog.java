package io.holdfast.job.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** The settings with which Spark and other engines find the lake. */
public final class IcebergCatalog {
  public static final String NAMESPACE = "lake";

  /** Settings that a session needs before it starts. */
  public static Map<String, String> session() {
    return Map.of(
        "spark.sql.extensions",
        "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions",
        "spark.hadoop.fs.file.impl",
        PlainLocalFileSystem.class.getName());
  }

  /**
   * Makes the lake known to a session under a catalog name.
   *
   * @param warehouse folder or URI of the lake
   * @param address JDBC address of the catalog
   */
  public static void register(SparkSession spark, String name, String warehouse, String address) {
    if (address.startsWith("jdbc:sqlite:file:")) {
      createParent(Path.of(address.substring(17)));
    }
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("", "org.apache.iceberg.spark.SparkCatalog");
    settings.put(".catalog-impl", "org.apache.iceberg.jdbc.JdbcCatalog");
    settings.put(".uri", address);
    settings.put(".warehouse", warehouse);
    settings.put(".cache-enabled", "false");
    settings.put(".jdbc.schema-version", "V1");
    settings.put(".jdbc.strict-mode", "true");
    settings.put(".jdbc.busy_timeout", "30000");
    settings.forEach((key, value) -> spark.conf().set("spark.sql.catalog." + name + key, value));
    spark.sql("create namespace if not exists %s.%s".formatted(name, NAMESPACE));
  }

  private static void createParent(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot create the folder of catalog " + file, e);
    }
  }

  private IcebergCatalog() {}
}
