package io.holdfast.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.check.ReleaseComparison.Bands;
import io.holdfast.check.ReleaseComparison.Figures;
import io.holdfast.check.ReleaseComparison.Moved;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReleaseComparisonTest {
  private static final List<Figures> HISTORY =
      List.of(
          new Figures(180, 100, 10_000),
          new Figures(185, 102, 10_300),
          new Figures(190, 104, 10_500),
          new Figures(195, 107, 11_000),
          new Figures(200, 110, 11_400));

  private static List<Moved> compared(Figures now, Bands... bands) {
    return ReleaseComparison.of(
        now, HISTORY, List.of(bands), Map.of("crm", 200L), Map.of("crm", 198L));
  }

  @Test
  void aMonthLikeTheOthersPasses() {
    assertThat(compared(new Figures(204, 112, 11_900), new Bands("health", 200, 60, 0))).isEmpty();
  }

  @Test
  void mrrInCentsIsSaidWithBothFigures() {
    assertThat(compared(new Figures(204, 112, 1_190_000)))
        .extracting(Moved::sentence)
        .containsExactly("MRR: 1,190,000 now, 11,400 before (+10339%); up to 22% is usual");
  }

  @Test
  void customersWhoVanishAreSaid() {
    assertThat(compared(new Figures(204, 40, 11_000)))
        .extracting(Moved::kind)
        .containsExactly("paying accounts");
  }

  @Test
  void aSourceThatLosesItsAccountsIsSaid() {
    assertThat(
            ReleaseComparison.of(
                new Figures(200, 110, 11_400),
                HISTORY,
                List.of(),
                Map.of("crm", 200L, "support", 12L),
                Map.of("crm", 200L, "support", 120L)))
        .extracting(Moved::sentence)
        .containsExactly("support has 12 accounts and had 120");
  }

  @Test
  void bandsOfMostAccountsDoNotMoveInOneNight() {
    assertThat(
            compared(
                new Figures(200, 110, 11_400),
                new Bands("churn", 200, 120, 0),
                new Bands("upsell", 200, 10, 190)))
        .extracting(Moved::kind)
        .containsExactly("churn bands", "upsell abstained");
  }

  @Test
  void aTinyCompanyIsNotHeldByOneCustomer() {
    assertThat(
            ReleaseComparison.of(
                new Figures(3, 2, 90),
                List.of(new Figures(4, 4, 400)),
                List.of(),
                Map.of(),
                Map.of()))
        .isEmpty();
  }
}
