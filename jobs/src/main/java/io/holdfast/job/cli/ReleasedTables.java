package io.holdfast.job.cli;

import io.holdfast.job.config.InvalidArgumentException;
import io.holdfast.job.config.Nearest;
import io.holdfast.job.control.Control;
import io.holdfast.job.control.Release;
import io.holdfast.job.lake.IcebergLake;
import io.holdfast.job.nightly.Nightly;
import io.holdfast.job.step.HeldException;
import io.holdfast.table.Table;
import io.holdfast.table.Tables;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** Released tables as views, so that SQL reads one whole night. */
final class ReleasedTables {
  private static final int LAST = 20;

  /**
   * Registers the tables that a text mentions.
   *
   * @param run of the release to read; null: the current one
   */
  static Release register(SparkSession spark, Control control, String run, String text) {
    Optional<Release> release =
        run == null ? control.runs().current() : control.runs().release(run);
    Release found =
        release.orElseThrow(() -> run == null ? nothingReleased() : unknown(run, control));
    IcebergLake lake = lake(spark, found);
    String mentioned = text.toLowerCase(Locale.ROOT);
    for (Table table : Tables.ALL) {
      if (mentioned.contains(table.name())) {
        lake.released(table).createOrReplaceTempView(table.name());
      }
    }
    return found;
  }

  /** Registers what landed so far of the tables that a text mentions, before any release. */
  static void registerLanded(SparkSession spark, String text) {
    IcebergLake lake =
        new IcebergLake(spark, Nightly.CATALOG, "landed", LocalDate.EPOCH, Optional.empty());
    String mentioned = text.toLowerCase(Locale.ROOT);
    for (Table table : Tables.APPENDED) {
      if (mentioned.contains(table.name())) {
        lake.read(table).createOrReplaceTempView(table.name());
      }
    }
  }

  private static RuntimeException nothingReleased() {
    return new HeldException(
        "Nothing is released yet; run 'holdfast nightly --as-of DAY' first, or 'holdfast status' to see what holds it.");
  }

  private static RuntimeException unknown(String run, Control control) {
    List<String> runs = control.runs().releases(LAST).stream().map(Release::run).toList();
    return new InvalidArgumentException(
        "There is no release '%s'.%s"
            .formatted(
                run, runs.isEmpty() ? " Nothing is released yet." : Nearest.hint(run, runs)));
  }

  static IcebergLake lake(SparkSession spark, Release release) {
    return new IcebergLake(
        spark, Nightly.CATALOG, release.run(), release.asOf(), Optional.of(release));
  }

  private ReleasedTables() {}
}
