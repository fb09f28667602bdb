package io.holdfast.job.landing;

import io.holdfast.conform.Format;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.sql.SparkSession;

/** Files of which no mapping says yet how they are written. */
public final class UnknownFiles {
  private static final int BEGINNING = 1 << 16;

  private final Configuration hadoop;
  private final Supplier<SparkSession> spark;

  /**
   * How files of one kind are written, and the first records of them.
   *
   * @param format null: their names say it
   * @param records JSON objects
   */
  public record Written(
      Format format, String delimiter, String charset, boolean separated, List<String> records) {}

  /**
   * @param spark asked for Parquet files only
   */
  public UnknownFiles(Configuration hadoop, Supplier<SparkSession> spark) {
    this.hadoop = hadoop;
    this.spark = spark;
  }

  /**
   * A file, or all files below a folder, in the order of their paths; hidden ones do not count.
   *
   * @param base folder below which their paths begin
   */
  public List<LandingFile> below(String address, String base) {
    try {
      Path root = new Path(address);
      FileSystem system = root.getFileSystem(hadoop);
      String start = system.makeQualified(new Path(base)).toUri().getPath();
      List<LandingFile> files = new ArrayList<>();
      for (RemoteIterator<LocatedFileStatus> all = system.listFiles(root, true); all.hasNext(); ) {
        LocatedFileStatus file = all.next();
        String path =
            file.getPath().toUri().getPath().substring(start.length()).replaceFirst("^/", "");
        if (!path.matches("(.*/)?[._].*")) {
          files.add(new LandingFile(path, file.getPath().toString(), file.getLen()));
        }
      }
      files.sort(Comparator.comparing(LandingFile::path));
      return files;
    } catch (FileNotFoundException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list " + address, e);
    }
  }

  /**
   * The first records of files of one kind.
   *
   * @throws IllegalArgumentException when a file cannot be read
   */
  public Written read(List<LandingFile> files, int most) {
    LandingFile first = files.get(0);
    byte[] bytes = beginning(first);
    String charset = Sniffed.charset(bytes);
    Format named = Format.of(first.path()).orElse(null);
    Format format = named == null ? format(bytes, charset) : named;
    boolean separated = format == Format.CSV || format == Format.TSV;
    String usual = format == Format.TSV ? "\t" : ",";
    String delimiter = separated ? Sniffed.delimiter(bytes, charset) : usual;
    Layout layout = new Layout(format, delimiter, charset, List.of());
    List<String> records = new ArrayList<>();
    for (LandingFile file : files) {
      int left = most - records.size();
      if (left > 0) {
        records(layout, file, left).forEach(record -> records.add(text(record)));
      }
    }
    return new Written(
        named == null ? format : null,
        delimiter.equals(usual) ? null : delimiter,
        charset.equals(StandardCharsets.UTF_8.name()) ? null : charset,
        separated,
        records);
  }

  private List<FirstRecords.RecordRead> records(Layout layout, LandingFile file, int most) {
    return layout.format() == Format.PARQUET
        ? FirstRecords.parquet(spark.get(), file, most)
        : FirstRecords.text(hadoop, layout, file, most);
  }

  private static String text(FirstRecords.RecordRead record) {
    if (record.broken() != null) {
      throw new IllegalArgumentException(record.broken());
    }
    return record.text();
  }

  private static Format format(byte[] bytes, String charset) {
    if (Sniffed.isParquet(bytes)) {
      return Format.PARQUET;
    }
    return Sniffed.isJson(bytes, charset) ? Format.JSON : Format.CSV;
  }

  /** The first bytes, unpacked. */
  private byte[] beginning(LandingFile file) {
    Layout bytes = new Layout(Format.CSV, ",", StandardCharsets.ISO_8859_1.name(), List.of());
    char[] read = new char[BEGINNING];
    try (Reader reader = bytes.open(file, hadoop)) {
      int length = 0;
      for (int more = 0; more >= 0 && length < read.length; length += Math.max(more, 0)) {
        more = reader.read(read, length, read.length - length);
      }
      return new String(read, 0, length).getBytes(StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new IllegalArgumentException(Headers.unreadable(file, 0, e), e);
    }
  }
}
