package io.holdfast.job.landing;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;

/** The lines of a text, each in bounded memory: of one that is too long only its begin is kept. */
final class LineText implements Closeable {
  private final Reader reader;
  private final char[] buffer = new char[1 << 16];
  private int at;
  private int end;
  private boolean skipsLineFeed;
  private boolean tooLong;

  LineText(Reader reader) {
    this.reader = reader;
  }

  /** The next line without its end, or null when there is none. */
  String next() throws IOException {
    StringBuilder begun = null;
    tooLong = false;
    while (at < end || fill()) {
      if (skipsLineFeed && buffer[at] == '\n') {
        at++;
        skipsLineFeed = false;
        continue;
      }
      skipsLineFeed = false;
      int from = at;
      while (at < end && buffer[at] != '\n' && buffer[at] != '\r') {
        at++;
      }
      if (at < end) {
        String rest = new String(buffer, from, at - from);
        skipsLineFeed = buffer[at] == '\r';
        at++;
        return begun == null ? rest : ended(begun, rest);
      }
      begun = begun == null ? new StringBuilder(2 * (at - from)) : begun;
      append(begun, new String(buffer, from, at - from));
    }
    return begun == null ? null : begun.toString();
  }

  private String ended(StringBuilder begun, String rest) {
    append(begun, rest);
    return begun.toString();
  }

  private void append(StringBuilder line, String more) {
    if (!tooLong && line.length() + more.length() > Longest.CHARACTERS) {
      tooLong = true;
      line.setLength(Longest.KEPT);
      line.trimToSize();
    }
    if (!tooLong) {
      line.append(more);
    }
  }

  /** Whether the line that {@link #next} gave last is only the begin of one. */
  boolean isCut() {
    return tooLong;
  }

  private boolean fill() throws IOException {
    at = 0;
    end = Math.max(0, reader.read(buffer, 0, buffer.length));
    return end > 0;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
