package io.holdfast.job.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.job.control.IdentityDecision.SourceKey;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IdentityLedgerTest {
  private static final LocalDate JUNE = LocalDate.of(2025, 6, 30);
  private static final SourceKey ONE = new SourceKey("crm", "a");
  private static final SourceKey OTHER = new SourceKey("stripe", "cus_1");

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aDayKnowsWhatWasDecidedByThenInThatOrder(TestDatabase kind) throws Exception {
    try (Control control = Control.open(kind.fresh(folder), Clock.systemUTC())) {
      IdentityLedger identity = control.identity();
      IdentityDecision later =
          identity.decide(true, ONE, OTHER, JUNE.plusDays(1), "ada", "same contract");
      IdentityDecision first = identity.decide(false, ONE, OTHER, JUNE, "bob", "other town");

      assertThat(identity.knownBy(JUNE.minusDays(1))).isEmpty();
      assertThat(identity.knownBy(JUNE)).containsExactly(first);
      assertThat(identity.knownBy(JUNE.plusDays(1))).containsExactly(first, later);
    }
  }
}
