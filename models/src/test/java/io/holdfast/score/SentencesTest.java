package io.holdfast.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.table.FeatureWords;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentencesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "sign-ins in a week | sign-ins | 12.0 | 40.0 | 35.5 | "
            + "Sign-ins in a week fell to 12 from 40 on 30 Sep 2025; comparable accounts have 35.5.",
        "active users over licences | share | 0.456 | 0.456 | 0.81 | "
            + "Active users over licences stayed at 46% since 30 Sep 2025;"
            + " comparable accounts have 81%.",
        "monthly revenue | USD | 12500 | 9800.4 | - | "
            + "Monthly revenue rose to USD 12,500 from USD 9,800 on 30 Sep 2025.",
        "mean time to our first answer | minutes | 90 | 1440 | 121 | "
            + "Mean time to our first answer fell to 90 minutes from 24 hours on 30 Sep 2025;"
            + " comparable accounts have 2 hours.",
        "time to the next renewal | days | 1 | 93 | 120 | "
            + "Time to the next renewal stood at 1 day; comparable accounts have 120 days.",
        "contract renews by itself | yes or no | 0 | 1 | 1 | "
            + "Contract renews by itself: no, before it yes on 30 Sep 2025; most others: yes.",
        "tone of messages | from -1 to 1 | -0.42 | 0.1 | 0 | "
            + "Tone of messages (from -1 to 1) fell to -0.42 from 0.1 on 30 Sep 2025;"
            + " comparable accounts have 0.",
        "latest NPS answer | of 10 | - | 9 | 8 | "
            + "Nothing is known of latest NPS answer; comparable accounts have 8 of 10.",
      })
  void evidenceReadsAsASentence(
      String label, String unit, Double value, Double baseline, Double peers, String expected) {
    FeatureWords words = new FeatureWords("f", label, unit, "neutral", "g", true, true);

    String clause = Sentences.clause(words, value, baseline, LocalDate.parse("2025-09-30"));

    assertThat(Sentences.withPeers(clause, words, peers)).isEqualTo(expected);
  }
}
