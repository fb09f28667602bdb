package io.holdfast.job.landing;

import io.holdfast.conform.Format;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Files of which no mapping says yet how they are written. */
public final class UnknownFiles {
  private static final int BEGINNING = 1 << 16;
  private static final char QUOTE = '"';

  private final Configuration hadoop;

  /**
   * How files of one kind are written, and the first records of them.
   *
   * @param format null: their names say it
   * @param records JSON objects
   */
  public record Written(
      Format format, String delimiter, String charset, boolean separated, List<String> records) {}

  public UnknownFiles(Configuration hadoop) {
    this.hadoop = hadoop;
  }

  /**
   * A file, or all files below a folder, in the order of their paths; hidden ones, locks and the
   * like do not count.
   *
   * @param base folder below which their paths begin
   */
  public List<LandingFile> below(String address, String base) {
    try {
      Path root = new Path(address);
      FileSystem system = root.getFileSystem(hadoop);
      String start = system.makeQualified(new Path(base)).toUri().getPath();
      List<LandingFile> files = new ArrayList<>();
      Deque<FileStatus> open = new ArrayDeque<>(List.of(system.listStatus(root)));
      while (!open.isEmpty()) {
        FileStatus file = open.pop();
        String path =
            file.getPath().toUri().getPath().substring(start.length()).replaceFirst("^/", "");
        if (file.isDirectory()) {
          List.of(system.listStatus(file.getPath())).forEach(open::push);
        } else if (!NoData.isBeside(path, "") && !NoData.isUnfinished(path, "")) {
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
    Format named = Format.of(first.path()).orElse(null);
    Sniffed sniffed = Sniffed.of(beginning(first));
    Format format = named == null ? sniffed.format() : named;
    boolean text = format != Format.PARQUET;
    boolean separated = format == Format.CSV || format == Format.TSV;
    String usual = format == Format.TSV ? "\t" : ",";
    String delimiter = separated ? sniffed.delimiter() : usual;
    String charset = text ? sniffed.charset() : null;
    String known = charset == null ? StandardCharsets.UTF_8.name() : charset;
    Layout layout = new Layout(format, delimiter.charAt(0), QUOTE, known);
    List<String> records = new ArrayList<>();
    for (LandingFile file : files) {
      if (records.size() < most) {
        records.addAll(records(layout, file, most - records.size()));
      }
    }
    return new Written(
        named == null ? format : null,
        delimiter.equals(usual) ? null : delimiter,
        charset,
        separated,
        records);
  }

  private List<String> records(Layout layout, LandingFile file, int most) {
    List<String> read = new ArrayList<>();
    try (Records records = Records.open(FilePart.whole(file), layout, Expected.nothing(), hadoop)) {
      Records.Found found = records.next();
      while (found != null && read.size() < most) {
        read.add(found.text());
        found = records.next();
      }
      return read;
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException(Headers.unreadable(file, read.size(), e), e);
    }
  }

  /** The first characters, unpacked, each a byte unless a byte order mark says otherwise. */
  private String beginning(LandingFile file) {
    Layout bytes = new Layout(null, ',', QUOTE, StandardCharsets.ISO_8859_1.name());
    char[] read = new char[BEGINNING];
    try (Reader reader = bytes.open(file, hadoop)) {
      int length = 0;
      for (int more = 0; more >= 0 && length < read.length; length += Math.max(more, 0)) {
        more = reader.read(read, length, read.length - length);
      }
      return new String(read, 0, length);
    } catch (IOException e) {
      throw new IllegalArgumentException(Headers.unreadable(file, 0, e), e);
    }
  }
}
