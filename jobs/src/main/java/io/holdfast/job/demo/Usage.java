package io.holdfast.job.demo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Who uses what of the product: more people, more kinds of things, the better the account does. */
final class Usage {
  static final List<String> EVENTS =
      List.of(
          "Signed In",
          "Dashboard Viewed",
          "Report Created",
          "Data Exported",
          "Workflow Run",
          "API Called",
          "User Invited",
          "Integration Connected");
  static final int KINDS = EVENTS.size();
  private static final double MORE_PER_VISIT = 0.9;
  private static final double WEEKEND = 0.12;

  private final Profile profile;
  private final Exports exports;
  private final Days days;
  private final Signals signals;
  private final Dice dice;
  private final double visits;
  private final boolean[] seen = new boolean[512];
  private int number;

  /**
   * @param visits mean visits of an active user on a weekday
   */
  Usage(Profile profile, Exports exports, Days days, Signals signals, Dice dice, double visits) {
    this.profile = profile;
    this.exports = exports;
    this.days = days;
    this.signals = signals;
    this.dice = dice;
    this.visits = visits;
  }

  /** Mean visits of an active user on a weekday that bring about so many events. */
  static double visitsFor(DemoSettings settings) {
    double userDays =
        settings.accounts() * (double) Days.of(settings.from(), settings.to()).count();
    double activeUsersPerAccountDay = 4.2;
    return settings.events()
        / (userDays
            * activeUsersPerAccountDay
            * 5
            / 7
            * (1 + WEEKEND * 2 / 5)
            * (1 + MORE_PER_VISIT));
  }

  void day(int day, int seats, double health, boolean paused) {
    double people =
        profile.potential() * StrictMath.exp(profile.growth() * (day - profile.joined()) / 7);
    double share = Health.sigmoid(0.9 + 1.1 * health) * (paused ? 0.05 : 1);
    int active = (int) Math.round(Math.min(Math.min(seats, people * share), 500));
    double rate = visits * (days.weekend(day) ? WEEKEND : 1);
    int delay = exports.segment().delay(dice);
    List<Integer> moments = new ArrayList<>();
    for (int user = 0; user < active; user++) {
      for (int visit = dice.poisson(rate); visit > 0; visit--) {
        moments.add(dice.between(Days.MORNING, Days.EVENING - 3600) * 512 + user);
      }
    }
    int[] order = moments.stream().mapToInt(Integer::intValue).toArray();
    Arrays.sort(order);
    for (int moment : order) {
      visit(day, moment % 512, moment / 512, health, delay);
    }
  }

  private void visit(int day, int user, int second, double health, int delay) {
    if (!seen[user]) {
      seen[user] = true;
      exports.segment().user(profile, user, days.at(day, second));
    }
    event(day, user, 0, second, delay);
    double kinds = 1 + 6.5 * Health.sigmoid(0.5 + 0.9 * health);
    for (int more = dice.poisson(MORE_PER_VISIT), i = 1; i <= more; i++) {
      double u = dice.uniform();
      event(day, user, 1 + (int) Math.min(kinds * u, KINDS - 2), second + 60 * i, delay);
    }
  }

  private void event(int day, int user, int kind, int second, int delay) {
    signals.event(day, user, kind);
    exports.segment().event(profile, user, EVENTS.get(kind), number++, days.at(day, second), delay);
  }
}
