package io.holdfast.identity;

import io.holdfast.identity.IdentityRules.Fact;
import io.holdfast.identity.IdentityRules.Linking;
import io.holdfast.identity.Member.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which records of a group were one customer, as known at a moment. Decisions of people come first,
 * then merges of the systems themselves, then the rules in their order; what was joined earlier
 * stands in the way of what comes later.
 */
final class Moment {
  /** Rule of a record of the CRM that stands. */
  static final String CRM_ACCOUNT = "crm_account";

  /** Rule of a record of the CRM that was merged into another one. */
  static final String CRM_MERGE = "crm_merge";

  /** Rule of a record that its own system, not the CRM, merged into another one. */
  static final String SOURCE_MERGE = "source_merge";

  /** Rule of a record that nothing links to the CRM. */
  static final String OWN_ACCOUNT = "own_account";

  /** Rule of a record that a person linked. */
  static final String DECISION = "decision";

  /** A value that more holders share than this proposes nothing: it says too little. */
  private static final int PROPOSES_UP_TO = 5;

  /** Why a record is where it is. */
  record Why(String rule, String evidence, double confidence) {}

  /** A link that was not made: both sides' places in the group. */
  record NearMiss(int left, int right, Why why) {}

  private final Group group;
  private final long time;
  private final State[] states;
  private final int[] roots;
  private final int[] clusters;
  private final int[] sizes;
  private final boolean[] inCrm;
  private final Why[] found;
  private final Why[] foundBy;

  /** Of records into which others were merged: these and itself. */
  private final Map<Integer, List<Integer>> followers = new HashMap<>();

  private final List<int[]> apart = new ArrayList<>();
  private final List<NearMiss> misses = new ArrayList<>();

  Moment(Group group, long time) {
    this.group = group;
    this.time = time;
    int n = group.size();
    states = new State[n];
    roots = new int[n];
    clusters = new int[n];
    sizes = new int[n];
    inCrm = new boolean[n];
    found = new Why[n];
    foundBy = new Why[n];
    for (int i = 0; i < n; i++) {
      states[i] = group.member(i).at(time);
      clusters[i] = i;
      sizes[i] = 1;
      inCrm[i] = isCrm(i);
    }
    decide();
    merge();
    List<Linking> rules = group.params().rules().rules();
    for (int i = 0; i < rules.size(); i++) {
      if (rules.get(i).links() && rules.get(i).fact().id()) {
        linkIds(i, rules.get(i));
      } else if (rules.get(i).links()) {
        linkValues(i, rules.get(i));
      }
    }
  }

  boolean known(int i) {
    return states[i] != null;
  }

  State state(int i) {
    return states[i];
  }

  /** The same for all records that are one customer. */
  int cluster(int i) {
    while (clusters[i] != i) {
      i = clusters[i];
    }
    return i;
  }

  /** Whether it is no record that was merged into another one. */
  boolean stands(int i) {
    return states[i] != null && roots[i] == i;
  }

  boolean live(int i) {
    return stands(i) && !states[i].deleted();
  }

  List<NearMiss> misses() {
    return misses;
  }

  private boolean isCrm(int i) {
    return group.member(i).source().equals(group.params().crm());
  }

  /** Clusters of known records: their places, the founder first. */
  List<List<Integer>> customers() {
    Map<Integer, List<Integer>> byCluster = new TreeMap<>();
    for (int i = 0; i < states.length; i++) {
      if (known(i)) {
        byCluster.computeIfAbsent(cluster(i), c -> new ArrayList<>()).add(i);
      }
    }
    byCluster.values().forEach(customer -> customer.sort(group.founders()));
    return List.copyOf(byCluster.values());
  }

  /** The record that stands for a customer: of the CRM before others, live before deleted. */
  int face(List<Integer> customer) {
    Comparator<Integer> live = Comparator.comparing(i -> !live(i));
    Comparator<Integer> standing = Comparator.comparing(i -> !stands(i));
    Comparator<Integer> crm = Comparator.comparing(i -> !isCrm(i));
    return customer.stream()
        .min(crm.thenComparing(standing).thenComparing(live).thenComparing(group.founders()))
        .orElseThrow();
  }

  Why why(int i, int face) {
    if (i == face) {
      return isCrm(i)
          ? new Why(CRM_ACCOUNT, "its own record in " + group.params().crm(), 1)
          : new Why(OWN_ACCOUNT, "no rule links it to " + group.params().crm(), 1);
    }
    if (found[i] != null) {
      return found[i];
    }
    return foundBy[i] != null
        ? foundBy[i]
        : new Why(CRM_ACCOUNT, "its own record in " + group.params().crm(), 1);
  }

