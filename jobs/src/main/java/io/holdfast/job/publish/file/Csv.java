package io.holdfast.job.publish.file;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * CSV that a spreadsheet reads as text only. A cell that a spreadsheet would run as a formula is
 * led by an apostrophe, as OWASP advises (CSV Injection).
 */
final class Csv {
  private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]+(\\.[0-9]+)?");
  private static final String STARTS_FORMULA = "=+-@\t\r\n＝＋－＠";

  static String line(List<String> cells) {
    return cells.stream().map(Csv::quoted).collect(Collectors.joining(",")) + "\r\n";
  }

  /** The text, made harmless. */
  static String guarded(String text) {
    return runs(text) ? "'" + text : text;
  }

  /** Whether a spreadsheet might run the text as a formula. */
  static boolean runs(String text) {
    String shown = text.strip();
    boolean suspect =
        (!text.isEmpty() && STARTS_FORMULA.indexOf(text.charAt(0)) >= 0)
            || (!shown.isEmpty() && STARTS_FORMULA.indexOf(shown.charAt(0)) >= 0);
    return suspect && !NUMBER.matcher(text).matches();
  }

  private static String quoted(String cell) {
    boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c < ' ' || c == ';');
    return plain && cell.equals(cell.strip()) ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }

  private Csv() {}
}
