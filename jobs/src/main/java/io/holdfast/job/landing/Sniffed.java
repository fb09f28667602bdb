package io.holdfast.job.landing;

import io.holdfast.conform.Format;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * How a file is written, told from its beginning.
 *
 * @param charset null: UTF-8, or what a byte order mark says
 * @param text the beginning
 */
record Sniffed(String charset, String text) {
  private static final List<String> DELIMITERS = List.of(",", ";", "\t", "|");
  private static final int LINES = 20;

  /**
   * @param latin the beginning, read as ISO 8859-1 where no byte order mark said something else
   */
  static Sniffed of(String latin) {
    if (latin.chars().anyMatch(c -> c > 0xFF)) {
      return new Sniffed(null, latin);
    }
    byte[] bytes = latin.getBytes(StandardCharsets.ISO_8859_1);
    String charset = charset(bytes);
    Charset known = charset == null ? StandardCharsets.UTF_8 : Charset.forName(charset);
    return new Sniffed(charset, new String(bytes, known).replace("\uFEFF", ""));
  }

  private static String charset(byte[] bytes) {
    if (zeros(bytes, 1) > bytes.length / 4) {
      return StandardCharsets.UTF_16LE.name();
    }
    if (zeros(bytes, 0) > bytes.length / 4) {
      return StandardCharsets.UTF_16BE.name();
    }
    return isUtf8(bytes) ? null : "windows-1252";
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
    return !StandardCharsets.UTF_8
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .decode(ByteBuffer.wrap(bytes), CharBuffer.allocate(bytes.length + 1), false)
        .isError();
  }

  Format format() {
    if (text.startsWith("PAR1")) {
      return Format.PARQUET;
    }
    String start = text.stripLeading();
    return start.startsWith("{") || start.startsWith("[") ? Format.JSON : Format.CSV;
  }

  /**
   * What a first line {@code sep=;} says, else what parts the most lines into as many values as the
   * first one has.
   */
  String delimiter() {
    Optional<Character> said = text.lines().findFirst().flatMap(SeparatedText::separator);
    if (said.isPresent()) {
      return said.get().toString();
    }
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
}
