package io.holdfast.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.table.FeatureWords;
import io.holdfast.table.FeatureWords.Calendar;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {
  private static final LocalDate DAY = LocalDate.parse("2025-12-31");
  private static final LocalDate BASELINE = LocalDate.parse("2025-09-30");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "sign-ins in a week | sign-ins | 12.0 | 40.0 | 35.5 | "
            + "Sign-ins in a week fell to 12 from 40 on 30 Sep 2025; comparable accounts have 35.5.",
        "active users over licences | share | 0.456 | 0.458 | 0.81 | "
            + "Active users over licences stayed at 46% since 30 Sep 2025;"
            + " comparable accounts have 81%.",
        "active users over licences | share | 0.57 | 0.50 | 0.81 | "
            + "Active users over licences: 57%, still below the 81% of comparable accounts"
            + " (50% on 30 Sep 2025).",
        "monthly revenue | USD | 12500 | 9800.4 | - | "
            + "Monthly revenue rose to USD 12,500 from USD 9,800 on 30 Sep 2025.",
        "mean time to our first answer | minutes | 90 | 1440 | 121 | "
            + "Mean time to our first answer fell to 90 minutes from 24 hours on 30 Sep 2025;"
            + " comparable accounts have 2 hours.",
        "contract renews by itself | yes or no | 0 | 1 | 1 | "
            + "Contract renews by itself: no, before it yes on 30 Sep 2025; most others: yes.",
        "tone of messages | from -1 to 1 | -0.42 | 0.1 | 0 | "
            + "Tone of messages (from -1 to 1) fell to -0.42 from 0.1 on 30 Sep 2025;"
            + " comparable accounts have 0.",
        "open tickets | tickets | 3 | - | 1 | "
            + "Open tickets stood at 3; comparable accounts have 1.",
      })
  void evidenceReadsAsASentence(
      String label, String unit, double value, Double baseline, Double peers, String expected) {
    assertThat(comparison(label, unit, Calendar.NONE, value, baseline, peers).sentence())
        .isEqualTo(expected);
  }

  @Test
  void daysThatPassByThemselvesAreToldAsADay() {
    assertThat(comparison("time as a customer", "days", Calendar.PAST, 150, 59.0, 365.0).sentence())
        .isEqualTo(
            "Time as a customer runs from 3 Aug 2025; that of comparable accounts from"
                + " 31 Dec 2024.");
    assertThat(comparison("time to renewal", "days", Calendar.AHEAD, 5, null, 120.0).clause())
        .isEqualTo("time to renewal ends on 5 Jan 2026 (comparable accounts: 30 Apr 2026)");
  }

  @Test
  void aClauseNamesThePeersWhereTheyAreWhatDiffers() {
    assertThat(comparison("seats used", "share", Calendar.NONE, .38, .38, .77).clause())
        .isEqualTo("seats used stayed at 38% since 30 Sep 2025 (comparable accounts: 77%)");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "12, 40, 35, -1", // fell, and below the others
        "0, 0, 0, 0", // as ever, as everybody
        "12.004, 12.001, 12.002, 0", // the same figures
        "90, 100, 35, 1", // fell a little, and far above the others
        "57, 50, 77, -1", // rose, and still far below the others
        "70, 50, 77, 1", // rose nearly to the others
        "12, -, 35, -1",
        "12, -, -, 0",
      })
  void aValueSpeaksForMoreOrLessByTheLargerDifference(
      double value, Double baseline, Double peers, int expected) {
    Comparison comparison = comparison("x", "", Calendar.NONE, value, baseline, peers);

    assertThat(comparison.speaksFor(1)).isEqualTo(expected > 0);
    assertThat(comparison.speaksFor(-1)).isEqualTo(expected < 0);
    assertThat(comparison.speaksFor(0)).isEqualTo(expected != 0);
  }

  private static Comparison comparison(
      String label, String unit, Calendar calendar, double value, Double baseline, Double peers) {
    FeatureWords words =
        new FeatureWords(
            "f", label, unit, "neutral", "g", true, true, new FeatureWords.Told(calendar, "f"));
    return new Comparison(words, value, baseline, peers, DAY, BASELINE);
  }
}
