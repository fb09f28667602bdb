package io.holdfast.propensity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QualityTest {

  @Test
  void measuresPerfectRanksWithWrongLevels() {
    int n = 100;
    double[] label = IntStream.range(0, n).mapToDouble(i -> i < 10 ? 1 : 0).toArray();
    double[] score = IntStream.range(0, n).mapToDouble(i -> i < 10 ? .6 : .2).toArray();

    Quality quality = Quality.of(rows(n, label, score));

    assertThat(quality.auc()).isEqualTo(1);
    assertThat(quality.logLoss()).isEqualTo(-.1 * Math.log(.6) - .9 * Math.log(.8), within(1e-12));
    assertThat(quality.brier()).isEqualTo(.1 * .16 + .9 * .04, within(1e-12));
    assertThat(quality.calibrationError()).isEqualTo(.1 * .4 + .9 * .2, within(1e-12));
    assertThat(quality.liftTopDecile()).isEqualTo(10, within(1e-12));
  }

  @Test
  void advantageIsMeasuredInStandardErrorsOfAccounts() {
    int n = 400;
    double[] label = IntStream.range(0, n).mapToDouble(i -> i % 4 == 0 ? 1 : 0).toArray();
    double[] flat = IntStream.range(0, n).mapToDouble(i -> .25).toArray();
    double[] better = IntStream.range(0, n).mapToDouble(i -> i % 4 == 0 ? .5 : .2).toArray();
    TestedRows rows = rows(n, label, flat);

    assertThat(Quality.advantage(rows, better, flat)).isGreaterThan(5);
    assertThat(Quality.advantage(rows, flat, better)).isLessThan(-5);
    assertThat(Quality.advantage(rows, flat, flat)).isZero();
  }

  private static TestedRows rows(int n, double[] label, double[] score) {
    return new TestedRows(new int[n], IntStream.range(0, n).toArray(), label, score);
  }
}
