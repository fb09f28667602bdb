package io.holdfast.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.score.AccountFacts.Warning;
import io.holdfast.table.FeatureWords;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlayTest {
  private static final LocalDate DAY = LocalDate.parse("2025-12-31");
  private static final FeatureWords SIGNINS =
      new FeatureWords("signins", "sign-ins", "sign-ins", "good", "usage", true, true);
  private static final FeatureWords TICKETS =
      new FeatureWords("tickets", "open tickets", "tickets", "bad", "support", true, true);

  @Test
  void aPlayQuotesTheDriverAndTheWarningThatMadeItFit() {
    Play play = play(when(List.of("support"), List.of("late")), null, "{driver}; {warning}");

    assertThat(play.words(situation(DAY.plusDays(9))))
        .isEqualTo("Support: open tickets rose to 9 from 2; Late.");
    assertThat(play(when(List.of("billing"), List.of("late")), null, "x").fits(situation(null)))
        .isFalse();
  }

  @Test
  void aDeadlineIsNamedWhileItIsAhead() {
    Play play = play(when(List.of(), List.of("late")), null, "Call before {deadline}.");

    assertThat(play.fits(situation(DAY.plusDays(1)))).isTrue();
    assertThat(play.fits(situation(DAY))).isFalse();
    assertThat(play.fits(situation(null))).isFalse();
  }

  @Test
  void anActionThatSpeaksOfAFeatureNeedsIt() {
    PlayConditions when = when(List.of(), List.of("late"));
    List<FeatureWords> features = List.of(SIGNINS, TICKETS);

    assertThat(play(when, null, "Close the open tickets; {driver}.").unbacked(features))
        .containsExactly("open tickets");
    assertThat(play(when, "tickets > 0", "Close the open tickets.").unbacked(features)).isEmpty();
    assertThatThrownBy(() -> play(when, "tickets >", "x"))
        .hasMessageContaining("needs 'tickets >' is not a Spark SQL expression");
  }

  private static Play play(PlayConditions when, String needs, String action) {
    return new Play("p", "churn", when, needs, action, 5, "Support", 1);
  }

  private static PlayConditions when(List<String> groups, List<String> warnings) {
    return new PlayConditions(
        List.of(), groups, List.of(), warnings, List.of(), List.of(), null, null, null);
  }

  private static Situation situation(LocalDate renewal) {
    List<Warning> warnings =
        List.of(new Warning("urgent", "use", "Idle."), new Warning("watch", "late", "Late."));
    Forecast forecast =
        new Forecast("churn", 90, "m", "fresh", null, .4, .3, .5, 0.0, 0.0, Map.of(), 50.0, null);
    return new Situation(
        DAY,
        "USD",
        new AccountFacts(
            "a",
            BigDecimal.TEN,
            renewal,
            null,
            null,
            List.of(forecast),
            warnings,
            Set.of(),
            null,
            null,
            List.of()),
        forecast,
        "high",
        BigDecimal.ONE,
        List.of(
            new Reason(2, new Comparison(SIGNINS, 3, 9.0, null, DAY, null)),
            new Reason(1, new Comparison(TICKETS, 9, 2.0, null, DAY, null))));
  }
}
