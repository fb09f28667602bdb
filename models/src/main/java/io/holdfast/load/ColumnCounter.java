package io.holdfast.load;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts the values of one column of a delivery. */
final class ColumnCounter {
  /** Columns with more distinct words than this hold names and remarks, not words. */
  private static final int WORDS = 60;

  private static final int LONGEST_WORD = 40;

  /** How many hashes of keys are kept. */
  static final int KEYS = 512;

  private static final int HOURS = 24;

  private final String entity;
  private final String column;
  private final ColumnProfile.Kind kind;
  private final boolean personal;
  private final ZoneId zone;
  private final Map<String, Long> texts = new HashMap<>();
  private final TreeMap<Long, Long> keys = new TreeMap<>();
  private final List<Double> numbers = new ArrayList<>();
  private final long[] hours = new long[HOURS];
  private long values;
  private long nulls;
  private long negative;
  private long shape;

  /**
   * @param personal whether its words are not kept
   * @param zone in which hours are counted
   */
  ColumnCounter(
      String entity, String column, ColumnProfile.Kind kind, boolean personal, ZoneId zone) {
    this.entity = entity;
    this.column = column;
    this.kind = kind;
    this.personal = personal;
    this.zone = zone;
  }

  /**
   * Counts one value.
   *
   * @param text null: there is none
   * @param number of numbers, or of times as seconds since 1970
   * @param hash of the text
   * @param beside hash of what stands beside a key
   */
  void add(String text, Double number, long hash, long beside) {
    if (text == null) {
      nulls++;
      return;
    }
    values++;
    shape += hash;
    texts.merge(text, 1L, Long::sum);
    if (kind == ColumnProfile.Kind.KEY) {
      keys.merge(hash, beside, Math::min);
      if (keys.size() > KEYS) {
        keys.pollLastEntry();
      }
    }
    if (number != null) {
      numbers.add(number);
      negative += number < 0 ? 1 : 0;
      if (kind == ColumnProfile.Kind.TIME) {
        hours[Instant.ofEpochSecond(number.longValue()).atZone(zone).getHour()]++;
      }
    }
  }

  ColumnProfile profile() {
    return new ColumnProfile(
        entity,
        column,
        kind,
        values,
        nulls,
        texts.size(),
        texts.values().stream().mapToLong(n -> n).max().orElse(0),
        negative,
        quantiles(),
        kind == ColumnProfile.Kind.TIME ? Arrays.stream(hours).boxed().toList() : List.of(),
        words(),
        Map.copyOf(keys),
        shape);
  }

  private List<Double> quantiles() {
    if (numbers.isEmpty()) {
      return List.of();
    }
    double[] sorted = numbers.stream().mapToDouble(n -> n).sorted().toArray();
    return ColumnProfile.QUANTILES.stream()
        .map(q -> sorted[(int) Math.round(q * (sorted.length - 1))])
        .toList();
  }

  private Map<String, Long> words() {
    if (kind != ColumnProfile.Kind.WORD
        || personal
        || texts.size() > WORDS
        || texts.keySet().stream().anyMatch(text -> text.length() > LONGEST_WORD)) {
      return Map.of();
    }
    Map<String, Long> words = new LinkedHashMap<>();
    texts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .forEach(entry -> words.put(entry.getKey(), entry.getValue()));
    return words;
  }
}
