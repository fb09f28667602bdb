package io.holdfast.score;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * One score of an account, as plays look at it.
 *
 * @param band null when the model abstained
 * @param atStake null when the model abstained
 */
record Situation(
    LocalDate day,
    String currency,
    AccountFacts account,
    Forecast forecast,
    String band,
    BigDecimal atStake,
    List<Reason> drivers) {

  /** Since when a play is proposed without a break: the as-of day when it is new. */
  LocalDate proposedOn(String play) {
    Forecast.Earlier earlier = forecast.previous();
    return earlier == null || earlier.proposedOn() == null || !play.equals(earlier.play())
        ? day
        : earlier.proposedOn();
  }

  /** The contract's deadline where it is still ahead; null: none is known. */
  LocalDate deadline() {
    LocalDate deadline = account.deadline();
    return deadline == null || !deadline.isAfter(day) ? null : deadline;
  }
}
