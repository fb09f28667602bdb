package io.holdfast.job.landing;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rows of separated values as RFC 4180 has them, with line ends of any system and spaces around
 * quotes. After a malformed row the caller takes its first {@link #line} and goes on behind it.
 */
final class SeparatedText implements Closeable {
  private static final int END = -1;
  private static final char MARK = '\uFEFF';

  /** A first line by which Excel tells what separates the values. */
  private static final Pattern SEPARATOR = Pattern.compile("(?i)\"?sep=(.)\"?");

  private static final int SEPARATOR_LENGTH = 7;

  private static final String LONG =
      String.format(Locale.ROOT, "row is longer than %,d characters", Longest.CHARACTERS);

  /** A row that is longer than any record may be. */
  static final class TooLongException extends MalformedException {
    private static final long serialVersionUID = 1L;

    TooLongException() {
      super(LONG);
    }
  }

  /** A row whose quotes make no sense. */
  static class MalformedException extends IOException {
    private static final long serialVersionUID = 1L;

    MalformedException(String message) {
      super(message);
    }
  }

  private final Reader reader;
  private final char quote;
  private char delimiter;
  private final StringBuilder value = new StringBuilder();
  private char[] buffer = new char[1 << 15];
  private int begin;
  private int at;
  private int end;

  SeparatedText(Reader reader, char delimiter, char quote) {
    this.reader = reader;
    this.delimiter = delimiter;
    this.quote = quote;
  }

  /** Reads a first line such as {@code sep=;}, when there is one, and does what it says. */
  void readSeparator() throws IOException {
    StringBuilder line = new StringBuilder();
    while (line.length() <= SEPARATOR_LENGTH && peek() != END && !isLineEnd(peek())) {
      line.append((char) read());
    }
    separator(line.toString()).ifPresentOrElse(said -> delimiter = said, () -> at = begin);
  }

  /** What a line says that separates the values. */
  static Optional<Character> separator(String line) {
    Matcher said = SEPARATOR.matcher(line);
    return said.matches() ? Optional.of(said.group(1).charAt(0)) : Optional.empty();
  }

  /**
   * The values of the next row that is not blank, or null at the end. A byte order mark before it,
   * where a file was appended to another, does not count.
   *
   * @throws MalformedException when text follows a closed quote, or a value has no end
   * @throws IOException when the file ends within a quote
   */
  String[] row() throws IOException {
    while (blank()) {
      lineEnd(read());
    }
    if (peek() == MARK) {
      at++;
    }
    begin = at;
    if (peek() == END) {
      return null;
    }
    List<String> values = new ArrayList<>();
    boolean more = true;
    while (more) {
      more = value();
      values.add(value.toString());
    }
    return values.toArray(String[]::new);
  }

  /** The first line of the row that was begun, as it stands; of a too long one its begin. */
  String line() throws IOException {
    at = begin;
    value.setLength(0);
    int c = read();
    for (long length = 1; c != END && !isLineEnd(c); length++) {
      if (length <= Longest.CHARACTERS) {
        value.append((char) c);
      } else if (value.length() > Longest.KEPT) {
        value.setLength(Longest.KEPT);
        value.trimToSize();
      }
      begin = at;
      c = read();
    }
    lineEnd(c);
    return value.toString();
  }

  /** Whether a line of spaces follows; they are read. */
  private boolean blank() throws IOException {
    begin = at;
    while (peek() == ' ' && delimiter != ' ') {
      at++;
    }
    if (isLineEnd(peek())) {
      return true;
    }
    at = peek() == END ? at : begin;
    return false;
  }

  /** Reads one value; true when another follows in the row. */
  private boolean value() throws IOException {
    value.setLength(0);
    int start = at - begin;
    while (peek() == ' ' && delimiter != ' ') {
      at++;
    }
    if (peek() == quote) {
      at++;
      quoted();
    } else {
      at = begin + start;
      plain();
    }
    int c = read();
    lineEnd(c);
    return c == delimiter;
  }

  private void plain() throws IOException {
    int c = peek();
    while (c != delimiter && !isLineEnd(c) && c != END) {
      value.append((char) c);
      at++;
      c = peek();
    }
  }

  private void quoted() throws IOException {
    while (true) {
      int c = read();
      if (c == END) {
        throw unclosed();
      } else if (c != quote) {
        value.append((char) c);
      } else if (peek() == quote) {
        value.append(quote);
        at++;
      } else {
        break;
      }
    }
    while (peek() == ' ' && delimiter != ' ') {
      at++;
    }
    int c = peek();
    if (c != delimiter && !isLineEnd(c) && c != END) {
      throw new MalformedException("text follows a closed quote");
    }
  }

  /** A file that ends with a line is whole, so that a quote is wrong; any other was cut short. */
  private IOException unclosed() {
    String why = "a quote is opened and never closed";
    char last = buffer[end - 1];
    return isLineEnd(last) ? new MalformedException(why) : new IOException(why);
  }

  private static boolean isLineEnd(int c) {
    return c == '\n' || c == '\r';
  }

  private void lineEnd(int c) throws IOException {
    if (c == '\r' && peek() == '\n') {
      at++;
    }
  }

  private int read() throws IOException {
    int c = peek();
    at = c == END ? at : at + 1;
    return c;
  }

  private int peek() throws IOException {
    return at < end || fill() ? buffer[at] : END;
  }

  /** Reads on, keeping the row that was begun. */
  private boolean fill() throws IOException {
    if (begin > 0) {
      System.arraycopy(buffer, begin, buffer, 0, end - begin);
      at -= begin;
      end -= begin;
      begin = 0;
    }
    if (end == buffer.length) {
      if (end >= Longest.CHARACTERS) {
        throw new TooLongException();
      }
      buffer = Arrays.copyOf(buffer, 2 * end);
    }
    int read = reader.read(buffer, end, buffer.length - end);
    end += Math.max(0, read);
    return read > 0;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
