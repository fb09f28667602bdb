package io.holdfast.job.demo;

import io.holdfast.job.demo.StripeExport.Bill;

/** Bills and how they are paid: accounts that do badly pay badly. */
final class Billing {
  private static final int[] RETRY_AFTER = {3, 5, 7};

  private final Profile profile;
  private final Exports exports;
  private final Days days;
  private final Signals signals;
  private final Dice dice;
  private final boolean refunds;
  private Bill open;
  private int attempts;
  private int retryOn;
  private int number;

  Billing(
      Profile profile, Exports exports, Days days, Signals signals, Dice dice, boolean refunds) {
    this.profile = profile;
    this.exports = exports;
    this.days = days;
    this.signals = signals;
    this.dice = dice;
    this.refunds = refunds;
  }

  /** Bills an amount in minor units and tries to collect it. */
  void bill(Contract contract, long amount, int day, double health) {
    long at = days.at(day, 8 * 3600 + 300);
    String id = "in_" + profile.stripeId().substring(4) + "_" + number++;
    Bill bill = new Bill(id, profile, contract.id(), amount, at);
    exports.stripe().invoice(bill, "open", at);
    if (open == null) {
      open = bill;
      attempts = 0;
      collect(contract, day, health);
    } else {
      exports.stripe().charge(bill, charge(bill, 0), null, at + 60);
      exports.stripe().invoice(bill, "paid", at + 61);
    }
  }

  void day(Contract contract, int day, double health) {
    if (open != null && day == retryOn) {
      collect(contract, day, health);
    }
  }

  private void collect(Contract contract, int day, double health) {
    Bill bill = open;
    long at = days.at(day, 9 * 3600 + 60 * attempts);
    String charge = charge(bill, attempts);
    double failing = attempts == 0 ? 0.02 + 0.3 * Health.sigmoid(-2.2 - 1.2 * health) : 0.35;
    if (attempts < RETRY_AFTER.length && dice.chance(failing)) {
      signals.failedPayment(day);
      exports.stripe().charge(bill, charge, reason(), at);
      retryOn = day + RETRY_AFTER[attempts++];
      mark(contract, true, at);
      return;
    }
    exports.stripe().charge(bill, charge, null, at);
    exports.stripe().invoice(bill, "paid", at + 1);
    open = null;
    mark(contract, false, at + 2);
    double u = dice.uniform();
    long later = at + dice.between(2, 12) * 86_400L;
    if (refunds && u < 0.012) {
      long part = dice.chance(0.5) ? bill.amount() : bill.amount() / 4;
      exports.stripe().refund(bill, charge, part, later);
    } else if (refunds && u < 0.014) {
      exports.stripe().dispute(bill, charge, later);
    }
  }

  private void mark(Contract contract, boolean overdue, long at) {
    boolean before = contract.stripeStatus().equals("past_due");
    contract.overdue(overdue);
    if (!contract.ended() && before != contract.stripeStatus().equals("past_due")) {
      exports.stripe().subscription(contract, at);
    }
  }

  private String reason() {
    return dice.chance(0.6) ? "card_declined" : "insufficient_funds";
  }

  private static String charge(Bill bill, int attempt) {
    return "ch" + bill.id().substring(2) + "_" + attempt;
  }
}
