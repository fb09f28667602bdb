package io.holdfast.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Compares a delivery with its export's own past. Nobody has to write a rule for it. */
public final class Judge {
  /** Deliveries that are looked back at. */
  public static final int HISTORY = 40;

  /** Times as many records as in any later delivery that a first load of everything has. */
  private static final int BEGINNING = 3;

  private static final int FEW = 5;
  private static final int ONE_OF = 5;
  private static final int MANY = 20;

  /**
   * What is unlike the past, the delivery itself first.
   *
   * @param past earlier deliveries of the same export in order; without any nothing is judged
   */
  public static List<LoadFinding> of(Delivery now, List<Delivery> past, Exemptions exemptions) {
    return all(now, past).stream().filter(exemptions::judges).toList();
  }

  private static List<LoadFinding> all(Delivery now, List<Delivery> past) {
    List<LoadFinding> found = new ArrayList<>();
    if (past.isEmpty()) {
      return found;
    }
    Past before = withoutBeginning(past.subList(Math.max(0, past.size() - HISTORY), past.size()));
    found.addAll(CountRules.of(now, before));
    Cadence.gap(now, before.deliveries()).ifPresent(found::add);
    for (ColumnProfile column : now.columns()) {
      List<ColumnProfile> same = before.of(column);
      emptied(now, column, same).ifPresent(found::add);
      found.addAll(
          switch (column.kind()) {
            case NUMBER -> NumberRules.of(now, column, same);
            case WORD -> WordRules.of(now, column, same);
            case KEY -> KeyRules.of(now, column, same);
            case TIME -> TimeRules.of(now, column, before);
          });
    }
    return found;
  }

  /**
   * A first load that brought years at once says nothing of how many records a later one has, or
   * how old they are.
   */
  private static Past withoutBeginning(List<Delivery> past) {
    List<Delivery> later = past.subList(1, past.size());
    long most = later.stream().mapToLong(Delivery::records).max().orElse(0);
    return later.size() > Past.FEW && past.get(0).records() > BEGINNING * most
        ? new Past(later)
        : new Past(past);
  }

  private static Optional<LoadFinding> emptied(
      Delivery now, ColumnProfile column, List<ColumnProfile> past) {
    List<ColumnProfile> many = past.stream().filter(c -> c.rows() >= FEW).toList();
    if (many.size() < Past.FEW || column.rows() < FEW) {
      return Optional.empty();
    }
    double[] usual = Past.each(many, ColumnProfile::filled);
    boolean emptied =
        Past.least(usual) >= .2
            && column.filled() < .4 * Past.least(usual)
            && column.filled() < Past.median(usual) - 4 * Past.spread(usual);
    return emptied
        ? Optional.of(
            LoadFinding.of(
                Kind.EMPTIED,
                now,
                column,
                "%.0f%% of its rows have a value, usually %.0f%% (at least %.0f%%)",
                100 * column.filled(),
                100 * Past.median(usual),
                100 * Past.least(usual)))
        : Optional.empty();
  }

  /** One value for nearly all rows, where there never was one. */
  static Optional<LoadFinding> one(
      Kind kind, Delivery now, ColumnProfile column, List<ColumnProfile> past) {
    List<ColumnProfile> many = past.stream().filter(c -> c.values() >= ONE_OF).toList();
    if (many.isEmpty() || column.values() < MANY) {
      return Optional.empty();
    }
    double usual = Past.greatest(Past.each(many, ColumnProfile::mostFrequent));
    return column.mostFrequent() > .8 && usual < .6
        ? Optional.of(
            LoadFinding.of(
                kind,
                now,
                column,
                "%.0f%% of its rows have the same value, at most %.0f%% had before",
                100 * column.mostFrequent(),
                100 * usual))
        : Optional.empty();
  }

  static String say(String sentence, Object... figures) {
    return String.format(Locale.ROOT, sentence, figures);
  }

  private Judge() {}
}
