package io.holdfast.identity;

import io.holdfast.identity.IdentityRules.Linking;
import io.holdfast.identity.Member.State;
import io.holdfast.identity.Moment.NearMiss;
import io.holdfast.identity.Moment.Why;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Row;

/** Goes through all that became known of a group, moment by moment, and keeps what was linked. */
final class Stitching {
  private final Group group;
  private final String[] ids;

  /** The link that each record has now. */
  private final Belief[] now;

  /** What each record was merged into at the moment before. */
  private final String[] into;

  private final List<List<Belief>> past = new ArrayList<>();
  private final List<Row> rows = new ArrayList<>();

  /** A link as it was believed; times are microseconds, null: still. */
  private record Belief(
      String account, Why why, long validFrom, Long validTo, long knownFrom, Long knownTo) {

    Belief until(long known) {
      return new Belief(account, why, validFrom, validTo, knownFrom, known);
    }
  }

  private Stitching(Group group) {
    this.group = group;
    this.now = new Belief[group.size()];
    this.ids = new String[group.size()];
    this.into = new String[group.size()];
    for (int i = 0; i < group.size(); i++) {
      ids[i] = group.member(i).id();
      past.add(new ArrayList<>());
    }
  }

  /** Rows of {@link Stitched#SCHEMA}. */
  static List<Row> rows(Group group) {
    Stitching stitching = new Stitching(group);
    Moment last = null;
    for (long time : group.times()) {
      last = new Moment(group, time);
      stitching.advance(last, time);
    }
    if (last != null) {
      stitching.links();
      stitching.customers(last);
      stitching.nearMisses(last);
      stitching.values(last);
    }
    return stitching.rows;
  }

  private void advance(Moment moment, long time) {
    List<List<Integer>> customers = moment.customers();
    Map<String, Long> merged = mergedAt(moment, accounts(customers));
    for (List<Integer> customer : customers) {
      String account = ids[customer.get(0)];
      int face = moment.face(customer);
      for (int i : customer) {
        Why why = moment.why(i, face);
        Belief before = now[i];
        if (before == null) {
          long event = merged.getOrDefault(account, Long.MIN_VALUE);
          now[i] = new Belief(account, why, Math.max(first(i), event), null, time, null);
        } else if (!before.account().equals(account)) {
          move(i, account, why, time, event(merged, before.account(), account));
        } else if (!before.why().equals(why)) {
          past.get(i).add(before.until(time));
          now[i] = new Belief(account, why, before.validFrom(), null, time, null);
        }
      }
    }
  }

  private long first(int i) {
    return group.member(i).firstEvent();
  }

  private static long event(Map<String, Long> merged, String before, String after) {
    return Math.max(
        merged.getOrDefault(before, Long.MIN_VALUE), merged.getOrDefault(after, Long.MIN_VALUE));
  }

  /**
   * When merges that became known since the moment before took effect, or stopped to, by the
   * accounts that they touch.
   */
  private Map<String, Long> mergedAt(Moment moment, String[] accounts) {
    Map<String, Long> merged = new HashMap<>();
    for (int i = 0; i < group.size(); i++) {
      State state = moment.state(i);
      if (state != null && !Objects.equals(state.into(), into[i])) {
        into[i] = state.into();
        if (now[i] != null) {
          merged.merge(now[i].account(), state.event(), Math::max);
        }
        merged.merge(accounts[i], state.event(), Math::max);
      }
    }
    return merged;
  }

  private String[] accounts(List<List<Integer>> customers) {
    String[] accounts = new String[group.size()];
    for (List<Integer> customer : customers) {
      customer.forEach(i -> accounts[i] = ids[customer.get(0)]);
    }
    return accounts;
  }

  /**
   * A merge moves a record from its event on, so that until then it was the other's; anything else
   * says what was true all the time.
   */
  private void move(int i, String account, Why why, long time, long event) {
    Belief before = now[i];
    past.get(i).add(before.until(time));
    boolean dated = event > before.validFrom();
    if (dated) {
      past.get(i)
          .add(new Belief(before.account(), before.why(), before.validFrom(), event, time, null));
    } else {
      past.get(i).replaceAll(b -> b.validTo() != null && b.knownTo() == null ? b.until(time) : b);
    }
    now[i] = new Belief(account, why, dated ? event : first(i), null, time, null);
  }

