package io.holdfast.snapshot;

import io.holdfast.money.ExchangeRates;
import io.holdfast.table.FeatureDefinition;
import io.holdfast.table.FeatureDefinition.Measure;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The records that count for one feature, kept so that each measure is read without a scan. */
final class SlotRecords implements Windowed.Days {
  private static final Set<Measure> ORDERED =
      Set.of(Measure.MIN, Measure.MAX, Measure.LAST, Measure.CHANGE, Measure.GAP);
  private static final Set<Measure> SUMMED = Set.of(Measure.SUM, Measure.MEAN);

  private final FeatureDefinition feature;
  private final LocalDays days;
  private final ExchangeRates rates;
  private final int base;
  private final int last;
  private final DaySums counts;
  private final Map<String, DaySums> sums = new TreeMap<>();
  private final TreeMap<Moment, Long> ordered = new TreeMap<>();

  SlotRecords(FeatureDefinition feature, LocalDays days, ExchangeRates rates, int base, int last) {
    this.feature = feature;
    this.days = days;
    this.rates = rates;
    this.base = base;
    this.last = last;
    this.counts = new DaySums(base, last);
  }

  /** Counts a record in (1) or out (-1); without a value it counts only where none is needed. */
  void count(Moment moment, Long value, String currency, int times) {
    if (feature.value() != null && value == null) {
      return;
    }
    if (ORDERED.contains(feature.measure())) {
      if (times > 0) {
        ordered.put(moment, value == null ? 0L : value);
      } else {
        ordered.remove(moment);
      }
      return;
    }
    int day = days.of(moment.micros());
    counts.add(day, times);
    if (SUMMED.contains(feature.measure())) {
      String key = feature.currency() == null || currency == null ? rates.reporting() : currency;
      sums.computeIfAbsent(key, c -> new DaySums(base, last)).add(day, times * value);
    }
  }

  Double read(int start, AsOfDay asOf) {
    return ORDERED.contains(feature.measure())
        ? ordered(asOf)
        : feature.measure() == Measure.MEAN
            ? mean(asOf.day())
            : Windowed.read(feature, money(asOf), start, asOf);
  }

  private Double mean(int day) {
    int from = feature.window() == null ? Integer.MIN_VALUE : day - feature.window() + 1;
    long records = counts.sum(from, day);
    long sum = sums.values().stream().mapToLong(each -> each.sum(from, day)).sum();
    return records == 0 ? null : sum / 1e6 / records;
  }

  private Windowed.Days money(AsOfDay asOf) {
    return feature.currency() == null
        ? this
        : new Windowed.Days() {
          @Override
          public Double over(int from, int to) {
            return converted(from, to, asOf.day());
          }

          @Override
          public int first(int to) {
            return counts.first(to);
          }
        };
  }

  private Double converted(int from, int to, int day) {
    BigDecimal total = BigDecimal.ZERO;
    for (Map.Entry<String, DaySums> sum : sums.entrySet()) {
      long amount = sum.getValue().sum(from, to);
      if (amount != 0) {
        total =
            total.add(
                rates.convert(
                    BigDecimal.valueOf(amount, 6),
                    sum.getKey(),
                    java.time.LocalDate.ofEpochDay(day)));
      }
    }
    return total.doubleValue();
  }

  @Override
  public Double over(int from, int to) {
    return feature.measure() == Measure.COUNT
        ? (double) counts.sum(from, to)
        : sums.values().stream().mapToLong(each -> each.sum(from, to)).sum() / 1e6;
  }

  @Override
  public int first(int to) {
    return counts.first(to);
  }

  private Double ordered(AsOfDay asOf) {
    Moment end = new Moment(asOf.cut(), "");
    Map.Entry<Moment, Long> latest = ordered.lowerEntry(end);
    int from = feature.window() == null ? Integer.MIN_VALUE : asOf.day() - feature.window() + 1;
    if (latest == null || days.of(latest.getKey().micros()) < from) {
      return null;
    }
    return switch (feature.measure()) {
      case GAP -> (double) (asOf.day() - days.of(latest.getKey().micros()));
      case LAST -> latest.getValue() / 1e6;
      case CHANGE -> change(latest, from);
      default -> extreme(end, from);
    };
  }

  private Double change(Map.Entry<Moment, Long> latest, int from) {
    Map.Entry<Moment, Long> before = ordered.lowerEntry(latest.getKey());
    return before == null || days.of(before.getKey().micros()) < from
        ? null
        : (latest.getValue() - before.getValue()) / 1e6;
  }

  private Double extreme(Moment end, int from) {
    var values = ordered.headMap(end, false).descendingMap().entrySet();
    long extreme = values.iterator().next().getValue();
    for (Map.Entry<Moment, Long> entry : values) {
      if (days.of(entry.getKey().micros()) < from) {
        break;
      }
      extreme =
          feature.measure() == Measure.MIN
              ? Math.min(extreme, entry.getValue())
              : Math.max(extreme, entry.getValue());
    }
    return extreme / 1e6;
  }
}
