package io.holdfast.snapshot;

import io.holdfast.money.ExchangeRates;
import io.holdfast.table.FeatureDefinition;
import io.holdfast.table.FeatureDefinition.Measure;
import io.holdfast.time.LocalDays;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The records that count for one feature, kept so that each measure is read with little ado. */
final class SlotRecords implements Windowed.Days {
  /** Measures that look at single records, in their order. */
  private static final Set<Measure> ORDERED =
      EnumSet.of(
          Measure.MIN,
          Measure.MAX,
          Measure.LAST,
          Measure.FIRST,
          Measure.CHANGE,
          Measure.GAP,
          Measure.AGE,
          Measure.DISTINCT);

  /** Measures in days up to where the source ends. */
  private static final Set<Measure> DISTANCES = EnumSet.of(Measure.GAP, Measure.AGE);

  private static final Set<Measure> SUMMED = EnumSet.of(Measure.SUM, Measure.MEAN);

  private final FeatureDefinition feature;
  private final Measure measure;
  private final boolean isOrdered;
  private final LocalDays days;
  private final ExchangeRates rates;
  private final int base;
  private final int last;
  private final DaySums counts;
  private final DaySums active;
  private final Map<String, DaySums> sums = new TreeMap<>();
  private final TreeMap<Moment, Occurrence> ordered = new TreeMap<>();

  /** Records of days {@code base} to {@code last} are kept apart. */
  SlotRecords(FeatureDefinition feature, LocalDays days, ExchangeRates rates, int base, int last) {
    this.feature = feature;
    this.measure = feature.measure();
    this.isOrdered = ORDERED.contains(measure) || isFitted(feature);
    this.days = days;
    this.rates = rates;
    this.base = base;
    this.last = last;
    this.counts = new DaySums(base, last);
    this.active = new DaySums(base, last);
  }

  /** Whether a line is laid through its values, not through the counts of weeks. */
  private static boolean isFitted(FeatureDefinition feature) {
    return feature.measure() == Measure.SLOPE && feature.value() != null;
  }

  /** Whether the value of its records is text. */
  static boolean isText(FeatureDefinition feature) {
    return feature.measure() == Measure.DISTINCT || feature.text();
  }

  /** Counts a record in (1) or out (-1); without a value it counts only where none is needed. */
  void count(Moment moment, Long value, String text, int times) {
    boolean isTold = isText(feature) ? text != null : value != null;
    if (feature.value() != null && !isTold) {
      return;
    }
    if (isOrdered) {
      if (times > 0) {
        ordered.put(
            moment, new Occurrence(days.of(moment.micros()), value == null ? 0 : value, text));
      } else {
        ordered.remove(moment);
      }
      return;
    }
    int day = days.of(moment.micros());
    boolean before = counts.on(day) > 0;
    counts.add(day, times);
    if (measure == Measure.DAYS_ACTIVE && before != counts.on(day) > 0) {
      active.add(day, times);
    }
    if (SUMMED.contains(measure)) {
      String key = feature.currency() == null || text == null ? rates.reporting() : text;
      sums.computeIfAbsent(key, c -> new DaySums(base, last)).add(day, times * value);
    }
  }

  Double read(Covered covered, AsOfDay asOf) {
    if (measure == Measure.MEAN) {
      return isSilent(covered, asOf) ? null : mean(covered.end());
    }
    return isOrdered && measure != Measure.DISTINCT
        ? ordered(covered, asOf)
        : Windowed.read(feature, this, covered, asOf);
  }

  /** Whether too little is known of the days up to an as-of day; states stay as they were last. */
  private boolean isSilent(Covered covered, AsOfDay asOf) {
    return feature.window() == null
        ? DISTANCES.contains(measure) && covered.isSilent(asOf.day())
        : covered.isMostlyUnknown(feature.window(), asOf.day());
  }

  /** The first or last text that happened, or null when it is unknown. */
  String text(Covered covered, AsOfDay asOf) {
    int from = from(covered.end());
    Map.Entry<Moment, Occurrence> latest = ordered.lowerEntry(new Moment(covered.cut(), ""));
    if (isSilent(covered, asOf)) {
      return null;
    }
    if (latest == null || latest.getValue().day() < from) {
      return null;
    }
    return (measure == Measure.LAST ? latest.getValue() : earliest(from)).text();
  }

  /** The different texts of all that happened. */
  Set<String> texts(AsOfDay asOf) {
    return ordered.headMap(new Moment(asOf.cut(), "")).values().stream()
        .map(Occurrence::text)
        .collect(Collectors.toSet());
  }

