package io.holdfast.job.demo;

import io.holdfast.job.demo.SalesforceExport.Deal;

/** What becomes of an account's contract: each morning it may change, given what is seen. */
final class Fate {
  private static final int DECIDES_AT = 10 * 3600;

  private final Profile profile;
  private final Days days;
  private final Exports exports;
  private final Signals signals;
  private final Hazards hazards;
  private final Timing timing;
  private final Billing billing;
  private final Sales sales;
  private final Dice dice;
  private final boolean pauses;
  private Contract contract;
  private Deal firstDeal;
  private int resumesOn = Integer.MAX_VALUE;
  private int returnsOn = Integer.MAX_VALUE;

  Fate(
      Profile profile,
      Days days,
      Exports exports,
      Signals signals,
      Hazards hazards,
      DemoSettings settings) {
    this.profile = profile;
    this.days = days;
    this.exports = exports;
    this.signals = signals;
    this.hazards = hazards;
    this.dice = Dice.of(settings.seed(), profile.index(), "fate");
    this.timing = new Timing(dice.between(2, 9), dice.below(7));
    this.pauses = settings.mess().pauses();
    this.sales = new Sales(profile, exports, days, signals);
    this.billing =
        new Billing(
            profile,
            exports,
            days,
            signals,
            Dice.of(settings.seed(), profile.index(), "billing"),
            settings.mess().refunds());
  }

  Contract contract() {
    return contract;
  }

  Timing timing() {
    return timing;
  }

  /** Lets a day pass; what was seen is what the exports showed the evening before. */
  void day(int day, double health) {
    if (day == profile.joined()) {
      begin(day);
    } else if (contract.ended()) {
      comeBack(day, health);
    } else {
      decide(day, health);
      term(day, health);
      billing.day(contract, day, health);
    }
  }

  private void begin(int day) {
    if (profile.existedBefore()) {
      contract = Contract.running(profile, days);
    } else {
      contract = Contract.trial(profile, days);
      firstDeal = sales.first(contract, day);
    }
    write(day, Days.MORNING + 1_200);
  }

  private void term(int day, double health) {
    if (contract.ended()) {
      return;
    }
    if (profile.annual() && contract.pays()) {
      sales.renewalDue(contract, day);
    }
    if (day != contract.periodEnd()) {
      return;
    }
    if (contract.trying()) {
      boolean bought = dice.chance(0.88);
      sales.close(firstDeal, bought, day);
      if (bought) {
        contract.convert();
      } else {
        contract.end(contract.periodEndAt());
      }
    } else if (contract.cancelling()) {
      end(contract.periodEndAt(), day);
    } else {
      sales.renewed(true, day);
      shrink(day);
      contract.renew();
    }
    write(day, 8 * 3600);
    if (contract.pays()) {
      billing.bill(contract, contract.amount(), day, health);
    }
  }

  private void decide(int day, double health) {
    if (contract.paused() && day >= resumesOn) {
      contract.resume();
      write(day, DECIDES_AT);
      return;
    }
    Seen seen = signals.at(day - 1, contract.seats());
    double weight = timing.churnWeight(contract, day);
    if (weight > 0 && happens(weight * hazards.churn(seen))) {
      leave(day, false);
    } else if (contract.pays() && !contract.cancelling() && timing.weekly(day)) {
      if (happens(hazards.suddenChurn())) {
        leave(day, true);
      } else if (happens(hazards.upsell(seen))) {
        grow(day, seen, health);
      } else {
        sell(day, seen);
      }
    }
  }

  private boolean happens(double hazard) {
    return dice.chance(1 - StrictMath.exp(-hazard));
  }

  private void leave(int day, boolean atOnce) {
    sales.renewed(false, day);
    sales.expanded(false, day);
    if (atOnce) {
      end(days.at(day, DECIDES_AT), day);
    } else {
      contract.cancel();
    }
    write(day, DECIDES_AT);
  }

  private void end(long at, int day) {
    contract.end(at);
    if (pauses && dice.chance(0.06)) {
      returnsOn = day + dice.between(95, 180);
    }
  }

  private void grow(int day, Seen seen, double health) {
    long before = contract.amount();
    if (!contract.tier().highest() && seen.breadth() >= 5 && dice.chance(0.25)) {
      contract.upgrade();
    } else {
      int more = (int) Math.ceil(contract.seats() * dice.between(0.12, 0.4));
      contract.seats(contract.seats() + Math.max(1, more));
    }
    sales.expanded(true, day);
    write(day, DECIDES_AT);
    if (profile.annual()) {
      int rest = contract.periodEnd() - day;
      billing.bill(contract, (contract.amount() - before) * rest / 365, day, health);
    }
  }

  private void sell(int day, Seen seen) {
    if (sales.expanding() && dice.chance(Hazards.EXPANSION_LOST)) {
      sales.expanded(false, day);
    } else if (!sales.expanding() && dice.chance(hazards.expansionBegins(seen))) {
      sales.expand(contract, day);
    } else if (pauses && !profile.annual() && dice.chance(0.0004)) {
      contract.pause();
      resumesOn = day + dice.between(21, 70);
      write(day, DECIDES_AT);
    }
  }

  private void shrink(int day) {
    double use = signals.at(day - 1, contract.seats()).usersPerSeat();
    double chance =
        (profile.annual() ? 0.07 : 0.007)
            * Math.min(3, StrictMath.exp(2 * hazards.signal() * (0.6 - use)));
    if (contract.seats() > 3 && dice.chance(chance)) {
      contract.seats(Math.max(3, (int) (contract.seats() * dice.between(0.65, 0.9))));
    }
  }

  private void comeBack(int day, double health) {
    if (day == returnsOn) {
      contract = Contract.comeback(profile, days, day);
      returnsOn = Integer.MAX_VALUE;
      write(day, DECIDES_AT);
      billing.bill(contract, contract.amount(), day, health);
    }
  }

  private void write(int day, int second) {
    exports.stripe().subscription(contract, days.at(day, second));
  }
}
