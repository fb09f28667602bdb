package io.holdfast.job.suggest;

import java.util.Optional;

/** Days written as 31.12.2024 or 12/31/2024, with or without a time. */
final class Slashed {

  /** The pattern that {@code to_timestamp} needs. */
  static String pattern(Field field) {
    String day = field.kind() == Kind.DAY_FIRST ? "d/M/yyyy" : "M/d/yyyy";
    String time = field.form().replaceFirst("^\\S+?9999", "");
    boolean half = time.strip().matches(".*[aA]{2}");
    String hour = half ? " h:m" : " H:m";
    String clock = time.isEmpty() ? "" : hour + (colons(time) > 1 ? ":s" : "") + (half ? " a" : "");
    return (field.form().contains(".") ? day.replace('/', '.') : day) + clock;
  }

  /** What to ask of a field that may have the day first or the month. */
  static Optional<String> doubt(Field field) {
    return field.kind() == Kind.EITHER_FIRST
        ? Optional.of("? no day here is after the 12th: d/M/yyyy if the day stands first")
        : Optional.empty();
  }

  private static long colons(String time) {
    return time.chars().filter(c -> c == ':').count();
  }

  private Slashed() {}
}
