package io.holdfast.score;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One entry of {@code conf/playbooks.yaml}: what to do when an account's score looks a certain way.
 *
 * @param name lower-case name
 * @param outcome outcome whose score it answers
 * @param when what has to be so
 * @param action sentence with placeholders in braces; the play fits only where each has a value
 * @param dueInDays days after the as-of day; a renewal or scheduled end before that comes first
 * @param owner role that acts, such as {@code Customer success}
 * @param priority the lowest number that fits wins
 */
public record Play(
    String name,
    String outcome,
    PlayConditions when,
    String action,
    Integer dueInDays,
    String owner,
    Integer priority)
    implements Serializable {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");
  private static final Set<String> KNOWN =
      Set.of("probability", "arr", "at_stake", "deadline", "driver", "warning");

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

  /** Whether every placeholder of the action has a value and every condition holds. */
  boolean fits(Situation situation) {
    return outcome.equals(situation.outcome())
        && when.fit(situation)
        && PLACEHOLDER
            .matcher(action)
            .results()
            .allMatch(found -> situation.say(found.group(1)) != null);
  }

  String words(Situation situation) {
    String said =
        PLACEHOLDER
            .matcher(action)
            .replaceAll(found -> Matcher.quoteReplacement(situation.say(found.group(1))));
    return owner + ": " + said;
  }

  /** The day after the as-of day at the earliest, and before the contract's next deadline. */
  LocalDate due(Situation situation) {
    LocalDate due = situation.day().plusDays(dueInDays);
    LocalDate deadline = situation.account().deadline();
    if (deadline != null && deadline.isAfter(situation.day()) && !due.isBefore(deadline)) {
      due = deadline.minusDays(1);
    }
    return due.isAfter(situation.day()) ? due : situation.day().plusDays(1);
  }
}
