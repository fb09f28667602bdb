package io.holdfast.job.demo;

import java.time.LocalDate;

/** One subscription: its terms now, and how far it is paid. */
final class Contract {
  private static final int RENEWS_AT = 8 * 3600;
  private static final int TRIAL_DAYS = 14;

  private enum State {
    TRIAL,
    ACTIVE,
    PAUSED,
    ENDED
  }

  private final Profile profile;
  private final Days days;
  private final String id;
  private final int start;
  private State state;
  private Tier tier;
  private int seats;
  private int periods;
  private boolean cancelling;
  private boolean overdue;
  private long endedAt;

  private Contract(Profile profile, Days days, int number, int start, State state) {
    this.profile = profile;
    this.days = days;
    this.id = "sub_" + profile.stripeId().substring(4) + "_" + number;
    this.start = start;
    this.state = state;
    this.tier = profile.tier();
    this.seats = profile.seats();
  }

  /** The contract of a customer from before, in its present period. */
  static Contract running(Profile profile, Days days) {
    Contract contract = new Contract(profile, days, 1, profile.since(), State.ACTIVE);
    while (contract.periodEnd() <= profile.joined()) {
      contract.periods++;
    }
    return contract;
  }

  static Contract trial(Profile profile, Days days) {
    return new Contract(profile, days, 1, profile.joined(), State.TRIAL);
  }

  static Contract comeback(Profile profile, Days days, int day) {
    return new Contract(profile, days, 2, day, State.ACTIVE);
  }

  Profile profile() {
    return profile;
  }

  String id() {
    return id;
  }

  Tier tier() {
    return tier;
  }

  int seats() {
    return seats;
  }

  long unitAmount() {
    return tier.unitAmount(profile.currency(), profile.annual());
  }

  /** A period's price in minor units. */
  long amount() {
    return seats * unitAmount();
  }

  /** MRR in minor units while it pays, or 0. */
  long mrr() {
    return pays() ? amount() / (profile.annual() ? 12 : 1) : 0;
  }

  boolean pays() {
    return state == State.ACTIVE;
  }

  boolean paused() {
    return state == State.PAUSED;
  }

  boolean ended() {
    return state == State.ENDED;
  }

  boolean trying() {
    return state == State.TRIAL;
  }

  boolean cancelling() {
    return cancelling;
  }

  String stripeStatus() {
    return switch (state) {
      case TRIAL -> "trialing";
      case ENDED -> "canceled";
      case ACTIVE, PAUSED -> overdue ? "past_due" : "active";
    };
  }

  /** Day on which the present period ends, and the contract with it if it is cancelled. */
  int periodEnd() {
    return laterPeriodEnd(0);
  }

  /** Day on which the period ends that comes so many after the present one. */
  int laterPeriodEnd(int later) {
    return trying() ? start + TRIAL_DAYS : boundary(periods + 1 + later);
  }

  private int boundary(int number) {
    LocalDate anchor = days.date(firstPaid());
    return days.index(profile.annual() ? anchor.plusYears(number) : anchor.plusMonths(number));
  }

  private int firstPaid() {
    return profile.existedBefore() || start > profile.joined() ? start : start + TRIAL_DAYS;
  }

  long startAt() {
    return days.at(start, RENEWS_AT);
  }

  long periodStartAt() {
    return days.at(trying() ? start : boundary(periods), RENEWS_AT);
  }

  long periodEndAt() {
    return days.at(periodEnd(), RENEWS_AT);
  }

  long endedAt() {
    return endedAt;
  }

  void convert() {
    state = State.ACTIVE;
  }

  void renew() {
    periods++;
  }

  void cancel() {
    cancelling = true;
  }

  void end(long at) {
    state = State.ENDED;
    endedAt = at;
  }

  void pause() {
    state = State.PAUSED;
  }

  void resume() {
    state = State.ACTIVE;
  }

  void overdue(boolean value) {
    overdue = value;
  }

  void seats(int value) {
    seats = value;
  }

  void upgrade() {
    tier = tier.next();
  }
}
