package io.holdfast.job.step;

import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.RuntimeConfig;
import org.apache.spark.sql.SparkSession;

/** Spark's code generation. For a few thousand records compiling takes longer than computing. */
public final class CodeGeneration {
  private static final Map<String, String> INTERPRETED =
      Map.of(
          "spark.sql.codegen.wholeStage", "false", "spark.sql.codegen.factoryMode", "NO_CODEGEN");

  /** From here on expressions are interpreted. */
  public static void off(SparkSession spark) {
    INTERPRETED.forEach(spark.conf()::set);
  }

  /** Expressions of this work are interpreted, those of other work as before. */
  static void without(SparkSession spark, Runnable work) {
    RuntimeConfig conf = spark.conf();
    Map<String, String> before = new TreeMap<>();
    INTERPRETED.keySet().forEach(key -> before.put(key, conf.get(key)));
    off(spark);
    try {
      work.run();
    } finally {
      before.forEach(conf::set);
    }
  }

  private CodeGeneration() {}
}
