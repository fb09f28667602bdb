package io.holdfast.check;

/**
 * What a check found.
 *
 * @param status {@link #PASS}, {@link #WARN} or {@link #FAIL}
 * @param expected figure expected; null: 0
 * @param detail in words, with examples
 */
public record Finding(String name, String status, long found, Long expected, String detail) {
  public static final String PASS = "pass";
  public static final String WARN = "warn";
  public static final String FAIL = "fail";
}
