package io.holdfast.sentiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentimentScorerTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Great support, thank you!",
        "The new dashboard works like a charm.",
        "Not bad at all",
        "No problem, it works now",
        "We had no issues with the import",
        "\uD83D\uDC4D"
      })
  void pleasedCustomersScoreAboveZero(String text) {
    assertThat(score(text)).isGreaterThan(.05);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The export doesn't work",
        "This is not good",
        "Still broken, we are very frustrated.",
        "The sync crashes every night",
        "We will cancel our contract",
        "Nice idea, but it is unusable",
        ":("
      })
  void unhappyCustomersScoreBelowZero(String text) {
    assertThat(score(text)).isLessThan(-.05);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Where do I find the invoice of last month",
        "Please help us with the latest version",
        "I would like to add three seats",
        "What kind of hardware is likely needed"
      })
  void questionsWithoutFeelingAreNeutral(String text) {
    assertThat(score(text)).isBetween(-.05, .05);
  }

  @Test
  void moreOfItCountsMore() {
    assertThat(score("The app is very slow")).isLessThan(score("The app is slow"));
    assertThat(score("The app is slightly slow")).isGreaterThan(score("The app is slow"));
    assertThat(score("The app is SLOW")).isLessThan(score("The app is slow"));
    assertThat(score("The app is slow!!!")).isLessThan(score("The app is slow"));
  }

  @Test
  void whatComesAfterButWeighsMore() {
    assertThat(score("Slow, but great")).isGreaterThan(score("Great, but slow"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "  \n", "...", "?!", "Leider funktioniert der Export seit gestern nicht mehr"})
  void textThatSaysNothingWeCanReadHasNoScore(String text) {
    assertThat(SentimentScorer.shared().score(text)).isEmpty();
    assertThat(SentimentScorer.shared().score(null)).isEmpty();
  }

  @Test
  void entryThatStandsTwiceIsRefused() {
    assertThatThrownBy(() -> Lexicon.parse(List.of("2: good, nice", "1: nice")))
        .hasMessage("Lexicon entry 'nice' stands twice; keep one");
    assertThatThrownBy(() -> Lexicon.parse(List.of("9: good")))
        .hasMessageContaining("valence from -4 to 4");
  }

  private static double score(String text) {
    return SentimentScorer.shared().score(text).orElseThrow();
  }
}
