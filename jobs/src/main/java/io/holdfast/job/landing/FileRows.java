package io.holdfast.job.landing;

import io.holdfast.job.landing.Records.Found;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** The records of whole files as rows of {@link RawFiles#READ}. */
final class FileRows implements Iterator<Row> {
  private final Iterator<LandingFile> files;
  private final Layout layout;
  private final Configuration hadoop;
  private LandingFile file;
  private Records records;
  private long number;
  private Row ahead;

  FileRows(List<LandingFile> files, Layout layout, Configuration hadoop) {
    this.files = files.iterator();
    this.layout = layout;
    this.hadoop = hadoop;
  }

  @Override
  public boolean hasNext() {
    while (ahead == null && (records != null || files.hasNext())) {
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

  /** The next row, or null where a file ends. */
  private Row advance() {
    try {
      if (records == null) {
        file = files.next();
        number = 0;
        records = Records.open(file, layout, hadoop);
      }
      Found found = records.next();
      if (found == null) {
        close();
        return null;
      }
      number++;
      String[] absent = found.absent() == null ? null : found.absent().toArray(String[]::new);
      return RowFactory.create(file.path(), number, found.text(), absent, null);
    } catch (IOException | RuntimeException e) {
      close();
      return RowFactory.create(
          file.path(), number, null, null, Headers.unreadable(file, number, e));
    }
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
