package io.holdfast.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class MissingDataTest {
  private static final int TICKETS = 2;

  /** Of seven measures the third is tickets, and the fourth does not apply where there are none. */
  private static HealthConfig config(double worst, double otherWorst) {
    return new HealthConfig(
        null,
        null,
        null,
        List.of(
            new Dimension("use", 35, worst, List.of(measure("a", 0, 16), measure("b", 21, 2))),
            new Dimension(
                "support",
                15,
                otherWorst,
                List.of(measure("tickets", 5, 0), exempt("hours", 96, 12), measure("c", 3, 0))),
            new Dimension("voice", 7, 40.0, List.of(measure("d", 3, 9), exempt("mood", -.5, .3)))),
        List.of(),
        List.of());
  }

  @Property(tries = 5000)
  void removingDataNeverRaisesHealthOrConfidence(
      @ForAll("readings") List<Double> values,
      @ForAll @Size(7) List<Boolean> removed,
      @ForAll("worsts") double worst,
      @ForAll("worsts") double otherWorst) {
    HealthConfig config = config(worst, otherWorst);
    List<Double> left = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      left.add(removed.get(i) ? null : values.get(i));
    }
    Assessment all = Assessment.of(config, values, exempt(values));
    Assessment some = Assessment.of(config, left, exempt(left));
    assertThat(some.score()).isLessThanOrEqualTo(all.score());
    assertThat(some.confidence()).isLessThanOrEqualTo(all.confidence());
    some.dimensions()
        .forEach(
            (name, score) -> assertThat(score).isLessThanOrEqualTo(all.dimensions().get(name)));
  }

  @Property(tries = 500)
  void scoreStaysBetweenNothingAndAHundred(@ForAll("readings") List<Double> values) {
    Assessment assessment = Assessment.of(config(0, 20), values, exempt(values));
    assertThat(assessment.score()).isBetween(0.0, 100.0);
    assertThat(assessment.parts().stream().mapToDouble(Assessment.Part::share).sum())
        .isBetween(1 - 1e-9, 1 + 1e-9);
  }

  @Provide
  Arbitrary<List<Double>> readings() {
    return Arbitraries.doubles()
        .between(-2, 120)
        .edgeCases(e -> e.add(0.0, 3.0, 5.0, 9.0, 16.0, 21.0))
        .injectNull(.2)
        .list()
        .ofSize(7);
  }

  @Provide
  Arbitrary<Double> worsts() {
    return Arbitraries.of(0.0, 20.0, 33.3, 99.0);
  }

  private static List<Boolean> exempt(List<Double> values) {
    Double tickets = values.get(TICKETS);
    Boolean none = tickets == null ? null : tickets == 0;
    return Arrays.asList(false, false, false, none, false, false, none);
  }

  private static Measure measure(String feature, double bad, double good) {
    return new Measure(feature, null, bad, good, null);
  }

  private static Measure exempt(String feature, double bad, double good) {
    return new Measure(feature, "tickets = 0", bad, good, null);
  }
}