  /** The latest first: an earlier one cannot join what a later one keeps apart. */
  private void decide() {
    List<Decision> decisions = group.decisionsBy(time);
    for (int d = decisions.size() - 1; d >= 0; d--) {
      Decision decision = decisions.get(d);
      int a = group.place(decision.source(), decision.key());
      int b = group.place(decision.otherSource(), decision.otherKey());
      if (states[a] == null || states[b] == null) {
        continue;
      }
      if (!decision.same()) {
        apart.add(new int[] {a, b});
      } else if (!isApart(a, b)) {
        Why why = new Why(DECISION, "%s: %s".formatted(decision.by(), decision.because()), 1);
        if (cluster(a) != cluster(b)) {
          join(a, b);
        }
        found[a] = found[a] == null ? why : found[a];
        found[b] = found[b] == null ? why : found[b];
      }
    }
  }

  /** Follows merges within each source; one into nothing, or in a circle, counts as none. */
  private void merge() {
    for (int i = 0; i < states.length; i++) {
      roots[i] = states[i] == null ? i : root(i);
    }
    for (int i = 0; i < states.length; i++) {
      int root = roots[i];
      if (root == i) {
        continue;
      }
      if (cluster(i) != cluster(root)) {
        if (isApart(i, root)) {
          roots[i] = i;
          continue;
        }
        join(i, root);
      }
      String into = group.member(root).key();
      followers.computeIfAbsent(root, r -> new ArrayList<>(List.of(r))).add(i);
      found[i] = new Why(isCrm(i) ? CRM_MERGE : SOURCE_MERGE, "merged into " + into, 1);
    }
  }

  private int root(int start) {
    Set<Integer> seen = new HashSet<>();
    int at = start;
    while (states[at].into() != null) {
      int next = group.place(group.member(at).source(), states[at].into());
      if (!seen.add(at)) {
        return start;
      }
      if (next < 0 || states[next] == null) {
        return at;
      }
      at = next;
    }
    return at;
  }

  private void linkIds(int number, Linking rule) {
    String of = group.params().idsOf(rule);
    for (int i = 0; i < states.length; i++) {
      String id = stands(i) ? states[i].facts().get(number) : null;
      int holder = id == null ? -1 : group.placeOfId(of, id);
      if (holder >= 0 && states[holder] != null && holder != i) {
        String kept = rule.fact() == Fact.CRM_ID ? "keeps CRM id " : "keeps %s id ".formatted(of);
        link(i, holder, why(rule, kept + id));
      }
    }
  }

  private static Why why(Linking rule, String evidence) {
    return new Why(rule.label(), evidence, rule.confidence());
  }

  /** What a value of a rule is called where people read it; addresses and numbers are not shown. */
  static String evidence(Fact fact, String value) {
    return switch (fact) {
      case EMAIL -> "the same mail address";
      case PHONE -> "the same phone number";
      default -> "%s %s".formatted(fact.label().replace('_', ' '), value);
    };
  }

  /**
   * A value links when exactly one live customer of the CRM has it; without any, when no system has
   * it twice. Domains that somebody of another customer of the CRM has belong to both.
   */
  private void linkValues(int number, Linking rule) {
    Map<String, List<Integer>> holders = new TreeMap<>();
    Map<String, List<Integer>> others = new TreeMap<>();
    for (int i = 0; i < states.length; i++) {
      if (isCrm(i) ? live(i) : stands(i)) {
        for (String value : values(i, number, rule)) {
          (isCrm(i) ? holders : others).computeIfAbsent(value, v -> new ArrayList<>()).add(i);
        }
      }
    }
    others.forEach((value, records) -> holders.putIfAbsent(value, List.of()));
    for (Map.Entry<String, List<Integer>> entry : holders.entrySet()) {
      String value = entry.getKey();
      List<Integer> crm = oneOfEach(entry.getValue());
      boolean shared = rule.fact() == Fact.DOMAIN && sharedByGuests(value, crm);
      List<Integer> records = others.getOrDefault(value, List.of());
      link(crm, shared, records, why(rule, evidence(rule.fact(), value)));
    }
  }

