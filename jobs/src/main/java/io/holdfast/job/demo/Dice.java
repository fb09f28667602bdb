package io.holdfast.job.demo;

import java.util.List;
import java.util.SplittableRandom;

/** Chance for one side of one account, so that changing one side leaves the others as they are. */
final class Dice {
  private final SplittableRandom random;

  private Dice(long seed) {
    random = new SplittableRandom(seed);
  }

  static Dice of(long seed, int account, String side) {
    return new Dice(mix(mix(seed + 0x9E3779B97F4A7C15L * (account + 1)) + side.hashCode()));
  }

  double uniform() {
    return random.nextDouble();
  }

  double between(double low, double high) {
    return low + (high - low) * uniform();
  }

  /** From low to high, both included. */
  int between(int low, int high) {
    return low + random.nextInt(high - low + 1);
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  boolean chance(double probability) {
    return uniform() < probability;
  }

  /** Standard normal; StrictMath, because Math may differ in the last bit between machines. */
  double normal() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - uniform()));
    return radius * StrictMath.cos(2 * StrictMath.PI * uniform());
  }

  int poisson(double mean) {
    if (mean > 30) {
      return (int) Math.max(0, Math.round(mean + StrictMath.sqrt(mean) * normal()));
    }
    double limit = StrictMath.exp(-mean);
    int count = 0;
    for (double product = uniform(); product > limit; product *= uniform()) {
      count++;
    }
    return count;
  }

  <T> T pick(List<T> values) {
    return values.get(below(values.size()));
  }

  static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
