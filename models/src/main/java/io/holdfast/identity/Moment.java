package io.holdfast.identity;

import io.holdfast.identity.IdentityRules.Fact;
import io.holdfast.identity.IdentityRules.Linking;
import io.holdfast.identity.Member.State;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
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

  /** Why a record is where it is. */
  record Why(String rule, String evidence, double confidence) {}

  /** A link that was not made: both sides' places in the group. */
  record NearMiss(int left, int right, Why why) {}

  private final Group group;
  private final long time;
  private final State[] states;
  private final int[] roots;
  private final Clusters clusters;
  private final Why[] found;
  private final Why[] foundBy;

  /** Of records into which others were merged: these and itself. */
  private final Map<Integer, List<Integer>> followers = new HashMap<>();

  private final List<NearMiss> misses;

  Moment(Group group, long time) {
    this.group = group;
    this.time = time;
    int n = group.size();
    states = new State[n];
    roots = new int[n];
    clusters = new Clusters(group);
    found = new Why[n];
    foundBy = new Why[n];
    for (int i = 0; i < n; i++) {
      states[i] = group.member(i).at(time);
      roots[i] = i;
    }
    decide();
    merge();
    misses = RuleLinks.join(group, this, clusters);
  }

  long time() {
    return time;
  }

  boolean known(int i) {
    return states[i] != null;
  }

  State state(int i) {
    return states[i];
  }

  /** The same for all records that are one customer. */
  int cluster(int i) {
    return clusters.of(i);
  }

  /** The record that it was merged into in the end; itself when it was not. */
  int root(int i) {
    return roots[i];
  }

  /** Notes why a record is where it is, unless something earlier says so. */
  void found(int i, Why why) {
    found[i] = found[i] == null ? why : found[i];
  }

  /** The same of the record that another one was linked to. */
  void foundBy(int i, Why why) {
    foundBy[i] = foundBy[i] == null ? why : foundBy[i];
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

  /** Clusters of known records: their places, the founder first. */
  List<List<Integer>> customers() {
    Map<Integer, List<Integer>> byCluster = new TreeMap<>();
    for (int i = 0; i < states.length; i++) {
      if (known(i)) {
        byCluster.computeIfAbsent(clusters.of(i), c -> new ArrayList<>()).add(i);
      }
    }
    byCluster.values().forEach(customer -> customer.sort(group.founders()));
    return List.copyOf(byCluster.values());
  }

  /** The record that stands for a customer: of the CRM before others, live before deleted. */
  int face(List<Integer> customer) {
    Comparator<Integer> live = Comparator.comparing(i -> !live(i));
    Comparator<Integer> standing = Comparator.comparing(i -> !stands(i));
    Comparator<Integer> crm = Comparator.comparing(i -> !group.inCrm(i));
    return customer.stream()
        .min(crm.thenComparing(standing).thenComparing(live).thenComparing(group.founders()))
        .orElseThrow();
  }

  Why why(int i, int face) {
    if (i == face) {
      return group.inCrm(i)
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
        clusters.keepApart(a, b);
      } else if (!clusters.apart(a, b)) {
        Why why = new Why(DECISION, "%s: %s".formatted(decision.by(), decision.because()), 1);
        clusters.join(a, b);
        found(a, why);
        found(b, why);
      }
    }
  }

  /**
   * Follows merges within each source, from record to record, as far as no person keeps them apart;
   * one into nothing, or in a circle, counts as none.
   */
  private void merge() {
    for (int i = 0; i < states.length; i++) {
      roots[i] = states[i] == null ? i : followed(i);
    }
    for (int i = 0; i < states.length; i++) {
      int root = roots[i];
      if (root == i) {
        continue;
      }
      if (clusters.of(i) != clusters.of(root) && clusters.apart(i, root)) {
        roots[i] = i;
        continue;
      }
      clusters.join(i, root);
      String into = group.member(root).key();
      followers.computeIfAbsent(root, r -> new ArrayList<>(List.of(r))).add(i);
      found[i] = new Why(group.inCrm(i) ? CRM_MERGE : SOURCE_MERGE, "merged into " + into, 1);
    }
  }

  private int followed(int start) {
    LinkedHashSet<Integer> path = new LinkedHashSet<>();
    for (int at = start; at >= 0 && states[at] != null; at = next(at)) {
      if (!path.add(at)) {
        return start;
      }
    }
    List<Integer> backwards = new ArrayList<>(path);
    Collections.reverse(backwards);
    int root = backwards.get(0);
    for (int at : backwards) {
      root = clusters.apart(at, root) ? at : root;
    }
    return root;
  }

  private int next(int at) {
    String into = states[at].into();
    return into == null ? -1 : group.place(group.member(at).source(), into);
  }

  /** Its own value; for domains also, or else, the commonest one of its people. */
  Set<String> values(int i, int number, Linking rule) {
    Set<String> values = new LinkedHashSet<>();
    String own = states[i].facts().get(number);
    if (own != null) {
      values.add(own);
    }
    if (rule.fact() == Fact.DOMAIN && (group.inCrm(i) || own == null)) {
      Set<String> people = new TreeSet<>();
      for (int j : followers.getOrDefault(i, List.of(i))) {
        group.member(j).domains().stream()
            .filter(span -> span.holds(time))
            .forEach(span -> people.add(span.value()));
      }
      if (group.inCrm(i) || people.size() == 1) {
        values.addAll(people);
      }
    }
    return values;
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
