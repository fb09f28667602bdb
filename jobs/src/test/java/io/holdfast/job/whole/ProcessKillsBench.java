package io.holdfast.job.whole;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.xxhash64;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.job.demo.Demo;
import io.holdfast.job.demo.DemoSettings;
import io.holdfast.job.lake.IcebergCatalog;
import io.holdfast.job.nightly.Nightly;
import io.holdfast.table.Entity;
import io.holdfast.table.TestSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A load that is killed as a process at random moments, and run again until it ends. */
class ProcessKillsBench {
  private static final int KILLS = Integer.getInteger("holdfast.kills", 10);
  private static final long SEED = Long.getLong("holdfast.seed", 7);
  private static final LocalDate DAY = LocalDate.of(2025, 3, 31);

  @TempDir Path folder;

  @Test
  void killedProcessesThatAreFinishedLeaveTheTablesOfOneCleanLoad() throws Exception {
    DemoSettings small =
        DemoSettings.defaults()
            .withAccounts(60)
            .withEvents(6_000)
            .between(LocalDate.of(2024, 9, 1), DAY);
    Demo.write(folder.resolve("landing"), folder.resolve("truth"), small);
    long begin = System.nanoTime();
    assertThat(start("clean").waitFor()).isZero();
    long whole = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    Map<String, String> clean = hashes("clean");
    System.out.printf(Locale.ROOT, "clean load: %.1f s, %d tables%n", whole / 1e3, clean.size());

    Random random = new Random(SEED);
    int kills = 0;
    for (int lake = 1; kills < KILLS; lake++) {
      kills += untilDone("lake" + lake, whole, random);
      Map<String, String> hashes = hashes("lake" + lake);
      assertThat(hashes).isEqualTo(clean);
      System.out.printf("lake %d: the same hashes after %d kills%n", lake, kills);
    }
  }

  /** Most moments lie in the second half, where a load is written. */
  private int untilDone(String lake, long whole, Random random) throws Exception {
    for (int kills = 0; ; kills++) {
      Process process = start(lake);
      long moment = whole / 3 + random.nextLong(whole * 2 / 3);
      if (process.waitFor(moment, TimeUnit.MILLISECONDS)) {
        assertThat(process.exitValue()).isZero();
        return kills;
      }
      process.destroyForcibly().waitFor();
      System.out.printf(Locale.ROOT, "%s: killed after %.1f s%n", lake, moment / 1e3);
    }
  }

  private Process start(String lake) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Parts.home() + "/bin/holdfast",
                "step",
                "land",
                "--as-of",
                DAY.toString(),
                "--conf",
                Parts.home() + "/conf",
                "--set",
                "landing=" + folder.resolve("landing"),
                "--set",
                "lake=" + folder.resolve(lake),
                "--set",
                "output=" + folder.resolve("out"))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(lake + ".log").toFile());
    builder.environment().put("HOLDFAST_BUILD", "off");
    builder.environment().put("HOLDFAST_CDS", "off");
    builder.environment().put("JAVA_TOOL_OPTIONS", Shell.SHORT_LIVED);
    return builder.start();
  }

  /**
   * Rows and their hash, whatever their order, of every table; which load brought them is left out.
   */
  private Map<String, String> hashes(String lake) throws IOException {
    SparkSession session = TestSpark.session().newSession();
    Path place = folder.resolve(lake);
    assertThat(Files.exists(place)).as(lake).isTrue();
    IcebergCatalog.register(
        session,
        Nightly.CATALOG,
        place.toString(),
        "jdbc:sqlite:file:" + place.resolve("catalog.db"));
    Map<String, String> hashes = new TreeMap<>();
    String all = Nightly.CATALOG + "." + IcebergCatalog.NAMESPACE;
    for (Row table : session.sql("show tables in " + all).collectAsList()) {
      String name = table.getAs("tableName");
      Dataset<Row> rows = session.table(all + "." + name);
      Column[] columns =
          Arrays.stream(rows.columns())
              .filter(column -> !column.equals(Entity.BATCH))
              .sorted()
              .map(column -> col(column))
              .toArray(Column[]::new);
      Column hash = xxhash64(to_json(struct(columns))).cast("decimal(38,0)");
      Row row = rows.agg(count(lit(1)), sum(hash)).first();
      hashes.put(name, row.get(0) + " rows " + row.get(1));
    }
    return hashes;
  }
}
