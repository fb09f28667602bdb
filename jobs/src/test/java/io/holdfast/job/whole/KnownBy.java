package io.holdfast.job.whole;

import io.holdfast.table.Entity;
import io.holdfast.table.Table;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Copies a landing without the records that became known after a day. One line is one record; a
 * file without any left had not landed yet.
 */
final class KnownBy {
  /**
   * @param night a night that loaded the whole landing, and so tells when each record was known
   */
  static Path copy(Path landing, Path to, SmallNight night, LocalDate day) throws IOException {
    Map<String, Set<Long>> later = later(night, day);
    try (Stream<Path> files = Files.walk(landing)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String relative = landing.relativize(file).toString();
        Path target = to.resolve(relative);
        Files.createDirectories(target.getParent());
        if (copy(file, target, later.getOrDefault(relative, Set.of())) == 0) {
          Files.delete(target);
        }
      }
    }
    return to;
  }

  private static Map<String, Set<Long>> later(SmallNight night, LocalDate day) {
    Map<String, Set<Long>> later = new HashMap<>();
    Map<String, Set<Long>> earlier = new HashMap<>();
    for (Table entity : Entity.ALL) {
      List<Row> rows =
          night
              .released(entity)
              .select(
                  functions.col(Entity.FILE),
                  functions.col(Entity.RECORD_NO),
                  functions
                      .col(Entity.KNOWN_AT)
                      .geq(
                          functions.expr(
                              "timestamp'%s 00:00:00 Europe/Berlin'".formatted(day.plusDays(1)))))
              .collectAsList();
      for (Row row : rows) {
        (row.getBoolean(2) ? later : earlier)
            .computeIfAbsent(row.getString(0), f -> new HashSet<>())
            .add(row.getLong(1));
      }
    }
    // A record that also feeds something known by the day stays.
    earlier.forEach(
        (file, numbers) -> later.getOrDefault(file, new HashSet<>()).removeAll(numbers));
    return later;
  }

  /** Records copied. */
  private static long copy(Path from, Path to, Set<Long> without) throws IOException {
    long copied = 0;
    boolean csv = from.toString().contains(".csv");
    try (BufferedReader in =
            new BufferedReader(new InputStreamReader(open(from), StandardCharsets.UTF_8));
        BufferedWriter out =
            new BufferedWriter(new OutputStreamWriter(create(to), StandardCharsets.UTF_8))) {
      long number = csv ? -1 : 0;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        number++;
        if ((csv && number == 0) || !without.contains(number)) {
          out.write(line);
          out.write('\n');
          copied += number > 0 ? 1 : 0;
        }
      }
    }
    return copied;
  }

  private static InputStream open(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    return file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
  }

  private static OutputStream create(Path file) throws IOException {
    OutputStream out = Files.newOutputStream(file);
    return file.toString().endsWith(".gz") ? new GZIPOutputStream(out) : out;
  }

  private KnownBy() {}
}
