package io.holdfast.job.demo;

/**
 * When an account makes up its mind. Contracts end with a term: monthly ones are decided some days
 * before each renewal, annual ones weekly in the eight weeks before theirs, and the cancellation is
 * recorded at once.
 *
 * @param lead days before a monthly renewal
 * @param weekday day of the weekly decisions, 0 to 6
 */
record Timing(int lead, int weekday) {
  private static final double WEEKS_IN_MONTH = 4.35;
  private static final double ANNUAL_WEIGHT = 3.5;
  private static final int NOTICE = 56;

  /** By how many weekly hazards the account may decide to leave on a day; mostly 0. */
  double churnWeight(Contract contract, int day) {
    if (!contract.pays() || contract.cancelling()) {
      return 0;
    }
    return weight(contract, contract.periodEnd() - day);
  }

  /** The weights of all decisions after a day that let the contract end within the horizon. */
  double churnWeightWithin(Contract contract, int day, int horizon) {
    double sum = 0;
    int later = 0;
    for (int end = contract.periodEnd(); end <= day + horizon; ) {
      for (int before = 1; before <= Math.min(NOTICE, end - day - 1); before++) {
        sum += weight(contract, before);
      }
      end = contract.laterPeriodEnd(++later);
    }
    return sum;
  }

  /** Whether it is the day of the week for whatever else is decided. */
  boolean weekly(int day) {
    return Math.floorMod(day, 7) == weekday;
  }

  private double weight(Contract contract, int before) {
    if (contract.profile().annual()) {
      return before >= 7 && before <= NOTICE && before % 7 == 0 ? ANNUAL_WEIGHT : 0;
    }
    return before == lead ? WEEKS_IN_MONTH : 0;
  }
}
