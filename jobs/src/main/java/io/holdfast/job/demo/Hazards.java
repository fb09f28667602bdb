package io.holdfast.job.demo;

/**
 * Weekly hazards of leaving and of growing, given what the exports show. Of a weaker signal a share
 * strikes anybody at any time instead. The bases are set by a rehearsal that aims at fixed rates.
 *
 * @param signal share of leaving and growing that follows what is seen
 */
record Hazards(double signal, double churnBase, double upsellBase) {
  /** Weekly hazards aimed at, averaged over paying accounts. */
  static final double CHURN = 0.0058;

  /** Chance a week that an expansion on sale is given up. */
  static final double EXPANSION_LOST = 0.06;

  static final double UPSELL = 0.0046;

  /** For a rehearsal. */
  static Hazards first(double signal) {
    return new Hazards(signal, CHURN / 3, UPSELL / 3);
  }

  /** Of deciding to leave at a term's end. */
  double churn(Seen seen) {
    return signal * churnBase * relativeChurn(seen);
  }

  /** Of leaving out of the blue. */
  double suddenChurn() {
    return (1 - signal) * CHURN;
  }

  double upsell(Seen seen) {
    return signal * upsellBase * relativeUpsell(seen) + (1 - signal) * UPSELL;
  }

  /** Chance a week that an expansion begins to be sold. */
  double expansionBegins(Seen seen) {
    return 0.004 * StrictMath.exp(signal * 1.2 * clamp((seen.usersPerSeat() - 0.6) / 0.25));
  }

  double relativeChurn(Seen seen) {
    double z =
        0.85 * clamp((0.6 - seen.usersPerSeat()) / 0.25)
            - 0.4 * clamp(StrictMath.log(seen.trend()) / 0.35)
            + 0.25 * Math.min(3, seen.urgentTickets())
            + 0.3 * Math.min(3, seen.failedPayments())
            + (Double.isNaN(seen.nps()) ? 0 : 0.08 * (7 - seen.nps()))
            + 0.2 * (seen.daysSinceContact() - 40) / 40
            - 0.12 * (seen.breadth() - 5);
    return StrictMath.exp(z);
  }

  double relativeUpsell(Seen seen) {
    double z =
        2.6 * clamp((seen.usersPerSeat() - 0.6) / 0.25)
            + 0.2 * clamp(StrictMath.log(seen.trend()) / 0.35)
            + 0.25 * (seen.breadth() - 5)
            + (Double.isNaN(seen.nps()) ? 0 : 0.15 * (seen.nps() - 7))
            + (seen.openExpansion() ? 2.4 : 0);
    return StrictMath.exp(z);
  }

  private static double clamp(double value) {
    return Math.max(-2, Math.min(2, value));
  }
}