  private void link(List<Integer> crm, boolean shared, List<Integer> others, Why why) {
    if (crm.size() == 1 && !shared) {
      others.stream().filter(i -> !inCrm[cluster(i)]).forEach(i -> link(i, crm.get(0), why));
    } else if (crm.isEmpty() && !shared) {
      List<Integer> records = oneOfEach(others);
      boolean unclear =
          records.stream().anyMatch(i -> inCrm[cluster(i)])
              || records.stream().map(i -> group.member(i).source()).distinct().count()
                  < records.size();
      for (int i : records.subList(Math.min(1, records.size()), records.size())) {
        if (unclear) {
          miss(i, records.get(0), records.size(), why);
        } else {
          link(i, records.get(0), why);
        }
      }
    } else if (!crm.isEmpty()) {
      for (int i : crm.subList(1, crm.size())) {
        miss(i, crm.get(0), crm.size(), why);
      }
      for (int i : oneOfEach(others)) {
        if (!inCrm[cluster(i)]) {
          crm.forEach(holder -> miss(i, holder, crm.size(), why));
        }
      }
    }
  }

  /** A value that so many customers have means each of them as likely. */
  private void miss(int left, int right, int holders, Why why) {
    if (holders <= PROPOSES_UP_TO && !isApart(left, right)) {
      misses.add(
          new NearMiss(
              left, right, new Why(why.rule(), why.evidence(), why.confidence() / holders)));
    }
  }

  private List<Integer> oneOfEach(List<Integer> records) {
    Map<Integer, Integer> first = new LinkedHashMap<>();
    records.forEach(i -> first.putIfAbsent(cluster(i), i));
    return List.copyOf(first.values());
  }

  private boolean sharedByGuests(String domain, List<Integer> holders) {
    Set<Integer> theirs = new HashSet<>();
    holders.forEach(i -> theirs.add(cluster(i)));
    for (Member guest : group.guests(domain)) {
      int at = group.place(guest.source(), guest.key());
      boolean other = at < 0 || (live(roots[at]) && !theirs.contains(cluster(at)));
      if (guest.domains().get(0).holds(time) && other) {
        return true;
      }
    }
    return false;
  }

  /** Its own value; for domains also, or else, the commonest one of its people. */
  private Set<String> values(int i, int number, Linking rule) {
    Set<String> values = new LinkedHashSet<>();
    String own = states[i].facts().get(number);
    if (own != null) {
      values.add(own);
    }
    if (rule.fact() == Fact.DOMAIN && (isCrm(i) || own == null)) {
      Set<String> people = new TreeSet<>();
      for (int j : followers.getOrDefault(i, List.of(i))) {
        group.member(j).domains().stream()
            .filter(span -> span.holds(time))
            .forEach(span -> people.add(span.value()));
      }
      if (isCrm(i) || people.size() == 1) {
        values.addAll(people);
      }
    }
    return values;
  }

  private void link(int seeker, int holder, Why why) {
    int a = cluster(seeker);
    int b = cluster(holder);
    if (a == b) {
      found[seeker] = found[seeker] == null ? why : found[seeker];
    } else if (isApart(seeker, holder)) {
      return;
    } else if (inCrm[a] && inCrm[b]) {
      misses.add(new NearMiss(seeker, holder, why));
    } else if (sizes[a] + sizes[b] > group.params().rules().mostKeys()) {
      String much = "%s; more than %d keys would be one account";
      String evidence = much.formatted(why.evidence(), group.params().rules().mostKeys());
      misses.add(new NearMiss(seeker, holder, new Why(why.rule(), evidence, why.confidence())));
    } else {
      join(seeker, holder);
      found[seeker] = found[seeker] == null ? why : found[seeker];
      foundBy[holder] = foundBy[holder] == null ? why : foundBy[holder];
    }
  }

  private boolean isApart(int one, int other) {
    int a = cluster(one);
    int b = cluster(other);
    for (int[] pair : apart) {
      int left = cluster(pair[0]);
      int right = cluster(pair[1]);
      if ((left == a && right == b) || (left == b && right == a)) {
        return true;
      }
    }
    return false;
  }

  private void join(int one, int other) {
    int a = cluster(one);
    int b = cluster(other);
    int root = Math.min(a, b);
    int rest = Math.max(a, b);
    clusters[rest] = root;
    sizes[root] += sizes[rest];
    inCrm[root] |= inCrm[rest];
  }

  /** The values of a record that stands, by rule, ids in their one form. */
  Map<Integer, Set<String>> facts(int i) {
    Map<Integer, Set<String>> facts = new HashMap<>();
    List<Linking> rules = group.params().rules().rules();
    for (int number = 0; number < rules.size(); number++) {
      if (!rules.get(number).fact().id()) {
        facts.put(number, values(i, number, rules.get(number)));
      }
    }
    return facts;
  }
}
