package io.holdfast.job.step;

import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.to_utc_timestamp;

import io.holdfast.conform.NamedExport;
import io.holdfast.job.landing.LandingFile;
import io.holdfast.table.Table;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import org.apache.spark.sql.Column;

/**
 * Names of loads: {@code source.export.day.fingerprint}, so that the same files on the same day are
 * the same batch.
 */
final class Batch {

  static String of(NamedExport export, LocalDate day, List<LandingFile> files) {
    return "%s%s.%s".formatted(prefix(export), day, fingerprint(files));
  }

  /** Begins the names of all loads of an export. */
  static String prefix(NamedExport export) {
    return export.title() + ".";
  }

  /** As-of day of the run that made a batch. */
  static LocalDate day(String batch) {
    String[] parts = batch.split("\\.", -1);
    return LocalDate.parse(parts[parts.length - 2]);
  }

  /** The end of that day. */
  static Column landed(Column batch, ZoneId zone) {
    Column day = element_at(split(batch, "\\."), -2).cast(Table.DAY);
    return to_utc_timestamp(date_add(day, 1), zone.getId()).minus(expr("interval 1 microsecond"));
  }

  private static String fingerprint(List<LandingFile> files) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (LandingFile file : files) {
        // What landed after a file of that path was taken back is another load.
        String again = file.withdrawn() == 0 ? "" : " " + file.withdrawn();
        String line = file.path() + " " + file.bytes() + again + "\n";
        digest.update(line.getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  private Batch() {}
}
