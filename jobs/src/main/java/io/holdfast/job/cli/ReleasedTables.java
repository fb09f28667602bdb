package io.holdfast.job.cli;

import io.holdfast.job.control.Control;
import io.holdfast.job.control.Release;
import io.holdfast.job.lake.IcebergLake;
import io.holdfast.job.nightly.Nightly;
import io.holdfast.job.step.HeldException;
import io.holdfast.table.Table;
import io.holdfast.table.Tables;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** Released tables as views, so that SQL reads one whole night. */
final class ReleasedTables {

  /**
   * Registers the tables that a text mentions.
   *
   * @param run of the release to read; null: the current one
   */
  static Release register(SparkSession spark, Control control, String run, String text) {
    Optional<Release> release =
        run == null ? control.runs().current() : control.runs().release(run);
    Release found =
        release.orElseThrow(
            () ->
                new HeldException(
                    run == null
                        ? "Nothing is released yet; run 'holdfast nightly' first."
                        : "There is no release '%s'; 'holdfast status' lists them."
                            .formatted(run)));
    IcebergLake lake = lake(spark, found);
    String mentioned = text.toLowerCase(Locale.ROOT);
    for (Table table : Tables.ALL) {
      if (mentioned.contains(table.name())) {
        lake.released(table).createOrReplaceTempView(table.name());
      }
    }
    return found;
  }

  static IcebergLake lake(SparkSession spark, Release release) {
    return new IcebergLake(
        spark, Nightly.CATALOG, release.run(), release.asOf(), Optional.of(release));
  }

  private ReleasedTables() {}
}
