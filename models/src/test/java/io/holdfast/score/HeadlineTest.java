package io.holdfast.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.outcome.Outcome;
import io.holdfast.score.AccountFacts.Warning;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HeadlineTest {
  private static final OutcomeWords CHURN = OutcomeWords.of(Outcome.of(Outcome.Kind.CHURN));
  private static final OutcomeWords UPSELL = OutcomeWords.of(Outcome.of(Outcome.Kind.UPSELL));

  private final List<Headline.Told> told = new ArrayList<>();
  private final List<Warning> warnings = new ArrayList<>();

  @Test
  void poorHealthShowsAlthoughTheRiskIsLow() {
    tell(CHURN, .04, null);

    assertThat(line(28.0, "poor"))
        .isEqualTo("Health is poor (28) although churn risk is low (4%): support answered late.");
  }

  @Test
  void aChanceToGrowShowsWhereNothingIsWrong() {
    tell(CHURN, .04, null);
    tell(UPSELL, .36, "active users rose to 40 from 20");

    assertThat(line(82.0, "good"))
        .isEqualTo(
            "Ready to grow: high upsell chance (36%), low churn risk (4%), health is good (82):"
                + " active users rose to 40 from 20.");
  }

  @Test
  void aChanceIsNeverCritical() {
    tell(CHURN, .04, null);
    tell(UPSELL, .61, null);

    assertThat(line(82.0, "good")).startsWith("Ready to grow: very high upsell chance (61%)");
  }

  @Test
  void aWarningShowsBesideALowRisk() {
    tell(CHURN, .005, null);
    warnings.add(new Warning("warn", "r", "NPS fell to 3."));

    assertThat(line(82.0, "good"))
        .isEqualTo("Low churn risk (under 1%), health is good (82), but NPS fell to 3.");
  }

  @Test
  void aHighRiskAgreesWithPoorHealth() {
    tell(CHURN, .72, "open tickets rose to 9 from 1");

    assertThat(line(30.0, "poor"))
        .isEqualTo(
            "Critical churn risk (72%), health is poor (30): open tickets rose to 9 from 1.");
  }

  @Test
  void aQuietAccountHasAQuietLine() {
    tell(CHURN, .04, "sign-ins fell");

    assertThat(line(null, null)).isEqualTo("Low churn risk (4%), health is not known.");
  }

  private void tell(OutcomeWords words, double p, String lead) {
    Forecast forecast =
        new Forecast(words.name(), 90, "m", "fresh", null, p, p, p, 0.0, 0.0, Map.of(), 50.0, null);
    told.add(new Headline.Told(words, forecast, words.band(p), lead));
  }

  private String line(Double health, String band) {
    return Headline.of(
        new AccountFacts(
            "a",
            BigDecimal.ONE,
            null,
            null,
            null,
            List.of(),
            warnings,
            Set.of(),
            health,
            band,
            List.of("Support answered late.")),
        told);
  }
}
