package io.holdfast.identity;

import io.holdfast.identity.IdentityRules.Fact;
import io.holdfast.identity.IdentityRules.Linking;
import io.holdfast.identity.Moment.NearMiss;
import io.holdfast.identity.Moment.Why;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the rules link at a moment, one rule after the other, and what the guards kept them from
 * linking.
 */
final class RuleLinks {
  /** A value that more holders share than this proposes nothing: it says too little. */
  private static final int PROPOSES_UP_TO = 5;

  private final Group group;
  private final Moment moment;
  private final Clusters clusters;
  private final List<NearMiss> misses = new ArrayList<>();

  private RuleLinks(Group group, Moment moment, Clusters clusters) {
    this.group = group;
    this.moment = moment;
    this.clusters = clusters;
  }

  /** Joins the clusters of a moment by all rules that link, and gives what was not joined. */
  static List<NearMiss> join(Group group, Moment moment, Clusters clusters) {
    RuleLinks links = new RuleLinks(group, moment, clusters);
    List<Linking> rules = group.params().rules().rules();
    for (int i = 0; i < rules.size(); i++) {
      if (rules.get(i).links() && rules.get(i).fact().id()) {
        links.linkIds(i, rules.get(i));
      } else if (rules.get(i).links()) {
        links.linkValues(i, rules.get(i));
      }
    }
    return links.misses;
  }

  private void linkIds(int number, Linking rule) {
    String of = group.params().idsOf(rule);
    for (int i = 0; i < group.size(); i++) {
      String id = moment.stands(i) ? moment.state(i).facts().get(number) : null;
      int holder = id == null ? -1 : group.placeOfId(of, id);
      if (holder >= 0 && moment.state(holder) != null && holder != i) {
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
   * it twice. Domains that somebody of another customer of the CRM has belong to both. A customer
   * that the CRM deletes keeps the records it had, unless another one has the value now.
   */
  private void linkValues(int number, Linking rule) {
    Map<String, List<Integer>> holders = new TreeMap<>();
    Map<String, List<Integer>> others = new TreeMap<>();
    Map<String, List<Integer>> deleted = new TreeMap<>();
    for (int i = 0; i < group.size(); i++) {
      if (moment.stands(i)) {
        Map<String, List<Integer>> have =
            !group.inCrm(i) ? others : moment.live(i) ? holders : deleted;
        for (String value : moment.values(i, number, rule)) {
          have.computeIfAbsent(value, v -> new ArrayList<>()).add(i);
        }
      }
    }
    others.forEach((value, records) -> holders.putIfAbsent(value, List.of()));
    for (Map.Entry<String, List<Integer>> entry : holders.entrySet()) {
      String value = entry.getKey();
      List<Integer> crm = oneOfEach(entry.getValue());
      boolean shared = rule.fact() == Fact.DOMAIN && sharedByGuests(value, crm);
      List<Integer> records = others.getOrDefault(value, List.of());
      Why why = why(rule, evidence(rule.fact(), value));
      List<Integer> once = oneOfEach(deleted.getOrDefault(value, List.of()));
      if (crm.isEmpty() && once.size() == 1 && !shared) {
        keep(once.get(0), records, why);
      }
      link(crm, shared, records, why);
    }
  }

  private void keep(int deleted, List<Integer> records, Why why) {
    long since = group.member(deleted).deletedSince(moment.time());
    records.stream()
        .filter(i -> group.member(i).firstKnown() < since && !clusters.inCrm(i))
        .forEach(i -> link(i, deleted, why));
  }

  private void link(List<Integer> crm, boolean shared, List<Integer> others, Why why) {
    if (crm.size() == 1 && !shared) {
      others.stream().filter(i -> !clusters.inCrm(i)).forEach(i -> link(i, crm.get(0), why));
    } else if (crm.isEmpty() && !shared) {
      List<Integer> records = oneOfEach(others);
      boolean unclear =
          records.stream().anyMatch(i -> clusters.inCrm(i))
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
        if (!clusters.inCrm(i)) {
          crm.forEach(holder -> miss(i, holder, crm.size(), why));
        }
      }
    }
  }

  /** A value that so many customers have means each of them as likely. */
  private void miss(int left, int right, int holders, Why why) {
    if (holders <= PROPOSES_UP_TO && !clusters.apart(left, right)) {
      misses.add(
          new NearMiss(
              left, right, new Why(why.rule(), why.evidence(), why.confidence() / holders)));
    }
  }

  private List<Integer> oneOfEach(List<Integer> records) {
    Map<Integer, Integer> first = new LinkedHashMap<>();
    records.forEach(i -> first.putIfAbsent(clusters.of(i), i));
    return List.copyOf(first.values());
  }

  private boolean sharedByGuests(String domain, List<Integer> holders) {
    Set<Integer> theirs = new HashSet<>();
    holders.forEach(i -> theirs.add(clusters.of(i)));
    for (Member guest : group.guests(domain)) {
      int at = group.place(guest.source(), guest.key());
      boolean other = at < 0 || (moment.live(moment.root(at)) && !theirs.contains(clusters.of(at)));
      if (guest.domains().get(0).holds(moment.time()) && other) {
        return true;
      }
    }
    return false;
  }

  private void link(int seeker, int holder, Why why) {
    int most = group.params().rules().mostKeys();
    if (clusters.of(seeker) == clusters.of(holder)) {
      moment.found(seeker, why);
    } else if (clusters.apart(seeker, holder)) {
      return;
    } else if (clusters.inCrm(seeker) && clusters.inCrm(holder)) {
      misses.add(new NearMiss(seeker, holder, why));
    } else if (clusters.size(seeker) + clusters.size(holder) > most) {
      String evidence =
          "%s; more than %d keys would be one account".formatted(why.evidence(), most);
      misses.add(new NearMiss(seeker, holder, new Why(why.rule(), evidence, why.confidence())));
    } else {
      clusters.join(seeker, holder);
      moment.found(seeker, why);
      moment.foundBy(holder, why);
    }
  }
}
