package io.holdfast.snapshot;

import java.util.Objects;
import java.util.stream.Stream;

/**
 * A state of one subscription, from its event time until the next one's.
 *
 * @param at just before when it is looked at
 */
record Term(Version version, long at) {

  /** Instants at which it may begin to hold, to be known, to serve, to end or to cost more. */
  Stream<Long> changes() {
    return Stream.of(version.event(), version.known(), start(), end(), discountEnd())
        .filter(Objects::nonNull);
  }

  private Long number(int index) {
    return version.numbers().get(index);
  }

  /** Monthly revenue in hundredths of its currency. */
  long mrr() {
    long mrr = number(0) == null ? 0 : number(0);
    boolean over = discountEnd() != null && discountEnd() < at;
    return over && number(7) != null ? mrr + number(7) : mrr;
  }

  /** What is taken off a month, in hundredths of its currency. */
  long discount() {
    boolean over = discountEnd() != null && discountEnd() < at;
    return over || number(7) == null ? 0 : number(7);
  }

  boolean hasOtherPlanThan(Term before) {
    return !ends()
        && !before.ends()
        && plan() != null
        && before.plan() != null
        && !plan().equals(before.plan());
  }

  Long seats() {
    return number(1);
  }

  Long start() {
    return number(2);
  }

  Long end() {
    return number(3);
  }

  Long renewal() {
    return number(4);
  }

  Boolean autoRenew() {
    return number(5) == null ? null : Boolean.valueOf(number(5) == 1);
  }

  private boolean onTrial() {
    return number(6) != null && number(6) == 1;
  }

  private Long discountEnd() {
    return number(8);
  }

  /** From when on it brings revenue as it does now, where a discount took all of it before. */
  Long paysFrom() {
    return number(0) != null && number(0) == 0 ? discountEnd() : null;
  }

  private String status() {
    return version.texts().get(0);
  }

  String currency() {
    return version.texts().get(1);
  }

  String plan() {
    return version.texts().get(2);
  }

  boolean ends() {
    return version.gone() || "ended".equals(status());
  }

  /** Whether it brings revenue while it is in service. */
  boolean paid() {
    return !version.gone() && "active".equals(status()) && !onTrial() && mrr() > 0;
  }

  /** Whether it is a trial while it is in service. */
  boolean trial() {
    return !version.gone()
        && ("trial".equals(status()) || ("active".equals(status()) && onTrial()));
  }

  boolean inService(long cut) {
    return (start() == null || start() < cut) && (end() == null || end() >= cut);
  }
}
