package io.holdfast.job.demo;

import io.holdfast.job.demo.SalesforceExport.Deal;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Opportunities: the first contract, the renewals of annual ones, and expansions. */
final class Sales {
  private static final String WON = "Closed Won";
  private static final String LOST = "Closed Lost";

  private final Profile profile;
  private final Exports exports;
  private final Days days;
  private final Signals signals;
  private Deal renewal;
  private Deal expansion;
  private int number;

  Sales(Profile profile, Exports exports, Days days, Signals signals) {
    this.profile = profile;
    this.exports = exports;
    this.days = days;
    this.signals = signals;
  }

  /** A trial that came from a sale, which began a month before it. */
  Deal first(Contract contract, int day) {
    Deal deal = deal("New Business", contract, 12, day - 30, day + 14);
    write(deal, "Qualification", day - 30);
    write(deal, "Proposal", day - 8);
    return deal;
  }

  void close(Deal deal, boolean won, int day) {
    write(deal, won ? WON : LOST, day);
  }

  void renewalDue(Contract contract, int day) {
    int before = contract.periodEnd() - day;
    if (before == 90) {
      renewal = deal("Renewal", contract, 12, day, contract.periodEnd());
      write(renewal, "Qualification", day);
    } else if (before == 30 && renewal != null) {
      write(renewal, "Negotiation", day);
    }
  }

  void renewed(boolean won, int day) {
    if (renewal != null) {
      write(renewal, won ? WON : LOST, day);
      renewal = null;
    }
  }

  boolean expanding() {
    return expansion != null;
  }

  void expand(Contract contract, int day) {
    expansion = deal("Expansion", contract, 3, day, day + 60);
    write(expansion, "Proposal", day);
    signals.expansion(true);
  }

  void expanded(boolean won, int day) {
    if (expansion != null) {
      write(expansion, won ? WON : LOST, day);
      expansion = null;
      signals.expansion(false);
    }
  }

  private Deal deal(String type, Contract contract, int months, int created, int close) {
    long yearly = contract.amount() * (profile.annual() ? 1 : 12);
    return new Deal(
        SalesforceId.of("006", profile.index() * 1_000L + number++),
        profile.salesforceId(),
        profile.name() + " - " + type,
        type,
        BigDecimal.valueOf(yearly * months, 2)
            .divide(BigDecimal.valueOf(12), 2, RoundingMode.HALF_UP),
        profile.currency(),
        days.date(close),
        profile.owner(),
        at(created));
  }

  private void write(Deal deal, String stage, int day) {
    exports.salesforce().opportunity(deal, stage, at(day));
  }

  private long at(int day) {
    return days.at(day, 12 * 3600);
  }
}
