package io.holdfast.score;

import static java.util.stream.Collectors.toSet;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * One score of an account, as plays look at it.
 *
 * @param band null when the model abstained
 * @param probability null when the model abstained
 */
record Situation(
    LocalDate day,
    String currency,
    String outcome,
    AccountFacts account,
    String band,
    Double probability,
    BigDecimal atStake,
    List<Reason> drivers) {

  Set<String> driverGroups() {
    return drivers.stream().map(driver -> driver.words().group()).collect(toSet());
  }

  Set<String> driverFeatures() {
    return drivers.stream().map(driver -> driver.words().name()).collect(toSet());
  }

  /** The value of a placeholder, or null when there is none. */
  String say(String placeholder) {
    return switch (placeholder) {
      case "probability" -> probability == null ? null : Figures.probability(probability);
      case "arr" -> Figures.money(account.arr(), currency);
      case "at_stake" -> atStake == null ? null : Figures.money(atStake, currency);
      case "deadline" -> account.deadline() == null ? null : Figures.day(account.deadline());
      case "driver" -> drivers.isEmpty() ? null : drivers.get(0).clause();
      case "warning" -> account.warnings().isEmpty() ? null : account.warnings().get(0).sentence();
      default -> throw new IllegalArgumentException("Unknown placeholder " + placeholder);
    };
  }
}
