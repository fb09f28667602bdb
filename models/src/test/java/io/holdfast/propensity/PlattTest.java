package io.holdfast.propensity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlattTest {

  @Test
  void undoesOverconfidenceAndBias() {
    Platt platt = Platt.fit(overconfident(20_000, 3));

    assertThat(platt.slope()).isEqualTo(.5, within(.03));
    assertThat(platt.intercept()).isEqualTo(-1, within(.06));
  }

  @Test
  void withoutRowsAMarginStaysAsItIs() {
    assertThat(Platt.fit(TestedRows.none())).isEqualTo(Platt.NONE);
  }

  @Test
  void thePublishedIntervalHoldsTheTrueRateNineTimesInTen() {
    double margin = 1.5;
    double truth = .5 * margin - 1;
    long held =
        IntStream.range(0, 500)
            .filter(
                seed -> {
                  Platt platt = Platt.fit(overconfident(1500, seed));
                  return Math.abs(platt.logOdds(margin) - truth) <= platt.reach(margin);
                })
            .count();

    assertThat(held).isBetween(430L, 480L);
  }

  /** Log-odds that are half the margin less one; each account seen three times in a row. */
  private static TestedRows overconfident(int n, long seed) {
    Random random = new Random(seed);
    double[] margin = new double[n];
    double[] label = new double[n];
    for (int i = 0; i < n; i++) {
      margin[i] = i % 3 == 0 ? 1.5 * random.nextGaussian() : margin[i - 1];
      boolean happens = random.nextDouble() < Platt.logistic(.5 * margin[i] - 1);
      label[i] = i % 3 == 0 ? (happens ? 1 : 0) : label[i - 1];
    }
    return new TestedRows(
        new int[n], IntStream.range(0, n).map(i -> i / 3).toArray(), label, margin);
  }
}
