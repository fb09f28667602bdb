package io.holdfast.snapshot;

import io.holdfast.money.ExchangeRates;
import io.holdfast.money.Term;
import io.holdfast.money.Timeline;
import io.holdfast.table.Subscription;
import io.holdfast.table.Version;
import io.holdfast.time.LocalDays;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The subscriptions that one account holds or held over time, as known at any instant. While
 * another account holds a contract it is none of this one's.
 */
final class Contracts {
  /** How systems write licences without a limit: this, a larger number, or less than none. */
  private static final long UNLIMITED = Integer.MAX_VALUE;

  private final Map<String, Timeline> byKey = new TreeMap<>();
  private final String account;
  private final LocalDays days;
  private final ExchangeRates rates;
  private final Map<Long, List<Term>> states = new HashMap<>();
  private final Map<Long, List<Term>> paying = new HashMap<>();
  private final Map<Integer, Standing> standings = new HashMap<>();

  /** Instants between which nothing changes, neither what holds nor what is known of it. */
  private long[] changes = {};

  private long firstKnown = Long.MAX_VALUE;

  Contracts(String account, LocalDays days, ExchangeRates rates) {
    this.account = account;
    this.days = days;
    this.rates = rates;
  }

  void add(Fact fact) {
    Version version = fact.asVersion();
    byKey.computeIfAbsent(version.key(), key -> new Timeline(days)).add(version);
    if (isOwn(new Term(version, 0, false))) {
      firstKnown = Math.min(firstKnown, version.known());
    }
  }

  private boolean isOwn(Term term) {
    return account.equals(term.account());
  }

  void sort() {
    byKey.values().forEach(Timeline::sort);
    changes =
        byKey.values().stream()
            .flatMap(timeline -> Stream.concat(timeline.changes(), timeline.knownSince()))
            .mapToLong(instant -> instant)
            .sorted()
            .distinct()
            .toArray();
  }

  /** How many changes lie before an instant. */
  private int changesBefore(long at) {
    int found = Arrays.binarySearch(changes, at);
    return found < 0 ? -found - 1 : found;
  }

  /** What holds just before {@code cut}, as known then. */
  Standing standing(long cut) {
    return standings.computeIfAbsent(changesBefore(cut), n -> new Standing(this, cut));
  }

  boolean knownBy(long cut) {
    return firstKnown < cut;
  }

  /** The state of each subscription just before {@code at}, as known just before {@code known}. */
  List<Term> inService(long at, long known) {
    return states.computeIfAbsent(between(at, known), k -> found(at, known));
  }

  /** The same as long as nothing changes, neither what holds nor what is known. */
  private long between(long at, long known) {
    return ((long) changesBefore(at) << 32) | changesBefore(known);
  }

  private List<Term> found(long at, long known) {
    List<Term> terms = new ArrayList<>();
    for (Timeline timeline : byKey.values()) {
      Term term = of(timeline, () -> timeline.at(at, known));
      if (term != null && isOwn(term) && term.inService()) {
        terms.add(term);
      }
    }
    return terms;
  }

  /** Something of a contract, which an error names. */
  private static <T> T of(Timeline timeline, Supplier<T> asked) {
    try {
      return asked.get();
    } catch (RuntimeException e) {
      throw SweepException.of(Subscription.TABLE.name(), timeline.key(), e);
    }
  }

  /** Of each subscription the states that began by {@code cut}, oldest first, as known then. */
  private List<List<Term>> histories(long cut) {
    return byKey.values().stream()
        .map(timeline -> of(timeline, () -> timeline.history(cut)))
        .toList();
  }

  /** Days on which the plan of a contract changed, as known at a cut. */
  int[] planChanges(long cut) {
    List<Integer> changed = new ArrayList<>();
    for (List<Term> history : histories(cut)) {
      for (int i = 1; i < history.size(); i++) {
        if (isOwn(history.get(i)) && history.get(i).hasOtherPlanThan(history.get(i - 1))) {
          changed.add(days.of(history.get(i).version().event()));
        }
      }
    }
    return changed.stream().mapToInt(day -> day).toArray();
  }

  /** Days on which a contract renewed or will: those it had for its renewal and paid after. */
  int[] renewed(long cut) {
    return byKey.values().stream()
        .flatMap(timeline -> of(timeline, () -> renewed(timeline, cut)).stream())
        .mapToInt(day -> day)
        .toArray();
  }

