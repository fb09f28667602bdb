package io.holdfast.sentiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.table.Wanted;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Texts that twenty people rated from -4 to 4 (Hutto and Gilbert 2014). Odd lines may be looked at
 * when the lexicon is written; only even lines are measured.
 */
class RatedTextsTest {
  private static final double NEUTRAL = .05;
  private static final double RATED_NEUTRAL = .2;

  @ParameterizedTest
  @CsvSource({
    "tweets_GroundTruth.txt, .80, .65",
    "amazonReviewSnippets_GroundTruth.txt, .60, .50",
    "movieReviewSnippets_GroundTruth.txt, .45, .40"
  })
  void scoresFollowPeoplesRatings(String file, double correlation, double f1) throws IOException {
    Path path = Wanted.data("sentiment/" + file);
    List<double[]> pairs = new ArrayList<>();
    int none = 0;
    List<String> lines = Files.readAllLines(path, Charset.forName("ISO-8859-1"));
    for (int i = 1; i < lines.size(); i += 2) {
      String[] parts = lines.get(i).split("\t", 3);
      var score = SentimentScorer.shared().score(parts[2]);
      if (score.isPresent()) {
        pairs.add(new double[] {Double.parseDouble(parts[1]), score.getAsDouble()});
      } else {
        none++;
      }
    }
    System.out.printf(
        "%s: %d texts, %d without a score, r %.3f, F1 of three classes %.3f%n",
        file, pairs.size(), none, correlation(pairs), f1(pairs));
    assertThat(none).isLessThan(lines.size() / 50);
    assertThat(correlation(pairs)).isGreaterThan(correlation);
    assertThat(f1(pairs)).isGreaterThan(f1);
  }

  private static double correlation(List<double[]> pairs) {
    double x = pairs.stream().mapToDouble(p -> p[0]).average().orElseThrow();
    double y = pairs.stream().mapToDouble(p -> p[1]).average().orElseThrow();
    double xy = pairs.stream().mapToDouble(p -> (p[0] - x) * (p[1] - y)).sum();
    double xx = pairs.stream().mapToDouble(p -> (p[0] - x) * (p[0] - x)).sum();
    double yy = pairs.stream().mapToDouble(p -> (p[1] - y) * (p[1] - y)).sum();
    return xy / Math.sqrt(xx * yy);
  }

  /** Mean of the F1 of good, neutral and bad. */
  private static double f1(List<double[]> pairs) {
    double sum = 0;
    for (int kind = -1; kind <= 1; kind++) {
      int hit = 0;
      int either = 0;
      for (double[] pair : pairs) {
        boolean rated = kind(pair[0], RATED_NEUTRAL) == kind;
        boolean scored = kind(pair[1], NEUTRAL) == kind;
        hit += rated && scored ? 2 : 0;
        either += (rated ? 1 : 0) + (scored ? 1 : 0);
      }
      sum += (double) hit / either;
    }
    return sum / 3;
  }

  private static int kind(double value, double neutral) {
    return value > neutral ? 1 : value < -neutral ? -1 : 0;
  }
}
