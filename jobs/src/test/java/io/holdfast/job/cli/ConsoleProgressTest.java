package io.holdfast.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.job.control.StepRow;
import io.holdfast.table.TestSpark;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleProgressTest {
  @TempDir Path folder;

  @Test
  void aStepThatRunsSaysHowManyRecordsItReadAndStopsSayingSoWhenItEnds() throws Exception {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    CountDownLatch asked = new CountDownLatch(4);
    try (ConsoleProgress progress =
        new ConsoleProgress(
            new PrintStream(said, true, StandardCharsets.UTF_8),
            false,
            () -> {
              asked.countDown();
              return asked.getCount() == 3 ? 1_000 : 1_001_500;
            },
            Duration.ofMillis(20))) {
      progress.begins("land", 1, 17);
      assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
      progress.ended(new StepRow("r", "land", "done", 60, Map.of("raw", 5L), "fine"), false);
      int ended = said.size();
      Thread.sleep(100);
      assertThat(said.size()).isEqualTo(ended);
    }
    assertThat(said.toString(StandardCharsets.UTF_8))
        .contains("land               so far: 1,000,500 records read, 0 s")
        .contains("5 rows  fine");
  }

  @Test
  void recordsOfTablesAreCountedAsTasksReadThem() throws Exception {
    SparkSession spark = TestSpark.session();
    Path file = Files.writeString(folder.resolve("a.csv"), "1\n2\n3\n");
    RecordsRead read = new RecordsRead();
    spark.sparkContext().addSparkListener(read);
    try {
      spark.read().csv(file.toString()).collectAsList();
      spark.sparkContext().listenerBus().waitUntilEmpty();
      assertThat(read.getAsLong()).isGreaterThanOrEqualTo(3);
    } finally {
      spark.sparkContext().removeSparkListener(read);
    }
  }
}
