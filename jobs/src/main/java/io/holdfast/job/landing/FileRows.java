package io.holdfast.job.landing;

import io.holdfast.conform.Format;
import io.holdfast.job.landing.Records.Found;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.executor.InputMetrics;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** The records of files as rows of {@link RawFiles#READ}. */
final class FileRows implements Iterator<Row> {
  /** Beyond these an export's fields are data, not names. */
  private static final int MOST = 5_000;

  private final Iterator<FilePart> parts;
  private final Layout layout;
  private final Expected expected;
  private final Configuration hadoop;
  private final Set<String> seen;

  /** Of the task that reads, for whoever waits for it; null outside of one. */
  private final InputMetrics metrics;

  private LandingFile file;
  private Records records;
  private long number;
  private Row ahead;

  FileRows(List<FilePart> parts, Layout layout, Expected expected, Configuration hadoop) {
    this.parts = parts.iterator();
    this.layout = layout;
    this.expected = expected;
    this.hadoop = hadoop;
    this.seen = new HashSet<>(expected.known());
    TaskContext task = TaskContext.get();
    this.metrics = task == null ? null : task.taskMetrics().inputMetrics();
  }

  @Override
  public boolean hasNext() {
    while (ahead == null && (records != null || parts.hasNext())) {
      ahead = advance();
    }
    return ahead != null;
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Row row = ahead;
    ahead = null;
    return row;
  }

  /** The next row, or null where a part ends. */
  private Row advance() {
    try {
      if (records == null) {
        FilePart part = parts.next();
        file = part.file();
        number = 0;
        String refused = open(part);
        if (refused != null) {
          close();
          return broken(refused);
        }
      }
      Found found = records.next();
      if (found == null) {
        close();
        return null;
      }
      number++;
      if (metrics != null) {
        metrics.incRecordsRead(1);
      }
      return row(found);
    } catch (RefusedFileException e) {
      close();
      return refused(Headers.refused(file, number, e));
    } catch (IOException | RuntimeException e) {
      close();
      return broken(Headers.unreadable(file, number, e));
    }
  }

  /** Opens the file and looks at its beginning; says why it cannot be loaded, or null. */
  private String open(FilePart part) throws IOException {
    if (file.bytes() == 0) {
      throw new EmptyFileException();
    }
    if (layout == null) {
      Foreign.refuse(file, hadoop, null);
      return Headers.unnamed(expected, file);
    }
    records = Records.open(part, layout, expected, hadoop);
    number = records.before();
    if (records.fields() == null) {
      return null;
    }
    List<String> missing = Headers.missing(expected, file, records.fields());
    return missing.isEmpty() ? null : String.join("; ", missing);
  }

  private Row row(Found found) {
    String[] absent = found.absent() == null ? null : found.absent().toArray(String[]::new);
    List<String> fields = found.fields() == null && number == 1 ? records.fields() : found.fields();
    return RowFactory.create(
        file.path(),
        number,
        found.text(),
        absent,
        fields == null ? null : fresh(fields),
        null,
        records.notice(),
        null);
  }

  /** Fields that no earlier record had, or null. */
  private String[] fresh(List<String> fields) {
    List<String> fresh = null;
    for (String field : fields) {
      String top = layout.format() == Format.PARQUET ? field.split("\\.", 2)[0] : field;
      if (seen.size() < MOST && seen.add(top)) {
        fresh = fresh == null ? new ArrayList<>() : fresh;
        fresh.add(top);
      }
    }
    return fresh == null ? null : fresh.toArray(String[]::new);
  }

  private Row broken(String why) {
    return RowFactory.create(file.path(), number, null, null, null, why, null, null);
  }

  private Row refused(String why) {
    return RowFactory.create(file.path(), number, null, null, null, null, null, why);
  }

  private void close() {
    try {
      if (records != null) {
        records.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot close " + file.path(), e);
    } finally {
      records = null;
    }
  }
}
