package io.holdfast.snapshot;

import io.holdfast.money.Term;
import java.util.List;
import java.util.Objects;

/** What an account's contracts say between two changes of them, as known then. */
final class Standing {
  private final Contracts contracts;
  private final List<Term> paying;
  private final long seats;
  private final Integer since;
  private final Integer endsOn;
  private final Boolean autoRenew;
  private final boolean trial;

  /** Days of the next renewals, rising. */
  private final int[] renewals;

  private final int[] renewed;
  private final int[] planChanges;
  private final Integer termDays;
  private final boolean foreign;
  private final long mrr;
  private final String plan;

  /** At the end of the day before {@code cut}. */
  Standing(Contracts contracts, long cut) {
    this.contracts = contracts;
    this.paying = contracts.paying(cut, cut);
    this.seats = Contracts.seats(paying);
    this.since = contracts.since(cut);
    this.endsOn = endsOn(contracts, paying, cut);
    this.autoRenew = autoRenew(paying);
    this.trial = paying.isEmpty() && contracts.inService(cut, cut).stream().anyMatch(Term::trial);
    this.renewals =
        paying.stream()
            .map(Term::renewal)
            .filter(Objects::nonNull)
            .mapToInt(contracts::day)
            .sorted()
            .toArray();
    this.renewed = contracts.renewed(cut);
    this.planChanges = contracts.planChanges(cut);
    this.termDays = contracts.termDays(paying);
    this.foreign = paying.stream().anyMatch(contracts::isForeign);
    this.mrr = foreign ? 0 : contracts.mrr(paying, 0);
    this.plan = foreign ? null : contracts.plan(paying, 0);
  }

  /** The account ends when the last of its contracts does. */
  private static Integer endsOn(Contracts contracts, List<Term> paying, long cut) {
    Integer ends = null;
    for (Term term : paying) {
      Integer end = contracts.endsOn(term, cut);
      if (end == null) {
        return null;
      }
      ends = ends == null ? end : Math.max(ends, end);
    }
    return ends;
  }

  private static Boolean autoRenew(List<Term> paying) {
    if (paying.stream().anyMatch(term -> Objects.equals(term.autoRenew(), false))) {
      return false;
    }
    boolean unknown = paying.isEmpty() || paying.stream().anyMatch(t -> t.autoRenew() == null);
    return unknown ? null : (Boolean) true;
  }

  List<Term> paying() {
    return paying;
  }

  long seats() {
    return seats;
  }

  /** First day of paid service, or null. */
  Integer since() {
    return since;
  }

  /** First day on which no contract will pay any more, or null. */
  Integer endsOn() {
    return endsOn;
  }

  Boolean autoRenew() {
    return autoRenew;
  }

  boolean trial() {
    return trial;
  }

  /** The first renewal after a day, or null. */
  Integer renewal(int day) {
    for (int renewal : renewals) {
      if (renewal > day) {
        return renewal;
      }
    }
    return null;
  }

  /** Monthly revenue in hundredths of the reporting currency at a day's rates. */
  long mrr(int day) {
    return foreign ? contracts.mrr(paying, day) : mrr;
  }

  /** Plan that brings most, or null. */
  String plan(int day) {
    return foreign ? contracts.plan(paying, day) : plan;
  }

  /** What is taken off of each unit of revenue before discounts; null when there is none. */
  Double discountShare(int day) {
    return contracts.discountShare(paying, day);
  }

  /** Longest time from start to renewal or end, in days, or null. */
  Integer termDays() {
    return termDays;
  }

  /** Renewals on days {@code from} to {@code to}, both included. */
  int renewals(int from, int to) {
    return within(renewed, from, to);
  }

  /** Changes of a plan on days {@code from} to {@code to}, both included. */
  int planChanges(int from, int to) {
    return within(planChanges, from, to);
  }

  private static int within(int[] days, int from, int to) {
    int within = 0;
    for (int day : days) {
      within += day >= from && day <= to ? 1 : 0;
    }
    return within;
  }
}