  private Double mean(int day) {
    int from = from(day);
    long records = counts.sum(from, day);
    long sum = 0;
    for (DaySums each : sums.values()) {
      sum = DaySums.bounded(sum, each.sum(from, day));
    }
    return records == 0 ? null : sum / 1e6 / records;
  }

  private int from(int day) {
    return feature.window() == null ? Integer.MIN_VALUE : day - feature.window() + 1;
  }

  @Override
  public Double over(int from, int to, AsOfDay asOf) {
    return switch (measure) {
      case COUNT -> (double) counts.sum(from, to);
      case DAYS_ACTIVE -> (double) active.sum(from, to);
      case STREAK -> Weeks.streak(counts, from, to);
      case SLOPE -> Weeks.slope(counts, from, to);
      case DISTINCT -> (double) distinct(from, to);
      default -> feature.currency() == null ? total(from, to) : converted(from, to, asOf.day());
    };
  }

  private double total(int from, int to) {
    long total = 0;
    for (DaySums each : sums.values()) {
      total = DaySums.bounded(total, each.sum(from, to));
    }
    return total / 1e6;
  }

  private double converted(int from, int to, int day) {
    BigDecimal total = BigDecimal.ZERO;
    for (Map.Entry<String, DaySums> sum : sums.entrySet()) {
      long amount = sum.getValue().sum(from, to);
      if (amount != 0) {
        total =
            total.add(
                rates.convert(
                    BigDecimal.valueOf(amount, 6), sum.getKey(), LocalDate.ofEpochDay(day)));
      }
    }
    return total.doubleValue();
  }

  private int distinct(int from, int to) {
    Set<String> texts = new HashSet<>();
    for (Occurrence record : ordered.values()) {
      if (record.day() > to) {
        break;
      }
      if (record.day() >= from) {
        texts.add(record.text());
      }
    }
    return texts.size();
  }

  @Override
  public int first(int to) {
    if (!isOrdered) {
      return counts.first(to);
    }
    boolean none = ordered.isEmpty() || ordered.firstEntry().getValue().day() > to;
    return none ? Coverage.NONE : ordered.firstEntry().getValue().day();
  }

  private Double ordered(Covered covered, AsOfDay asOf) {
    if (ordered.isEmpty()) {
      return null;
    }
    if (feature.ahead() != null) {
      return covered.isMostlyUnknown(feature.ahead(), asOf.day()) ? null : next(asOf);
    }
    return isSilent(covered, asOf) ? null : happened(covered);
  }

  /** Days until the next record that is scheduled. */
  private Double next(AsOfDay asOf) {
    Map.Entry<Moment, Occurrence> next = ordered.ceilingEntry(new Moment(asOf.cut(), ""));
    boolean within = next != null && next.getValue().day() <= asOf.day() + feature.ahead();
    return within ? (double) (next.getValue().day() - asOf.day()) : null;
  }

  private Double happened(Covered covered) {
    Moment end = new Moment(covered.cut(), "");
    Map.Entry<Moment, Occurrence> latest = ordered.lowerEntry(end);
    int from = from(covered.end());
    if (latest == null || latest.getValue().day() < from) {
      return null;
    }
    return switch (measure) {
      case GAP -> (double) (covered.end() - latest.getValue().day());
      case LAST -> latest.getValue().number() / 1e6;
      case CHANGE -> change(latest, from);
      case AGE -> (double) (covered.end() - earliest(from).day());
      case FIRST -> earliest(from).number() / 1e6;
      default -> over(ordered.headMap(end, false).descendingMap().values(), from);
    };
  }

  private Double change(Map.Entry<Moment, Occurrence> latest, int from) {
    Map.Entry<Moment, Occurrence> before = ordered.lowerEntry(latest.getKey());
    return before == null || before.getValue().day() < from
        ? null
        : (latest.getValue().number() - before.getValue().number()) / 1e6;
  }

  private Occurrence earliest(int from) {
    return feature.window() == null
        ? ordered.firstEntry().getValue()
        : ordered.ceilingEntry(new Moment(days.cut(from - 1), "")).getValue();
  }

  /** Minimum, maximum or slope of what happened, newest first, back to a day. */
  private Double over(Collection<Occurrence> newestFirst, int from) {
    Line line = new Line();
    long extreme = newestFirst.iterator().next().number();
    for (Occurrence record : newestFirst) {
      if (record.day() < from) {
        break;
      }
      if (measure == Measure.SLOPE) {
        line.add(record.day() - from, record.number());
      } else if (measure == Measure.MIN) {
        extreme = Math.min(extreme, record.number());
      } else {
        extreme = Math.max(extreme, record.number());
      }
    }
    Double slope = line.slope();
    return measure != Measure.SLOPE
        ? (Double) (extreme / 1e6)
        : slope == null ? null : slope * 7 / 1e6;
  }
}
