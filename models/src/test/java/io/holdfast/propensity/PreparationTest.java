package io.holdfast.propensity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PreparationTest {

  @Test
  void aSkewedCountIsTakenByItsLogarithmAndAnOutlierIsCut() {
    List<double[]> rows =
        IntStream.range(0, 1000).mapToObj(i -> new double[] {Math.exp(i % 10)}).toList();

    Preparation preparation = Preparation.of(rows, 1);

    assertThat(preparation.inputs()).singleElement().matches(Preparation.Input::log);
    assertThat(preparation.of(new double[] {1e12})).containsExactly(4);
  }

  @Test
  void aMissingValueIsTheMeanAndSaysSo() {
    List<double[]> rows =
        IntStream.range(0, 100)
            .mapToObj(i -> new double[] {i % 4 == 0 ? Double.NaN : i % 2})
            .toList();

    Preparation preparation = Preparation.of(rows, 1);
    double[] missing = preparation.of(new double[] {Double.NaN});
    double[] present = preparation.of(new double[] {1});

    assertThat(missing[0]).isEqualTo(.75 / Math.sqrt(.25 * .75), within(1e-9));
    assertThat(missing[1]).isZero();
    assertThat(present[0]).isNegative();
    assertThat(present[1]).isPositive();
  }

  @Test
  void whatNeverDiffersGetsNoInput() {
    List<double[]> rows = List.of(new double[] {7, 1}, new double[] {7, 2});

    assertThat(Preparation.of(rows, 2).inputs())
        .extracting(Preparation.Input::feature)
        .containsExactly(1);
  }
}
