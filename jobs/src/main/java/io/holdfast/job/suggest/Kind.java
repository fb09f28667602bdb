package io.holdfast.job.suggest;

import java.util.regex.Pattern;

/** What a value looks like; said to people in place of the value itself. */
public enum Kind {
  FLAG("true or false", "(?i)true|false"),
  WHOLE("whole number", "[+-]?\\d{1,38}"),
  DECIMAL("number", "[+-]?(\\d+\\.\\d*|\\.\\d+|\\d+(\\.\\d*)?[eE][+-]?\\d+)"),
  GROUPED("number with commas for thousands", "[+-]?\\d{1,3}(,\\d{3})+(\\.\\d+)?"),
  PRICED("amount such as $1,200.50", "[+-]?[$€£¥] ?[+-]?(\\d{1,3}(,\\d{3})+|\\d+)(\\.\\d+)?"),
  COMMA("number with a decimal comma", "[+-]?(\\d{1,3}(\\.\\d{3})+|\\d+)(,\\d+)?"),
  DAY("day", "\\d{4}-\\d{1,2}-\\d{1,2}"),
  TIME("time without offset", Patterns.TIME),
  INSTANT("time with offset", Patterns.TIME + "\\s*(Z|UTC|GMT|[+-]\\d{2}(:?\\d{2})?)"),
  SECONDS("seconds since 1970", Patterns.BY_NAME),
  MILLIS("milliseconds since 1970", Patterns.BY_NAME),
  EITHER_FIRST(
      "day such as 01/02/2024, month or day first",
      "(0?[1-9]|1[0-2])/(0?[1-9]|1[0-2])/\\d{4}([ T].*)?"),
  MONTH_FIRST("day such as 12/31/2024", "(0?[1-9]|1[0-2])/\\d{1,2}/\\d{4}([ T].*)?"),
  DAY_FIRST("day such as 31.12.2024", "\\d{1,2}([/.])\\d{1,2}\\1\\d{4}([ T].*)?"),
  EMAIL("e-mail address", "[^@\\s,;]+@[^@\\s,;]+\\.[A-Za-z]{2,}"),
  URL("web address", "(?i)https?://\\S+"),
  PHONE("phone number", "(\\+|00|\\()?\\d[\\d ()/.-]*[ ()/.-][\\d ()/.-]*\\d|\\+\\d{7,15}"),
  JSON("JSON", "(?s)\\s*([{\\[].*[}\\]])\\s*"),
  TEXT("text", "(?s).*");

  private static final class Patterns {
    static final Pattern NOTHING =
        Pattern.compile(
            "(?i)\\s*([+-]?(nan|inf(inity)?)|[(<\\[]?(null|none|nil|nat|n/?a|blank|empty)[)>\\]]?"
                + "|\\\\n|undefined|unknown|missing|true|false|yes|no|not set|tbd"
                + "|#(n/a|value!|ref!|div/0!|name\\?|num!|null!)|\\[object object\\])\\s*");

    /** Matches nothing: told from other whole numbers by the name of the field. */
    static final String BY_NAME = "(?!)";

    static final String TIME = "\\d{4}-\\d{1,2}-\\d{1,2}[ T]\\d{1,2}:\\d{2}(:\\d{2}(\\.\\d+)?)?";
  }

  private static final int PHONE_DIGITS = 7;

  private final String words;
  private final Pattern pattern;

  Kind(String words, String pattern) {
    this.words = words;
    this.pattern = Pattern.compile(pattern);
  }

  /** The first kind that a text, which is not blank, can be read as. */
  public static Kind of(String text) {
    String value = text.strip();
    for (Kind kind : values()) {
      if (kind.pattern.matcher(value).matches() && (kind != PHONE || digits(value))) {
        return kind;
      }
    }
    return TEXT;
  }

  private static boolean digits(String value) {
    return value.chars().filter(Character::isDigit).count() >= PHONE_DIGITS;
  }

  /** The kind that takes values of both. */
  Kind or(Kind other) {
    if (this == other) {
      return this;
    }
    if (isNumber() && other.isNumber()) {
      boolean comma = this == COMMA || other == COMMA;
      boolean point = isGrouped() || other.isGrouped();
      return comma ? (point ? TEXT : COMMA) : wider(other);
    }
    boolean slashes = isSlashed() && other.isSlashed();
    return slashes || (isIso() && other.isIso()) ? wider(other) : TEXT;
  }

  private Kind wider(Kind other) {
    return compareTo(other) > 0 ? this : other;
  }

  /** Whether it counts or measures something. */
  boolean isNumber() {
    return this == WHOLE || this == DECIMAL || isGrouped() || this == COMMA;
  }

  /** Whether commas stand between thousands. */
  boolean isGrouped() {
    return this == GROUPED || this == PRICED;
  }

  /** Whether it is a day or a time that is read as it stands. */
  private boolean isIso() {
    return this == DAY || this == TIME || this == INSTANT;
  }

  boolean isSlashed() {
    return this == EITHER_FIRST || this == MONTH_FIRST || this == DAY_FIRST;
  }

  /** Whether it says when. */
  boolean isTime() {
    return isIso() || isSlashed() || this == SECONDS || this == MILLIS;
  }

  /** Whether it may tell who somebody is, whatever its field is called. */
  public boolean isPersonal() {
    return this == EMAIL || this == PHONE;
  }

  /** The kind in words, such as {@code e-mail address}. */
  public String words() {
    return words;
  }

  /**
   * A value with its letters and digits made equal, so that its form shows and it does not. Words
   * that programs write for nothing, or for yes and no, explain a fault and tell of nobody: they
   * stand as they are.
   */
  public static String shape(String value) {
    if (Patterns.NOTHING.matcher(value).matches()) {
      return value;
    }
    StringBuilder shape = new StringBuilder();
    value
        .codePoints()
        .limit(40)
        .map(c -> Character.isDigit(c) ? '9' : Character.isLetter(c) ? 'a' : c)
        .forEach(shape::appendCodePoint);
    return shape.toString();
  }
}
