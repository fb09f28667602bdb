package io.holdfast.job.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How well the demo's true probabilities rank what happened: the ceiling for any model. */
public final class Ceiling {
  /**
   * What happened to an account after a day.
   *
   * @param key day and CRM record id, as in {@link #key}
   */
  public record Seen(String key, boolean happened) {}

  private final Map<String, Double> truth = new HashMap<>();

  /**
   * Reads {@code oracle.csv}.
   *
   * @param outcome its column: churn or upsell
   */
  public static Ceiling of(Path oracle, String outcome) {
    Ceiling ceiling = new Ceiling();
    try {
      List<String> lines = Files.readAllLines(oracle);
      int column = Arrays.asList(lines.get(0).split(",")).indexOf(outcome);
      for (String line : lines.subList(1, lines.size())) {
        String[] cells = line.split(",", -1);
        ceiling.truth.put(key(cells[0], cells[1]), Double.valueOf(cells[column]));
      }
      return ceiling;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the demo's oracle " + oracle, e);
    }
  }

  public static String key(String day, String crmKey) {
    return day + " " + crmKey;
  }

  /**
   * Share of pairs of the same day, one to whom it happened and one to whom it did not, that the
   * truth ranks rightly; ties count half. NaN without such a pair.
   */
  public double auc(List<Seen> seen) {
    Map<String, List<Seen>> byDay = new TreeMap<>();
    for (Seen one : seen) {
      if (truth.containsKey(one.key())) {
        byDay.computeIfAbsent(one.key().substring(0, 10), d -> new ArrayList<>()).add(one);
      }
    }
    double won = 0;
    double pairs = 0;
    for (List<Seen> day : byDay.values()) {
      for (Seen positive : day) {
        for (Seen negative : day) {
          if (positive.happened() && !negative.happened()) {
            won += (Math.signum(truth.get(positive.key()) - truth.get(negative.key())) + 1) / 2;
            pairs++;
          }
        }
      }
    }
    return won / pairs;
  }

  private Ceiling() {}
}
