package io.holdfast.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.table.FeatureWords;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReasonsTest {
  private static final Map<String, FeatureWords> CATALOGUE = new LinkedHashMap<>();

  static {
    for (FeatureWords words :
        List.of(
            new FeatureWords("signins", "sign-ins", "sign-ins", "good", "usage", true, true),
            new FeatureWords(
                "signins_7d",
                "sign-ins in a week",
                "sign-ins",
                "good",
                "usage",
                true,
                true,
                new FeatureWords.Told(FeatureWords.Calendar.NONE, "signins")),
            new FeatureWords("events", "actions", "actions", "good", "usage", true, true),
            new FeatureWords("tickets", "open tickets", "tickets", "bad", "support", true, true),
            new FeatureWords("tenure", "tenure", "days", "good", "contract", true, false))) {
      CATALOGUE.put(words.name(), words);
    }
  }

  @Test
  void nearDuplicatesOfOneGroupGiveWayToAnotherGroup() {
    assertThat(drivers(Map.of("signins", .9, "events", .8, "tickets", .1, "tenure", .2)))
        .containsExactly("signins", "tickets", "tenure");
  }

  @Test
  void theSameGroupServesWhenThereIsNoOther() {
    assertThat(drivers(Map.of("signins", .9, "events", .8))).containsExactly("signins", "events");
  }

  @Test
  void whatStandsBetterThanBaselineAndPeersIsNoReasonToLeave() {
    Map<String, Double> now = Map.of("signins", 90.0, "events", 5.0);

    assertThat(drivers(Map.of("signins", .9, "events", .8), now)).containsExactly("events");
  }

  @Test
  void whatIsUnknownIsNoReason() {
    assertThat(drivers(Map.of("signins", .9, "events", .8), Map.of("events", 5.0)))
        .containsExactly("events");
  }

  @Test
  void whatIsAsEverAndAsWithEverybodyIsNoReason() {
    assertThat(drivers(Map.of("tickets", .9, "events", .8), Map.of("tickets", 2.0, "events", 5.0)))
        .containsExactly("events");
    assertThat(reasons(Map.of("tickets", 2.0)).protector(Map.of("tickets", -.9))).isEmpty();
  }

  @Test
  void aProtectorSpeaksAgainstTheOutcomeOrThereIsNone() {
    assertThat(reasons(Map.of("signins", 5.0)).protector(Map.of("signins", -.9))).isEmpty();
  }

  @Test
  void ofFeaturesThatTellOfOneCauseTheStrongestIsEnough() {
    assertThat(drivers(Map.of("signins", .4, "signins_7d", .9, "events", .2)))
        .containsExactly("signins_7d", "events");
  }

  @Test
  void theStrongestReasonAgainstIsTheProtector() {
    assertThat(
            reasons(Map.of("signins", 90.0, "events", 90.0, "tickets", 1.0))
                .protector(Map.of("signins", -.2, "events", -.7, "tickets", .5)))
        .get()
        .extracting(reason -> reason.words().name())
        .isEqualTo("events");
  }

  private static List<String> drivers(Map<String, Double> contributions) {
    return drivers(
        contributions,
        Map.of("signins", 5.0, "signins_7d", 1.0, "events", 5.0, "tickets", 30.0, "tenure", 1.0));
  }

  private static List<String> drivers(Map<String, Double> contributions, Map<String, Double> now) {
    return reasons(now).drivers(contributions).stream().map(r -> r.words().name()).toList();
  }

  private static Reasons reasons(Map<String, Double> now) {
    Map<String, Double> before =
        Map.of("signins", 20.0, "signins_7d", 5.0, "events", 20.0, "tickets", 2.0, "tenure", 3.0);
    return new Reasons(
        CATALOGUE,
        new Evidence(
            LocalDate.parse("2025-12-31"),
            Map.of(),
            now,
            before,
            LocalDate.parse("2025-09-30"),
            Map.of(),
            before),
        true);
  }
}