  private List<Integer> renewed(Timeline timeline, long cut) {
    return timeline.history(cut).stream()
        .filter(term -> term.renewal() != null)
        .map(term -> days.of(term.renewal()))
        .distinct()
        .filter(day -> pays(timeline.key(), days.cut(day), cut))
        .toList();
  }

  private boolean pays(String key, long at, long known) {
    return paying(at, known).stream().anyMatch(term -> term.version().key().equals(key));
  }

  /** Longest time from the start to the renewal or end, in days; null when none says. */
  Integer termDays(List<Term> terms) {
    Integer longest = null;
    for (Term term : terms) {
      Long until = term.renewal() == null ? term.end() : term.renewal();
      if (term.start() != null && until != null) {
        int length = days.of(until) - days.of(term.start());
        longest = longest == null ? length : Math.max(longest, length);
      }
    }
    return longest;
  }

  /** The states that bring revenue just before {@code at}, as known just before {@code known}. */
  List<Term> paying(long at, long known) {
    return paying.computeIfAbsent(
        between(at, known), k -> inService(at, known).stream().filter(Term::paid).toList());
  }

  /** Monthly revenue in hundredths of the reporting currency at a day's rates. */
  long mrr(List<Term> terms, int day) {
    long mrr = 0;
    for (Term term : terms) {
      mrr = Math.addExact(mrr, converted(term.mrr(), term, day));
    }
    return mrr;
  }

  /** What is taken off of each unit of revenue before discounts; null when there is none. */
  Double discountShare(List<Term> terms, int day) {
    long off = 0;
    for (Term term : terms) {
      off = Math.addExact(off, converted(term.discount(), term, day));
    }
    long before = off + mrr(terms, day);
    return before == 0 ? null : (Double) ((double) off / before);
  }

  /** An amount of a term, in hundredths. */
  private long converted(long amount, Term term, int day) {
    return isForeign(term)
        ? rates
            .convert(BigDecimal.valueOf(amount, 2), term.currency(), LocalDate.ofEpochDay(day))
            .unscaledValue()
            .longValueExact()
        : amount;
  }

  /** Whether its revenue depends on a day's rates. */
  boolean isForeign(Term term) {
    return term.currency() != null && !term.currency().equals(rates.reporting());
  }

  /** Licences; those of terms that do not say, or have no limit, are left out. */
  static long seats(List<Term> terms) {
    long seats = 0;
    for (Term term : terms) {
      boolean counted = term.seats() != null && term.seats() >= 0 && term.seats() < UNLIMITED;
      seats += counted ? term.seats() : 0;
    }
    return seats;
  }

  /** Plan of the term that brings most, or null. */
  String plan(List<Term> terms, int day) {
    return terms.stream()
        .filter(term -> term.plan() != null)
        .max(
            Comparator.comparingLong((Term term) -> converted(term.mrr(), term, day))
                .thenComparing(term -> term.version().key(), Comparator.reverseOrder()))
        .map(Term::plan)
        .orElse(null);
  }

  /** The day an instant lies in. */
  int day(long instant) {
    return days.of(instant);
  }

  /** The first day on which the term is known to be over, or null. */
  Integer endsOn(Term term, long cut) {
    Integer ends = term.end() == null ? null : days.of(term.end());
    for (Term later : byKey.get(term.version().key()).scheduled(cut)) {
      if (later.ends() || !isOwn(later)) {
        int day = days.of(later.version().event());
        ends = ends == null ? (Integer) day : (Integer) Math.min(ends, day);
      }
    }
    return ends;
  }

  /** First day at whose end any subscription paid, as known before a cut, or null. */
  Integer since(long cut) {
    Integer since = null;
    for (List<Term> history : histories(cut)) {
      for (int i = 0; i < history.size(); i++) {
        boolean isLast = i + 1 == history.size();
        int until = isLast ? Integer.MAX_VALUE : days.of(history.get(i + 1).version().event());
        Integer began = began(history.get(i), until, cut);
        since = since == null || (began != null && began < since) ? began : since;
      }
    }
    return since;
  }

  /** The day a paid state began, when it lasted to the end of a day and has begun by the cut. */
  private Integer began(Term term, int until, long cut) {
    if (!isOwn(term) || !term.paid() || (term.start() != null && term.start() >= cut)) {
      return null;
    }
    int event = days.of(term.version().event());
    int began = term.start() == null ? event : days.of(term.start());
    if (term.paysFrom() != null) {
      began = Math.max(began, days.of(term.paysFrom()));
    }
    boolean lasted = until > Math.max(began, event);
    boolean served = term.end() == null || days.of(term.end()) > began;
    return lasted && served ? began : null;
  }
}
