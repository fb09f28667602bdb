package io.holdfast.propensity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AucTest {

  @Test
  void countsPairsOfTheSameDayAndTiesHalf() {
    TestedRows rows =
        new TestedRows(
            new int[] {1, 1, 1, 2, 2},
            new int[] {1, 2, 3, 1, 2},
            new double[] {1, 0, 0, 1, 0},
            new double[] {.5, .5, .1, .2, .9});

    assertThat(Auc.of(rows).value()).isEqualTo((1.5 + 0) / 3, within(1e-12));
  }

  @Test
  void aTrendOverTimeIsNoMerit() {
    int[] day = IntStream.range(0, 400).map(i -> i / 200).toArray();
    double[] label =
        IntStream.range(0, 400).mapToDouble(i -> i % (i < 200 ? 10 : 2) == 0 ? 1 : 0).toArray();
    double[] score = IntStream.range(0, 400).mapToDouble(i -> i < 200 ? 0 : 1).toArray();

    Auc auc = Auc.of(new TestedRows(day, IntStream.range(0, 400).toArray(), label, score));

    assertThat(auc.value()).isEqualTo(.5, within(1e-12));
    assertThat(auc.isAbove(.5)).isFalse();
  }

  /** DeLong's variance written out for one day and independent rows. */
  @Test
  void withOneRowAnAccountTheErrorIsDeLongs() {
    Random random = new Random(1);
    int n = 300;
    double[] label = IntStream.range(0, n).mapToDouble(i -> i % 5 == 0 ? 1 : 0).toArray();
    double[] score =
        IntStream.range(0, n).mapToDouble(i -> label[i] + random.nextGaussian()).toArray();
    double m = 60;
    double k = 240;
    double auc = 0;
    double[] component = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (label[i] > 0 && label[j] == 0 && score[i] > score[j]) {
          auc += 1 / m / k;
          component[i] += 1 / k;
          component[j] += 1 / m;
        }
      }
    }
    double positives = 0;
    double negatives = 0;
    for (int i = 0; i < n; i++) {
      double square = Math.pow(component[i] - auc, 2);
      positives += label[i] > 0 ? square / (m - 1) / m : 0;
      negatives += label[i] > 0 ? 0 : square / (k - 1) / k;
    }

    Auc found = Auc.of(new TestedRows(new int[n], IntStream.range(0, n).toArray(), label, score));

    assertThat(found.value()).isEqualTo(auc, within(1e-12));
    assertThat(found.error()).isEqualTo(Math.sqrt(positives + negatives), within(.0005));
  }

  @Test
  void repeatedSnapshotsOfAnAccountAreNoNewEvidence() {
    TestedRows once = noisy(200, 1);
    TestedRows fourTimes = once.and(once).and(once).and(once);
    int[] days = IntStream.range(0, 800).map(i -> i / 200).toArray();
    TestedRows repeated = new TestedRows(days, fourTimes.account, fourTimes.label, fourTimes.score);

    assertThat(Auc.of(repeated).value()).isEqualTo(Auc.of(once).value(), within(1e-9));
    assertThat(Auc.of(repeated).error()).isEqualTo(Auc.of(once).error(), within(1e-9));
  }

  @Test
  void noiseIsCalledSignalOnceInAHundred() {
    long called =
        IntStream.range(0, 2000).filter(seed -> Auc.of(noisy(300, seed)).isAbove(.5)).count();

    assertThat(called).isBetween(4L, 40L);
  }

  private static TestedRows noisy(int n, long seed) {
    Random random = new Random(seed);
    return new TestedRows(
        new int[n],
        IntStream.range(0, n).toArray(),
        IntStream.range(0, n).mapToDouble(i -> random.nextDouble() < .1 ? 1 : 0).toArray(),
        IntStream.range(0, n).mapToDouble(i -> random.nextGaussian()).toArray());
  }
}
