package io.holdfast.identity;

import java.io.Serializable;
import java.time.Instant;

/**
 * What a person decided about two source accounts; of several about the same two the last counts.
 *
 * @param number order in which they were decided
 * @param same whether both are one customer; otherwise they are never linked
 * @param knownAt nights whose cut comes later know of it
 * @param by who decided
 * @param because why, in the words of that person
 */
public record Decision(
    long number,
    boolean same,
    String source,
    String key,
    String otherSource,
    String otherKey,
    Instant knownAt,
    String by,
    String because)
    implements Serializable {

  long knownMicros() {
    return knownAt.getEpochSecond() * 1_000_000 + knownAt.getNano() / 1_000;
  }
}
