package io.holdfast.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.table.Versions;
import org.junit.jupiter.api.Test;

class ExtremesTest {

  @Test
  void sumsThatFitNoNumberAreTheLargestAndDoNotSpoilOtherDays() {
    DaySums sums = new DaySums(0, 30);
    sums.add(3, 7);
    for (int i = 0; i < 20; i++) {
      sums.add(10, 1_000_000_000_000_000_000L);
    }
    sums.add(20, 5);
    assertThat(sums.sum(0, 30)).isEqualTo(Long.MAX_VALUE);
    assertThat(sums.sum(0, 9)).isEqualTo(7);
    assertThat(sums.sum(11, 30)).isEqualTo(5);
  }

  @Test
  void anErrorNamesTheAccountAndTheRecordButNobodysAddress() {
    RuntimeException overflow = new ArithmeticException("long overflow");
    String key = "erp" + Versions.KEY_SEPARATOR + "C-17";
    assertThat(SweepException.of("hf_1", SweepException.of("subscription", key, overflow)))
        .hasMessage(
            "The snapshot of account hf_1 cannot be computed from subscription erp C-17: long"
                + " overflow. Correct that record at its source and deliver it again; 'holdfast"
                + " explain hf_1' shows what else is known.");
    String mail = "hubspot" + Versions.KEY_SEPARATOR + "mail:ab12";
    assertThat(SweepException.of("hf_1", SweepException.of("activity", mail, overflow)))
        .hasMessageContaining("activity hubspot (a personal key)");
  }
}
