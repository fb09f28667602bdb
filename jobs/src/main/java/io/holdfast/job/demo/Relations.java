package io.holdfast.job.demo;

/** Meetings, calls and mails with the account, and its answers to the quarterly survey. */
final class Relations {
  private final Profile profile;
  private final Exports exports;
  private final Days days;
  private final Signals signals;
  private final Dice dice;
  private final int surveyDay;
  private int number;

  Relations(Profile profile, Exports exports, Days days, Signals signals, Dice dice) {
    this.profile = profile;
    this.exports = exports;
    this.days = days;
    this.signals = signals;
    this.dice = dice;
    this.surveyDay = profile.joined() + dice.between(10, 70);
  }

  void day(int day, int seats, double health) {
    survey(day, health);
    if (days.weekend(day)) {
      return;
    }
    double size = Math.min(2, StrictMath.sqrt(seats / 7.0));
    if (dice.chance(0.018 * size * StrictMath.exp(0.25 * health))) {
      meeting(day, health);
    }
    if (dice.chance(0.014 * size)) {
      task(day, "call");
      signals.contact(day);
    }
    if (dice.chance(0.02)) {
      task(day, "email");
    }
  }

  private void meeting(int day, double health) {
    long when = days.at(day, dice.between(7, 16) * 3600);
    long booked = when - dice.between(3, 14) * 86_400L;
    String id = SalesforceId.of("00U", profile.index() * 1_000L + number++);
    boolean held = dice.chance(Health.sigmoid(1.6 + 0.9 * health));
    exports.salesforce().meeting(profile, id, "", booked, when, booked);
    exports.salesforce().meeting(profile, id, held ? "Held" : "Missed", booked, when, when + 3_600);
    if (held) {
      signals.contact(day);
    }
  }

  private void task(int day, String kind) {
    String id = SalesforceId.of("00T", profile.index() * 1_000L + number++);
    long when = days.at(day, dice.between(Days.MORNING, Days.EVENING - 3_600));
    exports.salesforce().task(profile, id, kind, when);
  }

  private void survey(int day, double health) {
    if (day < surveyDay || (day - surveyDay) % 91 != 0) {
      return;
    }
    double noise = dice.normal();
    boolean answers = dice.chance(0.6);
    int score = (int) Math.max(0, Math.min(10, Math.round(6.8 + 1.9 * health + 1.1 * noise)));
    String comment = dice.chance(0.7) ? Texts.survey(dice, score) : "";
    if (answers) {
      long at = days.at(day, dice.between(8, 16) * 3600);
      exports.survey(profile, at - 2 * 86_400L, at, score, comment);
      signals.nps(score);
    }
  }
}
