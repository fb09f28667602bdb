package io.holdfast.job.landing;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.util.Locale;

/** A text whose records are parsed straight from it, none larger than {@link Longest} allows. */
final class BoundedReader extends FilterReader {
  private long left = Longest.CHARACTERS;

  BoundedReader(Reader reader) {
    super(reader);
  }

  /** Says that a record begins about here. */
  void begin() {
    left = Longest.CHARACTERS;
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    count(read < 0 ? 0 : 1);
    return read;
  }

  @Override
  public int read(char[] into, int from, int most) throws IOException {
    int read = super.read(into, from, most);
    count(Math.max(0, read));
    return read;
  }

  private void count(int read) throws IOException {
    left -= read;
    if (left < 0) {
      throw new RefusedFileException(
          String.format(
              Locale.ROOT, "has a record of more than %,d characters", Longest.CHARACTERS),
          "split it at the source");
    }
  }
}
