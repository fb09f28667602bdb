package io.holdfast.propensity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * Whether the abstention has power: {@code -Dholdfast.seeds=20} repeats what the decisions record;
 * the build tries a few.
 */
class PowerTest {
  private static final int SEEDS = Integer.getInteger("holdfast.seeds", 3);
  private static final int ACCOUNTS = 500;
  private static final int MONTHS = 18;
  private static final int FEATURES = 30;

  @Test
  void aSmallCompanyWithSignalIsNotRefused() {
    int accepted = 0;
    for (int seed = 1; seed <= SEEDS; seed++) {
      accepted += published(new SimulatedCompany(seed, ACCOUNTS, MONTHS, FEATURES, .5), seed);
    }
    System.out.printf("power: %d of %d companies with signal accepted%n", accepted, SEEDS);
    assertThat(accepted).isGreaterThanOrEqualTo(SEEDS * 18 / 20);
  }

  @Test
  void noiseIsRefused() {
    int accepted = 0;
    for (int seed = 101; seed <= 100 + SEEDS; seed++) {
      accepted += published(new SimulatedCompany(seed, ACCOUNTS, MONTHS, FEATURES, 0), seed);
    }
    System.out.printf("power: %d of %d companies of noise refused%n", SEEDS - accepted, SEEDS);
    assertThat(accepted).isLessThanOrEqualTo(SEEDS / 20);
  }

  private static int published(SimulatedCompany company, int seed) {
    long start = System.nanoTime();
    List<PropensityModel> models = company.train();
    for (PropensityModel model : models) {
      System.out.printf(
          Locale.ROOT,
          "power: seed %d oracle %.3f %s %s %s; %s; %d ms%n",
          seed,
          company.oracleAuc,
          model.algorithm(),
          model.status(),
          model.quality(),
          model.reason(),
          (System.nanoTime() - start) / 1_000_000);
    }
    return models.stream().anyMatch(m -> m.status() == PropensityModel.Status.CHAMPION) ? 1 : 0;
  }
}