  private void links() {
    for (int i = 0; i < group.size(); i++) {
      Member member = group.member(i);
      past.get(i).stream().filter(this::seen).forEach(belief -> link(member, belief));
      link(member, now[i]);
    }
  }

  private void link(Member member, Belief belief) {
    rows.add(
        Stitched.row(
            Stitched.LINK,
            member.source(),
            member.key(),
            belief.account(),
            belief.why().rule(),
            belief.why().evidence(),
            belief.why().confidence(),
            time(belief.validFrom()),
            time(belief.validTo()),
            time(belief.knownFrom()),
            time(belief.knownTo())));
  }

  /** Whether a night could see it: what came and went within a day leaves nothing. */
  private boolean seen(Belief belief) {
    return belief.knownTo() == null || group.day(belief.knownFrom()) != group.day(belief.knownTo());
  }

  private static Timestamp time(Long micros) {
    return micros == null
        ? null
        : Timestamp.from(
            Instant.ofEpochSecond(
                Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000));
  }

  /** The customers, and the ids that were such once and now lead to where their founder is. */
  private void customers(Moment last) {
    TreeSet<String> live = new TreeSet<>();
    for (List<Integer> customer : last.customers()) {
      int face = last.face(customer);
      boolean inCrm = group.inCrm(face) && !group.member(face).last().deleted();
      long seen =
          customer.stream().mapToLong(i -> group.member(i).firstKnown()).min().orElseThrow();
      live.add(ids[customer.get(0)]);
      customer(customer.get(0), null, face, inCrm, seen);
    }
    TreeSet<String> once = new TreeSet<>();
    past.forEach(
        beliefs -> beliefs.stream().filter(this::seen).map(Belief::account).forEach(once::add));
    for (int i = 0; i < group.size(); i++) {
      boolean was = once.contains(ids[i]) || group.member(i).released();
      if (was && !live.contains(ids[i])) {
        customer(i, now[i].account(), i, false, group.member(i).firstKnown());
      }
    }
  }

  private void customer(int founder, String forwardsTo, int face, boolean inCrm, long seen) {
    Member member = group.member(face);
    rows.add(
        Stitched.row(
            Stitched.CUSTOMER,
            ids[founder],
            forwardsTo,
            member.source(),
            inCrm ? member.key() : null,
            time(seen),
            member.profile().get(0),
            Told.seq(member.profile())));
  }

  private void nearMisses(Moment last) {
    for (int i = 0; i < group.size(); i++) {
      Why why = group.sharedValue(i);
      if (why != null) {
        nearMiss(i, -1, why);
      }
    }
    Map<String, NearMiss> best = new TreeMap<>();
    for (NearMiss miss : last.misses()) {
      boolean apart = last.cluster(miss.left()) != last.cluster(miss.right());
      int one = Math.min(miss.left(), miss.right());
      int other = Math.max(miss.left(), miss.right());
      if (apart) {
        best.putIfAbsent("%s %d %d".formatted(miss.why().rule(), one, other), miss);
      }
    }
    best.values().forEach(miss -> nearMiss(miss.left(), miss.right(), miss.why()));
  }

  private void nearMiss(int left, int right, Why why) {
    Member one = group.member(left);
    Member other = right < 0 ? null : group.member(right);
    rows.add(
        Stitched.row(
            Stitched.NEAR_MISS,
            one.source(),
            one.key(),
            now[left].account(),
            other == null ? null : other.source(),
            other == null ? null : other.key(),
            other == null ? null : now[right].account(),
            why.rule(),
            why.confidence(),
            why.evidence()));
  }

  /** What customers are compared by with rules that only propose. */
  private void values(Moment last) {
    List<Linking> rules = group.params().rules().rules();
    if (rules.stream().allMatch(Linking::links)) {
      return;
    }
    for (int i = 0; i < group.size(); i++) {
      if (last.live(i)) {
        int place = i;
        last.facts(i)
            .forEach(
                (rule, values) ->
                    values.stream()
                        .filter(value -> !rules.get(rule).links())
                        .forEach(value -> value(place, rule, value)));
      }
    }
  }

  private void value(int i, int rule, String value) {
    Member member = group.member(i);
    rows.add(
        Stitched.row(
            Stitched.VALUE,
            (long) rule,
            value,
            member.source(),
            member.key(),
            now[i].account(),
            group.inCrm(i)));
  }
}
