package io.holdfast.job.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.holdfast.table.TestSpark;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class StabilityTest {

  @Test
  void equalDistributionsHaveNoIndexAndDifferentOnesALargeOne() {
    Stability stability = new Stability(rows("id", "id"), List.of("same", "other"));

    assertThat(stability.of(rows("999 - id", "id + 500")))
        .hasEntrySatisfying("same", psi -> assertThat(psi).isCloseTo(0, within(0.001)))
        .hasEntrySatisfying("other", psi -> assertThat(psi).isGreaterThan(1));
  }

  @Test
  void theIndexIsTheSumOverTheBinsOfTheDifferenceTimesTheLogarithmOfTheQuotient() {
    Stability stability = new Stability(rows("id % 2", "0"), List.of("same"));

    // Half and half before; nine tenths are 0 now.
    double expected = 0.4 * Math.log(0.9 / 0.5) - 0.4 * Math.log(0.1 / 0.5);
    assertThat(stability.of(rows("cast(id % 10 = 9 as int)", "0")).get("same"))
        .isCloseTo(expected, within(1e-9));
  }

  @Test
  void whatIsUnknownNowAndWasKnownMovesToo() {
    Stability stability = new Stability(rows("id", "id"), List.of("same", "other"));

    assertThat(stability.of(rows("if(id % 2 = 0, id, null)", "null")))
        .hasEntrySatisfying("same", psi -> assertThat(psi).isGreaterThan(1))
        .hasEntrySatisfying("other", psi -> assertThat(psi).isGreaterThan(5));
  }

  @Test
  void thereIsNoIndexAgainstNothing() {
    Dataset<Row> none = rows("id", "id").limit(0);

    assertThat(new Stability(none, List.of("same")).of(rows("id", "id")).get("same")).isNaN();
    assertThat(new Stability(rows("id", "id"), List.of("same")).of(none).get("same")).isNaN();
  }

  private static Dataset<Row> rows(String same, String other) {
    return TestSpark.session()
        .range(1000)
        .selectExpr(
            "cast(id as string) as account_id",
            "cast(%s as double) as same".formatted(same),
            "cast(%s as double) as other".formatted(other));
  }
}
