package io.holdfast.check;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One thing that the night expects of its data. Its SQL sees the tables by their names: entities as
 * of the day (the last version of each record), all their known versions as {@code
 * <entity>_versions}, derived tables as this run wrote them; {@code {day}} is the as-of day.
 *
 * @param says the finding as a sentence; {@code {found}} and every other column of the SQL in
 *     braces are filled in
 * @param sql gives one row: {@code found}, rows that break it or the figure found, then optionally
 *     {@code expected} and whatever the sentence tells
 * @param examples optional SQL whose first column names some rows that break it; no personal data
 * @param expected figure that is right unless the SQL gives one; null: 0
 */
public record Expectation(
    String name, String says, Severity severity, String sql, String examples, Long expected) {
  static final String FOUND = "found";
  static final String EXPECTED = "expected";
  private static final Pattern PLACE = Pattern.compile("\\{([a-z_0-9]+)}");

  public Expectation {
    if (name == null || !name.matches("[a-z][a-z0-9_]*")) {
      throw new IllegalArgumentException(
          "name '%s' of a check is not lower_snake_case; write it like usage_before_start"
              .formatted(name));
    }
    if (says == null || !says.contains("{" + FOUND + "}")) {
      throw new IllegalArgumentException(
          "check %s says '%s', without {found}; put the figure into the sentence"
              .formatted(name, says));
    }
    if (severity == null) {
      throw new IllegalArgumentException(
          "check %s has no severity; choose warn or hold".formatted(name));
    }
    refuseOther(name, "sql", sql);
    if (examples != null) {
      refuseOther(name, "examples", examples);
    }
  }

  private static void refuseOther(String name, String key, String sql) {
    if (sql == null || !sql.strip().toLowerCase(Locale.ROOT).matches("(?s)(select|with)\\b.*")) {
      throw new IllegalArgumentException(
          "check %s: its %s is '%s'; it should be a query that begins with select or with"
              .formatted(name, key, sql));
    }
  }

  /**
   * What the figures mean.
   *
   * @param figures the row that the SQL gave, by column, as text
   * @param broken some rows that break it
   * @throws IllegalArgumentException when the figures lack a whole number {@code found}
   */
  public Finding judge(Map<String, String> figures, List<String> broken) {
    long found = number(figures, FOUND);
    long right =
        figures.containsKey(EXPECTED) ? number(figures, EXPECTED) : expected == null ? 0 : expected;
    boolean met = found == right;
    String sentence =
        PLACE
            .matcher(says)
            .replaceAll(
                m -> Matcher.quoteReplacement(text(figures.getOrDefault(m.group(1), m.group()))));
    String examples =
        met || broken.isEmpty() ? "" : " For example: " + String.join(", ", broken) + ".";
    return new Finding(
        name,
        met ? Finding.PASS : severity == Severity.HOLD ? Finding.FAIL : Finding.WARN,
        found,
        figures.containsKey(EXPECTED) ? Long.valueOf(right) : expected,
        sentence + examples);
  }

  private long number(Map<String, String> figures, String column) {
    try {
      return Long.parseLong(String.valueOf(figures.get(column)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "check %s gave '%s' as %s, not a whole number; use count(*) or coalesce(sum(...), 0)"
              .formatted(name, figures.get(column), column),
          e);
    }
  }

  private static String text(String value) {
    return value.matches("-?\\d{4,18}")
        ? String.format(Locale.ROOT, "%,d", Long.parseLong(value))
        : value;
  }
}
