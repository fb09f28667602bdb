package io.holdfast.job.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.job.demo.Demo;
import io.holdfast.job.demo.DemoSettings;
import io.holdfast.job.demo.Written;
import io.holdfast.table.ModelCard;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How often the churn model of a company of RavenStack's size is refused though there is signal:
 * whole nights over demo companies of 500 accounts whose true probabilities reach an AUC near .75.
 */
class RefusalBench {
  private static final int SEEDS = Integer.getInteger("holdfast.seeds", 20);

  @TempDir Path folder;

  @Test
  void companiesWithSignalAreSeldomRefused() throws IOException {
    int accepted = 0;
    for (int seed = 1; seed <= SEEDS; seed++) {
      DemoSettings settings =
          DemoSettings.defaults()
              .withAccounts(500)
              .withEvents(150_000)
              .withWeakSignal()
              .withSeed(seed);
      Path landing = folder.resolve("landing" + seed);
      Written written = Demo.write(landing, folder.resolve("truth" + seed), settings);
      SmallNight night =
          new SmallNight(
              Parts.home().resolve("conf"),
              landing,
              folder.resolve("night" + seed),
              Map.of("targets", "[]"));
      night.run(settings.to());
      accepted += tell(seed, written, night) ? 1 : 0;
    }
    System.out.printf("accepted %d of %d companies%n", accepted, SEEDS);
    assertThat(accepted).isGreaterThanOrEqualTo((int) Math.ceil(0.9 * SEEDS));
  }

  private static boolean tell(int seed, Written written, SmallNight night) {
    Row best =
        night
            .released(ModelCard.TABLE)
            .where("outcome = 'churn' and status in ('champion', 'abstained')")
            .orderBy("status", "model")
            .collectAsList()
            .stream()
            .reduce((first, last) -> last)
            .orElseThrow();
    String status = best.getAs(ModelCard.STATUS);
    Double auc = best.getAs(ModelCard.AUC);
    System.out.printf(
        Locale.ROOT,
        "seed %2d: oracle AUC %.3f, model %s, AUC %s%n",
        seed,
        written.outcomes().churnAuc(),
        status,
        auc == null ? "none" : String.format(Locale.ROOT, "%.3f", auc));
    return status.equals("champion");
  }
}
