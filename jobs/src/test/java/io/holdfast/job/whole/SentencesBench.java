package io.holdfast.job.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.job.nightly.Nightly;
import io.holdfast.table.AccountScore;
import io.holdfast.table.Customer360;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every sentence about a demo company that {@code bench/sentences} made, over all its months. */
class SentencesBench {

  @Test
  void noSentenceContradictsTheRowItSpeaksOf() {
    Path conf = Parts.home().resolve("conf");
    Path demo = Path.of(System.getProperty("holdfast.demo")).toAbsolutePath();
    SmallNight night =
        new SmallNight(
            Nightly.CATALOG, conf, demo.resolve("landing"), demo, Map.of("targets", "[file]"));
    LocalDate day =
        night
            .released(AccountScore.TABLE)
            .selectExpr("max(as_of)")
            .first()
            .getDate(0)
            .toLocalDate();
    long accounts =
        night.released(Customer360.TABLE).select(Customer360.ACCOUNT_ID).distinct().count();

    Claims claims = new ScoredMonths(night, conf, day).read(Integer.MAX_VALUE);

    System.out.printf(
        "%d accounts, %d published rows, %d sentences, plays %s, contradictions: %d%n",
        accounts,
        claims.rows(),
        claims.sentences(),
        claims.plays(),
        claims.contradictions().size());
    assertThat(claims.contradictions()).isEmpty();
  }
}
