package io.holdfast.score;

import io.holdfast.score.AccountFacts.Warning;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * When a play fits; every condition that is given must hold. What is asked of drivers must hold of
 * one driver, what is asked of warnings of one warning; these are the ones that the action names.
 *
 * @param bands bands of the score; one of them
 * @param driverGroups groups of features, one of which is among the drivers
 * @param drivers features, one of which is among the drivers
 * @param warnings rules of early warnings, one of which fired
 * @param severities severities of early warnings, one of which fired
 * @param health bands of the health score; one of them
 * @param renewalWithinDays the next renewal, or the scheduled end, is at most so many days away
 * @param endScheduled whether an end of the contract is scheduled
 * @param minArr least ARR, reporting currency
 */
public record PlayConditions(
    List<String> bands,
    List<String> driverGroups,
    List<String> drivers,
    List<String> warnings,
    List<String> severities,
    List<String> health,
    Integer renewalWithinDays,
    Boolean endScheduled,
    Double minArr)
    implements Serializable {
  private static final List<String> SEVERITIES = List.of("watch", "warn", "urgent");
  private static final List<String> HEALTH = List.of("good", "fair", "poor");

  public PlayConditions {
    bands = List.copyOf(bands);
    driverGroups = List.copyOf(driverGroups);
    drivers = List.copyOf(drivers);
    warnings = List.copyOf(warnings);
    severities = List.copyOf(severities);
    health = List.copyOf(health);
    List<String> problems = new ArrayList<>();
    checkWords("severities", severities, SEVERITIES, problems);
    checkWords("health", health, HEALTH, problems);
    if (bands.isEmpty() && warnings.isEmpty() && severities.isEmpty()) {
      problems.add("name bands, warnings or severities, or the play would fit everybody");
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }

  private static void checkWords(
      String key, List<String> words, List<String> known, List<String> problems) {
    words.stream()
        .filter(word -> !known.contains(word))
        .forEach(
            word ->
                problems.add(
                    "%s: '%s' is not one of %s".formatted(key, word, String.join(", ", known))));
  }

  boolean fit(Situation situation) {
    boolean driven = driverGroups.isEmpty() && drivers.isEmpty();
    boolean warned = warnings.isEmpty() && severities.isEmpty();
    return fits(bands, situation.band())
        && fits(health, situation.account().healthBand())
        && (driven || driver(situation).isPresent())
        && (warned || warning(situation).isPresent())
        && fitsContract(situation);
  }

  /** The strongest driver among those asked for. */
  Optional<Reason> driver(Situation situation) {
    return situation.drivers().stream()
        .filter(driver -> fits(driverGroups, driver.words().group()))
        .filter(driver -> fits(drivers, driver.words().name()))
        .findFirst();
  }

  /** The most severe warning among those asked for. */
  Optional<Warning> warning(Situation situation) {
    return situation.account().warnings().stream()
        .filter(warning -> fits(warnings, warning.rule()))
        .filter(warning -> fits(severities, warning.severity()))
        .findFirst();
  }

  private boolean fitsContract(Situation situation) {
    AccountFacts account = situation.account();
    boolean near = renewalWithinDays == null || isNear(situation.deadline(), situation.day());
    boolean ends = endScheduled == null || endScheduled == (account.endsOn() != null);
    boolean large = minArr == null || account.arr().doubleValue() >= minArr;
    return near && ends && large;
  }

  private boolean isNear(LocalDate deadline, LocalDate day) {
    return deadline != null && !deadline.isAfter(day.plusDays(renewalWithinDays));
  }

  private static boolean fits(List<String> wanted, String found) {
    return wanted.isEmpty() || (found != null && wanted.contains(found));
  }
}
