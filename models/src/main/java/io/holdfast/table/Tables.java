package io.holdfast.table;

import java.util.List;
import java.util.stream.Stream;

/** Every table of the lake. */
public final class Tables {
  public static final List<Table> APPENDED =
      Stream.concat(
              Entity.ALL.stream(),
              Stream.of(
                  Quarantine.TABLE,
                  Withdrawal.TABLE,
                  LoadProfile.TABLE,
                  GateFinding.TABLE,
                  UsageDaily.TABLE,
                  MessageSentiment.TABLE))
          .toList();

  public static final List<Table> DERIVED =
      List.of(
          AccountLink.TABLE,
          Account.TABLE,
          IdentityProposal.TABLE,
          Customer360.TABLE,
          Feature.TABLE,
          MrrMovement.TABLE,
          AccountMrr.TABLE,
          PeriodClose.TABLE,
          CohortRetention.TABLE,
          OutcomeLabel.TABLE,
          AccountSegment.TABLE,
          AccountHealth.TABLE,
          EarlyWarning.TABLE,
          Prediction.TABLE,
          AccountScore.TABLE,
          ModelCard.TABLE,
          CheckResult.TABLE);

  public static final List<Table> ALL = Stream.concat(APPENDED.stream(), DERIVED.stream()).toList();

  private Tables() {}
}
