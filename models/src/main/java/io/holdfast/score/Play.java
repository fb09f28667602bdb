package io.holdfast.score;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import io.holdfast.score.AccountFacts.Warning;
import io.holdfast.table.ColumnNames;
import io.holdfast.table.FeatureWords;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One entry of {@code conf/playbooks.yaml}: what to do when an account's score looks a certain way.
 *
 * @param name lower-case name
 * @param outcome outcome whose score it answers
 * @param when what has to be so
 * @param needs Spark SQL over the account's row of customer_360, for all that the action says of
 *     the account by itself; the play fits only where it is true, not where it is unknown. Null:
 *     the action says nothing
 * @param action sentence with placeholders in braces; the play fits only where each has a value
 * @param dueInDays days after it is first proposed; a renewal or scheduled end before comes first
 * @param owner role that acts, such as {@code Customer success}
 * @param priority the lowest number that fits wins
 */
public record Play(
    String name,
    String outcome,
    PlayConditions when,
    String needs,
    String action,
    Integer dueInDays,
    String owner,
    Integer priority)
    implements Serializable {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");
  private static final Set<String> KNOWN =
      Set.of("probability", "arr", "at_stake", "deadline", "due", "driver", "warning");

  public Play {
    List<String> problems = new ArrayList<>();
    require(name != null && name.matches("[a-z][a-z0-9_]*"), "name '" + name + "'", problems);
    require(outcome != null, "outcome is missing; name one of outcomes.yaml", problems);
    require(when != null, "when is missing; say at least which bands", problems);
    require(action != null && !action.isBlank(), "action is missing", problems);
    require(owner != null && !owner.isBlank(), "owner is missing; name a role", problems);
    require(dueInDays != null && dueInDays > 0, "due_in_days should be 1 or more", problems);
    require(priority != null, "priority is missing; the lowest number wins", problems);
    checkPlaceholders(action, problems);
    checkNeeds(needs, problems);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          "play %s: %s".formatted(name, String.join("; ", problems)));
    }
  }

  private static void require(boolean holds, String problem, List<String> problems) {
    if (!holds) {
      problems.add(problem);
    }
  }

  private static void checkPlaceholders(String action, List<String> problems) {
    Matcher found = PLACEHOLDER.matcher(action == null ? "" : action);
    while (found.find()) {
      if (!KNOWN.contains(found.group(1))) {
        problems.add(
            "action names {%s}; known are %s"
                .formatted(found.group(1), KNOWN.stream().sorted().toList()));
      }
    }
  }

  private static void checkNeeds(String needs, List<String> problems) {
    try {
      ColumnNames.in(needs == null ? "true" : needs);
    } catch (IllegalArgumentException e) {
      problems.add("needs " + e.getMessage());
    }
  }

  /** Columns of customer_360 that it needs. */
  public Set<String> columns() {
    return needs == null ? Set.of() : ColumnNames.in(needs);
  }

  /** Labels of features that the action speaks of although it needs nothing of them. */
  public List<String> unbacked(List<FeatureWords> features) {
    String said = PLACEHOLDER.matcher(action).replaceAll("").toLowerCase(Locale.ROOT);
    Map<String, Set<String>> byLabel =
        features.stream()
            .collect(
                groupingBy(
                    words -> words.label().toLowerCase(Locale.ROOT),
                    TreeMap::new,
                    mapping(FeatureWords::name, toSet())));
    return byLabel.entrySet().stream()
        .filter(entry -> said.contains(entry.getKey()))
        .filter(entry -> Collections.disjoint(entry.getValue(), columns()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Whether every placeholder of the action has a value and every condition holds. */
  boolean fits(Situation situation) {
    return outcome.equals(situation.forecast().outcome())
        && (needs == null || situation.account().playsMet().contains(name))
        && when.fit(situation)
        && PLACEHOLDER
            .matcher(action)
            .results()
            .allMatch(found -> say(found.group(1), situation) != null);
  }

  String words(Situation situation) {
    String said =
        PLACEHOLDER
            .matcher(action)
            .replaceAll(found -> Matcher.quoteReplacement(say(found.group(1), situation)));
    return owner + ": " + said;
  }

  /** The value of a placeholder; null when there is none. */
  private String say(String placeholder, Situation situation) {
    Double probability = situation.forecast().probability();
    return switch (placeholder) {
      case "probability" -> probability == null ? null : Figures.probability(probability);
      case "arr" -> money(situation.account().arr(), situation);
      case "at_stake" -> money(situation.atStake(), situation);
      case "deadline" -> situation.deadline() == null ? null : Figures.day(situation.deadline());
      case "due" -> Figures.day(due(situation));
      case "driver" -> when.driver(situation).map(r -> r.evidence().clause()).orElse(null);
      case "warning" -> when.warning(situation).map(Warning::sentence).orElse(null);
      default -> throw new IllegalArgumentException("Unknown placeholder " + placeholder);
    };
  }

  private static String money(BigDecimal amount, Situation situation) {
    return amount == null || amount.signum() == 0
        ? null
        : Figures.money(amount, situation.currency());
  }

  /** Counted from the day it is proposed since, so that it stays; before the next deadline. */
  LocalDate due(Situation situation) {
    LocalDate proposed = situation.proposedOn(name);
    LocalDate due = proposed.plusDays(dueInDays);
    LocalDate deadline = situation.deadline();
    if (deadline != null && !due.isBefore(deadline)) {
      due = deadline.minusDays(1);
    }
    return due.isAfter(proposed) ? due : proposed.plusDays(1);
  }
}
