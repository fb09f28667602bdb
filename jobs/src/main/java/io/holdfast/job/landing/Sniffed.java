package io.holdfast.job.landing;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** How a text is written, told from its beginning. */
final class Sniffed {
  private static final List<String> DELIMITERS = List.of(",", ";", "\t", "|");
  private static final int LINES = 20;

  /** Name of the character set: UTF-8 unless the bytes cannot be that. */
  static String charset(byte[] bytes) {
    if (bytes.length > 3 && bytes.length % 2 == 0) {
      if (zeros(bytes, 1) > bytes.length / 4) {
        return StandardCharsets.UTF_16LE.name();
      }
      if (zeros(bytes, 0) > bytes.length / 4) {
        return StandardCharsets.UTF_16BE.name();
      }
    }
    return isUtf8(bytes) ? StandardCharsets.UTF_8.name() : "windows-1252";
  }

  private static int zeros(byte[] bytes, int from) {
    int zeros = 0;
    for (int i = from; i < bytes.length; i += 2) {
      zeros += bytes[i] == 0 ? 1 : 0;
    }
    return zeros;
  }

  /** A character that the end cuts through is no fault. */
  private static boolean isUtf8(byte[] bytes) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
    return !decoder
        .decode(ByteBuffer.wrap(bytes), CharBuffer.allocate(bytes.length), false)
        .isError();
  }

  /**
   * What parts the values of a line: what parts the most lines into as many values as the first.
   */
  static String delimiter(byte[] bytes, String charset) {
    String text = new String(bytes, Charset.forName(charset));
    List<String> lines = text.lines().filter(line -> !line.isBlank()).limit(LINES).toList();
    String best = ",";
    long most = 0;
    for (String delimiter : DELIMITERS) {
      long parts = lines.isEmpty() ? 1 : parts(lines.get(0), delimiter);
      long alike = lines.stream().filter(line -> parts(line, delimiter) == parts).count();
      if (parts > 1 && alike * parts > most) {
        most = alike * parts;
        best = delimiter;
      }
    }
    return best;
  }

  private static long parts(String line, String delimiter) {
    boolean quoted = false;
    long parts = 1;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      quoted = (c == '"') != quoted;
      parts += !quoted && c == delimiter.charAt(0) ? 1 : 0;
    }
    return parts;
  }

  /** Whether these are the first bytes of a Parquet file. */
  static boolean isParquet(byte[] bytes) {
    return bytes.length > 4
        && Arrays.equals(Arrays.copyOf(bytes, 4), "PAR1".getBytes(StandardCharsets.US_ASCII));
  }

  /** Whether the text begins like a JSON object or array. */
  static boolean isJson(byte[] bytes, String charset) {
    String text = new String(bytes, Charset.forName(charset)).replace("\uFEFF", "").strip();
    return text.startsWith("{") || text.startsWith("[");
  }

  private Sniffed() {}
}
