package io.holdfast.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The size and the sign of numbers. */
final class NumberRules {
  private static final int FEWEST = 3;
  private static final int FEW = 5;
  private static final int MANY = 20;

  /** Times by which the middle of many values may differ from that of all before. */
  private static final double LARGEST_STEP = 4;

  static List<LoadFinding> of(Delivery now, ColumnProfile column, List<ColumnProfile> past) {
    List<LoadFinding> found = new ArrayList<>();
    if (column.quantiles().isEmpty() || Past.values(past) < MANY) {
      return found;
    }
    List<ColumnProfile> filled = past.stream().filter(c -> !c.quantiles().isEmpty()).toList();
    zero(now, column, filled)
        .or(() -> middle(now, column, filled))
        .or(() -> edges(now, column, filled))
        .ifPresent(found::add);
    sign(now, column, filled).ifPresent(found::add);
    return found;
  }

  private static Optional<LoadFinding> zero(
      Delivery now, ColumnProfile column, List<ColumnProfile> past) {
    boolean all = column.values() >= FEW && column.greatest() == 0 && column.least() == 0;
    long without = past.stream().filter(c -> c.median() != 0).count();
    return all && without > .8 * past.size()
        ? Optional.of(LoadFinding.of(Kind.EMPTIED, now, column, "it is 0 everywhere and never was"))
        : Optional.empty();
  }

  private static Optional<LoadFinding> middle(
      Delivery now, ColumnProfile column, List<ColumnProfile> past) {
    double[] medians =
        past.stream().mapToDouble(c -> Math.abs(c.median())).filter(m -> m > 0).toArray();
    double median = Math.abs(column.median());
    if (medians.length == 0 || median == 0 || column.values() < FEWEST) {
      return Optional.empty();
    }
    double[] logs = Arrays.stream(medians).map(Math::log10).toArray();
    double step = Math.abs(Math.log10(median) - Past.median(logs));
    double outside =
        Math.max(Math.log10(median) - Past.greatest(logs), Past.least(logs) - Math.log10(median));
    double chance = 5 * within(past) / Math.sqrt((double) column.values());
    double allowed = Math.max(Math.log10(LARGEST_STEP), Math.max(6 * Past.spread(logs), chance));
    return step > allowed && outside > Math.log10(LARGEST_STEP) / 2
        ? Optional.of(
            LoadFinding.of(
                Kind.UNIT,
                now,
                column,
                "its median is %s, usually %s: %s times as much",
                figure(median),
                figure(Past.median(medians)),
                figure(median / Past.median(medians))))
        : Optional.empty();
  }

  /** How far values within a delivery lie apart, as a standard deviation of their logarithms. */
  private static double within(List<ColumnProfile> past) {
    return Past.median(
        past.stream()
            .mapToDouble(
                c -> {
                  double low = Math.abs(c.quantiles().get(2));
                  double high = Math.abs(c.quantiles().get(4));
                  return low > 0 && high > 0 ? Math.abs(Math.log10(high / low)) / 1.35 : .5;
                })
            .toArray());
  }

  /** Where some of the values only are of another size. */
  private static Optional<LoadFinding> edges(
      Delivery now, ColumnProfile column, List<ColumnProfile> past) {
    if (column.values() < MANY) {
      return Optional.empty();
    }
    double greatest = Past.greatest(Past.each(past, c -> Math.abs(c.greatest())));
    double high = Math.abs(column.quantiles().get(5));
    double least = Past.least(Past.each(past, c -> Math.abs(c.least())));
    double low = Math.abs(column.quantiles().get(1));
    if (greatest > 0 && high > LARGEST_STEP * greatest) {
      return Optional.of(
          LoadFinding.of(
              Kind.UNIT,
              now,
              column,
              "one in twenty is %s or more; the greatest before was %s",
              figure(high),
              figure(greatest)));
    }
    return least > 0 && low > 0 && low < least / LARGEST_STEP / 5
        ? Optional.of(
            LoadFinding.of(
                Kind.UNIT,
                now,
                column,
                "one in twenty is %s or less; the least before was %s",
                figure(low),
                figure(least)))
        : Optional.empty();
  }

  private static Optional<LoadFinding> sign(
      Delivery now, ColumnProfile column, List<ColumnProfile> past) {
    long before = past.stream().mapToLong(ColumnProfile::negative).sum();
    double usual = ColumnProfile.share(before, Past.values(past));
    return column.negatives() > .3
            && chance(column.negative(), column.values(), Math.max(.02, 1.5 * usual)) < 1e-4
        ? Optional.of(
            LoadFinding.of(
                Kind.SIGN,
                now,
                column,
                "%.0f%% of its values are negative, %.1f%% were before",
                100 * column.negatives(),
                100 * usual))
        : Optional.empty();
  }

  /** At most how likely so many of so many values are such, at a share (Chernoff's bound). */
  static double chance(long such, long of, double share) {
    double found = ColumnProfile.share(such, of);
    if (found <= share) {
      return 1;
    }
    double rest = found < 1 ? (1 - found) * Math.log((1 - found) / (1 - share)) : 0;
    return Math.exp(-(double) of * (found * Math.log(found / share) + rest));
  }

  private static String figure(double value) {
    return Judge.say(value >= 100 ? "%,.0f" : value >= 1 ? "%.2f" : "%.4f", value);
  }

  private NumberRules() {}
}
