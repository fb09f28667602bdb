package io.holdfast.job.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** The export files, in monthly pieces by when each record was modified or received. */
final class Landing implements Closeable {
  private static final double TWICE = 0.006;

  private final Path folder;
  private final Days days;
  private final boolean duplicates;
  private final Dice dice;
  private final Map<String, OutputStream> open = new LinkedHashMap<>();
  private final EnumMap<Export, Long> records = new EnumMap<>(Export.class);

  /**
   * @param folder where the files go; null: nowhere, for a rehearsal
   */
  Landing(Path folder, Days days, DemoSettings settings) {
    this.folder = folder;
    this.days = days;
    this.duplicates = settings.mess().duplicates();
    this.dice = Dice.of(settings.seed(), -1, "landing");
  }

  boolean rehearsal() {
    return folder == null;
  }

  void csv(Export export, long knownAt, Object... values) {
    if (!rehearsal()) {
      add(export, knownAt, csvLine(values));
    }
  }

  /** Adds a record to the piece of its month, unless no loader can have seen it yet. */
  void add(Export export, long knownAt, String line) {
    if (knownAt < days.end() && !rehearsal()) {
      write(export, piece(knownAt), line);
      if (duplicates && dice.chance(TWICE)) {
        write(export, piece(knownAt), line);
      }
    }
  }

  /** Adds a record that came late, to a piece of its own for the month in which it came. */
  void addLate(Export export, long knownAt, String line) {
    if (knownAt < days.end() && !rehearsal()) {
      write(export, piece(knownAt) + "-late", line);
    }
  }

  /** Records by export folder. */
  Map<String, Long> records() {
    Map<String, Long> byFolder = new TreeMap<>();
    records.forEach((export, count) -> byFolder.put(export.folder, count));
    return byFolder;
  }

  int files() {
    return open.size();
  }

  @Override
  public void close() throws IOException {
    for (OutputStream stream : open.values()) {
      stream.close();
    }
  }

  private String piece(long knownAt) {
    LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(knownAt, 86_400L));
    return (day.isBefore(days.from()) ? days.from() : day).toString().substring(0, 7);
  }

  private void write(Export export, String piece, String line) {
    OutputStream stream =
        open.computeIfAbsent(export.file(piece), file -> begin(export, folder.resolve(file)));
    try {
      stream.write(line.getBytes(UTF_8));
      stream.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + export.file(piece), e);
    }
    records.merge(export, 1L, Long::sum);
  }

  private static OutputStream begin(Export export, Path file) {
    try {
      Files.createDirectories(file.getParent());
      Files.deleteIfExists(file);
      OutputStream spill = new Spill(file);
      OutputStream stream =
          new BufferedOutputStream(export.gzip() ? new Gzip(spill) : spill, 1 << 13);
      if (!export.header.isEmpty()) {
        stream.write((export.header + "\n").getBytes(UTF_8));
      }
      return stream;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot begin " + file, e);
    }
  }

  static String csvLine(Object... values) {
    StringBuilder line = new StringBuilder(160);
    for (int i = 0; i < values.length; i++) {
      String value = values[i] == null ? "" : values[i].toString();
      line.append(i == 0 ? "" : ",");
      if (value.indexOf(',') >= 0 || value.indexOf('"') >= 0 || value.indexOf('\n') >= 0) {
        line.append('"').append(value.replace("\"", "\"\"")).append('"');
      } else {
        line.append(value);
      }
    }
    return line.toString();
  }

  /** Fast rather than small: the files are read once. */
  private static final class Gzip extends GZIPOutputStream {
    Gzip(OutputStream to) throws IOException {
      super(to, 1 << 13);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }

  /** Appends to a file a large piece at a time, so that hundreds of files need no open handle. */
  private static final class Spill extends OutputStream {
    private final Path file;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream(1 << 12);

    Spill(Path file) {
      this.file = file;
    }

    @Override
    public void write(int value) throws IOException {
      pending.write(value);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      pending.write(bytes, offset, length);
      if (pending.size() > 1 << 19) {
        spill();
      }
    }

    @Override
    public void close() throws IOException {
      spill();
    }

    private void spill() throws IOException {
      Files.write(
          file,
          pending.toByteArray(),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND,
          StandardOpenOption.WRITE);
      pending.reset();
    }
  }
}
