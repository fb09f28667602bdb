package io.holdfast.money;

import io.holdfast.table.Version;
import io.holdfast.time.LocalDays;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The states of one subscription over time, as known at any instant. Every figure of recurring
 * revenue comes from here, of whichever table: what {@link #at} says at the end of a day is what
 * the contract brings that day.
 */
public final class Timeline {
  /** The last one that took effect counts; of two that cannot be told apart the one that ends. */
  private static final Comparator<Version> IN_TIME =
      Comparator.comparingLong(Version::event)
          .thenComparing(Version::version, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparingLong(Version::known)
          .thenComparing(Term::ends)
          .thenComparing(Version.BY_VERSION);

  private final LocalDays days;
  private final List<Version> versions = new ArrayList<>();

  public Timeline(LocalDays days) {
    this.days = days;
  }

  public void add(Version version) {
    versions.add(version);
  }

  /** To be called once all versions are there. */
  public void sort() {
    versions.sort(IN_TIME);
  }

  /** Of which record it is. */
  public String key() {
    return versions.get(0).key();
  }

  /** Instants between which what holds does not change. */
  public Stream<Long> changes() {
    return versions.stream().flatMap(version -> new Term(version, 0, false).changes());
  }

  /** Instants between which what is known does not change. */
  public Stream<Long> knownSince() {
    return versions.stream().map(Version::known);
  }

  /** What holds just before {@code at}, as known just before {@code known}; null: nothing yet. */
  public Term at(long at, long known) {
    int last = last(versions.size(), at, known);
    return last < 0 ? null : term(last, at, known);
  }

  /** States that began by {@code cut}, oldest first, as known and looked at then. */
  public List<Term> history(long cut) {
    Map<Long, Term> byInstant = new LinkedHashMap<>();
    for (int i = 0; i < versions.size(); i++) {
      Version version = versions.get(i);
      if (version.event() < cut && version.known() < cut) {
        byInstant.put(version.event(), term(i, cut, cut));
      }
    }
    return List.copyOf(byInstant.values());
  }

  /** States that are known at {@code cut} and begin then or later. */
  public List<Term> scheduled(long cut) {
    List<Term> scheduled = new ArrayList<>();
    for (int i = 0; i < versions.size(); i++) {
      if (versions.get(i).event() >= cut && versions.get(i).known() < cut) {
        scheduled.add(term(i, cut, cut));
      }
    }
    return scheduled;
  }

  /** The last version below an index that has begun and is known, or -1. */
  private int last(int below, long at, long known) {
    int i = below - 1;
    while (i >= 0 && (versions.get(i).event() >= at || versions.get(i).known() >= known)) {
      i--;
    }
    return i;
  }

  private Term term(int index, long at, long known) {
    Term term = new Term(state(index, known), at, false);
    return term.shownAsTrial() && paidUpTo(index, known)
        ? new Term(term.version(), at, true)
        : term;
  }

  /**
   * The state that a version begins: what it does not speak of is as known versions before it say.
   */
  private Version state(int index, long known) {
    Version last = versions.get(index);
    if (last.whole()) {
      return last;
    }
    int first = index;
    while (first > 0 && !(versions.get(first).whole() && versions.get(first).known() < known)) {
      first--;
    }
    Version state = null;
    for (Version version : versions.subList(first, index + 1)) {
      if (version.known() < known) {
        state = version.after(state);
      }
    }
    return state;
  }

  /** Whether it paid at the end of the day before a trial began, trials right before left out. */
  private boolean paidUpTo(int trial, long known) {
    int index = trial;
    while (index >= 0) {
      long before = days.cut(days.of(versions.get(index).event()) - 1);
      index = last(index, before, known);
      Term term = index < 0 ? null : new Term(state(index, known), before, false);
      if (term == null || !term.inService() || term.mrr() <= 0 || !term.shownAsTrial()) {
        return term != null && term.inService() && term.paid();
      }
    }
    return false;
  }
}
