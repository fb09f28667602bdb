package io.holdfast.job.control;

import java.time.LocalDate;

/**
 * What a person decided about two source accounts.
 *
 * @param number order in which they were decided
 * @param same whether both are one customer; otherwise they are never linked
 * @param knownOn first as-of day that knows of it
 * @param by who decided
 * @param because why, in the words of that person
 */
public record IdentityDecision(
    long number,
    boolean same,
    SourceKey one,
    SourceKey other,
    LocalDate knownOn,
    String by,
    String because) {

  /** A source account, written {@code SOURCE:KEY}. */
  public record SourceKey(String source, String key) {
    @Override
    public String toString() {
      return source + ":" + key;
    }
  }
}
