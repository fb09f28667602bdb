package io.holdfast.job.demo;

import java.util.ArrayList;
import java.util.List;

/** One account's days: what it does, what its exports show, and what it decides. */
final class Life {
  private final DemoSettings settings;
  private final Days days;
  private final Exports exports;
  private final Hazards hazards;
  private final double visits;

  Life(DemoSettings settings, Days days, Exports exports, Hazards hazards) {
    this.settings = settings;
    this.days = days;
    this.exports = exports;
    this.hazards = hazards;
    this.visits = Usage.visitsFor(settings);
  }

  /** The true probabilities at one month-end; scheduled: its end was known already. */
  record Moment(int day, boolean scheduled, double churn, double upsell) {}

  Past live(Profile profile, Oracle oracle) {
    long[] mrr = new long[days.count()];
    List<Integer> ends = new ArrayList<>();
    List<Moment> moments = new ArrayList<>();
    Signals signals = new Signals(days.count(), profile.joined());
    Health health = new Health(profile, dice(profile, "health"));
    Fate fate = new Fate(profile, days, exports, signals, hazards, settings);
    Usage usage = new Usage(profile, exports, days, signals, dice(profile, "usage"), visits);
    Support support = new Support(profile, exports, days, signals, dice(profile, "support"));
    Relations relations =
        new Relations(profile, exports, days, signals, dice(profile, "relations"));
    setUp(profile);
    for (int day = profile.joined(); day < days.count(); day++) {
      boolean served = fate.contract() != null && !fate.contract().ended();
      fate.day(day, health.level());
      Contract contract = fate.contract();
      if (contract.ended()) {
        if (served) {
          ends.add(day);
        }
        continue;
      }
      double level = health.level() - (contract.cancelling() ? 0.8 : 0);
      usage.day(day, contract.seats(), level, contract.paused());
      support.day(day, contract.seats(), level);
      relations.day(day, contract.seats(), level);
      mrr[day] = contract.mrr();
      if (day % 7 == profile.index() % 7) {
        health.week();
        if (contract.pays()) {
          oracle.week(signals.at(day, contract.seats()));
        }
      }
      if (contract.pays() && days.monthEnd(day)) {
        moments.add(moment(day, fate, signals, oracle));
      }
    }
    return new Past(profile, mrr, ends, moments);
  }

  private void setUp(Profile profile) {
    exports.salesforce().account(profile, dice(profile, "crm"));
    exports.zendesk().organization(profile);
    exports.stripe().customer(profile);
    exports.segment().workspace(profile);
  }

  private static Moment moment(int day, Fate fate, Signals signals, Oracle oracle) {
    Contract contract = fate.contract();
    Seen seen = signals.at(day, contract.seats());
    return new Moment(
        day,
        contract.cancelling(),
        oracle.churn(contract, fate.timing(), seen, day),
        oracle.upsell(contract, fate.timing(), seen, day));
  }

  private Dice dice(Profile profile, String side) {
    return Dice.of(settings.seed(), profile.index(), side);
  }
}
