package io.holdfast.job.demo;

/**
 * How well an account does, which no export shows: it wanders around the account's own contentment,
 * and now and then a blow or a success moves that for good.
 */
final class Health {
  private final Dice dice;
  private double contentment;
  private double level;

  Health(Profile profile, Dice dice) {
    this.dice = dice;
    contentment = profile.contentment();
    level = contentment + 0.5 * dice.normal();
  }

  void week() {
    if (dice.chance(0.006)) {
      contentment -= 0.6 + Math.abs(dice.normal());
    } else if (dice.chance(0.004)) {
      contentment += 0.8;
    }
    level += 0.05 * (contentment - level) + 0.13 * dice.normal();
  }

  /** About 0 when ordinary, 1 when well, -1 when not. */
  double level() {
    return level;
  }

  static double sigmoid(double x) {
    return 1 / (1 + StrictMath.exp(-x));
  }
}
