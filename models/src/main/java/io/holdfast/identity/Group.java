package io.holdfast.identity;

import io.holdfast.identity.IdentityRules.Fact;
import io.holdfast.identity.IdentityRules.Linking;
import io.holdfast.identity.Member.Span;
import io.holdfast.identity.Member.State;
import io.holdfast.identity.Moment.Why;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Records that could ever have been linked with each other, and what may keep them apart. */
final class Group {
  private static final int LARGE = 500;

  private final LinkParams params;
  private final List<Member> members;
  private final Map<String, List<Member>> guests = new HashMap<>();
  private final Map<String, Integer> places = new HashMap<>();
  private final Map<String, Integer> ids = new HashMap<>();
  private final List<Decision> decisions = new ArrayList<>();

  /** Takes the rows of a component in any order. */
  Group(LinkParams params, List<Member> rows) {
    this.params = params;
    Comparator<Member> byName = Comparator.comparing(Member::source).thenComparing(Member::key);
    this.members = rows.stream().filter(m -> !m.guest()).sorted(byName).toList();
    rows.stream()
        .filter(Member::guest)
        .forEach(
            guest ->
                guests
                    .computeIfAbsent(guest.domains().get(0).value(), d -> new ArrayList<>())
                    .add(guest));
    for (int i = 0; i < members.size(); i++) {
      Member member = members.get(i);
      places.put(name(member.source(), member.key()), i);
      ids.put(name(member.source(), Values.canonical(member.key())), i);
    }
    params.decisions().stream()
        .filter(d -> place(d.source(), d.key()) >= 0 && place(d.otherSource(), d.otherKey()) >= 0)
        .forEach(decisions::add);
  }

  private static String name(String source, String key) {
    return source + "\n" + key;
  }

  LinkParams params() {
    return params;
  }

  int size() {
    return members.size();
  }

  Member member(int i) {
    return members.get(i);
  }

  /** Whether it is a record of the CRM. */
  boolean inCrm(int i) {
    return members.get(i).source().equals(params.crm());
  }

  /** Accounts of the CRM some of whose people have a domain that is not theirs. */
  List<Member> guests(String domain) {
    return guests.getOrDefault(domain, List.of());
  }

  /** Why a record is not linked by a value that too many records share; null: there is none. */
  Why sharedValue(int i) {
    Member member = members.get(i);
    if (member.sharedValue() == null) {
      return null;
    }
    List<Linking> rules = params.rules().rules();
    for (int number = 0; number < rules.size(); number++) {
      Linking rule = rules.get(number);
      String says = says(member, number, rule);
      if (rule.links() && says != null) {
        return new Why(
            rule.label(),
            "%s is on %d records; what more than %d share links nothing"
                .formatted(says, member.sharedBy(), params.rules().mostKeys()),
            0);
      }
    }
    return null;
  }

  private String says(Member member, int number, Linking rule) {
    List<String> values = new ArrayList<>();
    member.states().forEach(state -> values.add(state.facts().get(number)));
    if (rule.fact() == Fact.DOMAIN) {
      member.domains().forEach(span -> values.add(span.value()));
    }
    if (rule.fact().id() && member.source().equals(params.idsOf(rule))) {
      values.add(member.key());
    }
    for (String value : values) {
      boolean same =
          value != null
              && member.sharedValue()
                  == (rule.fact().id()
                      ? Node.id(params.idsOf(rule), Values.canonical(value))
                      : Node.value(number, value));
      if (same) {
        return rule.fact().id() ? "id " + value : RuleLinks.evidence(rule.fact(), value);
      }
    }
    return null;
  }

  /** Place of a record; -1: not here. */
  int place(String source, String key) {
    return places.getOrDefault(name(source, key), -1);
  }

  /** Place of the record that an id means, however long it is written; -1: not here. */
  int placeOfId(String source, String id) {
    return ids.getOrDefault(name(source, Values.canonical(id)), -1);
  }

  /**
   * Places in the order in which they give an account its id: those that have one in the last
   * release, then those whose id forwards there, then those known first; of those first known on
   * one day the CRM's.
   */
  Comparator<Integer> founders() {
    Comparator<Integer> incumbents = Comparator.comparing(i -> !members.get(i).incumbent());
    return incumbents
        .thenComparing(i -> !members.get(i).released())
        .thenComparing(i -> day(members.get(i).firstKnown()))
        .thenComparing(i -> !members.get(i).source().equals(params.crm()))
        .thenComparing(i -> members.get(i).firstKnown())
        .thenComparing(i -> members.get(i).source())
        .thenComparing(i -> members.get(i).key());
  }

  /** The company's day of a moment, in days since 1970. */
  long day(long micros) {
    return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L))
        .atZone(params.zone())
        .toLocalDate()
        .toEpochDay();
  }

  /** Of the decisions known at a time the last one about each two records. */
  List<Decision> decisionsBy(long time) {
    Map<String, Decision> last = new LinkedHashMap<>();
    for (Decision decision : decisions) {
      if (decision.knownMicros() <= time) {
        String one = name(decision.source(), decision.key());
        String other = name(decision.otherSource(), decision.otherKey());
        String pair = one.compareTo(other) < 0 ? one + "\n" + other : other + "\n" + one;
        last.remove(pair);
        last.put(pair, decision);
      }
    }
    return List.copyOf(last.values());
  }

  /**
   * Every moment at which what was known of the group changed; of a large group the last one of
   * each day, because each moment costs a look at all of its records.
   */
  NavigableSet<Long> times() {
    TreeSet<Long> times = new TreeSet<>();
    for (Member member : members) {
      member.states().stream().map(State::from).forEach(times::add);
      member.domains().forEach(span -> add(span, times));
    }
    long first = times.first();
    guests.values().forEach(all -> all.forEach(guest -> add(guest.domains().get(0), times)));
    decisions.forEach(decision -> times.add(decision.knownMicros()));
    TreeSet<Long> all = new TreeSet<>(times.tailSet(first));
    return size() <= LARGE ? all : lastOfEachDay(all);
  }

  private NavigableSet<Long> lastOfEachDay(NavigableSet<Long> times) {
    TreeMap<Long, Long> last = new TreeMap<>();
    times.forEach(time -> last.put(day(time), time));
    return new TreeSet<>(last.values());
  }

  private static void add(Span span, Set<Long> times) {
    times.add(span.from());
    if (span.to() != Span.OPEN) {
      times.add(span.to());
    }
  }
}
