package io.holdfast.job.suggest;

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

  private static long colons(String time) {
    return time.chars().filter(c -> c == ':').count();
  }

  private Slashed() {}
}
