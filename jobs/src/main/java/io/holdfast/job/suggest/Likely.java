package io.holdfast.job.suggest;

import io.holdfast.table.Column;
import io.holdfast.table.Entity;
import io.holdfast.table.Payment;
import io.holdfast.table.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An entity that an export may hold.
 *
 * @param hint how much the file's name speaks for it
 * @param score the higher the likelier
 * @param placed the field for each column that has one
 */
record Likely(Table table, double hint, double score, Map<String, Field> placed) {
  private static final double NAME = 5;

  /** What the columns must say where the name says nothing, something, or all. */
  private static final double WITHOUT_NAME = 2;

  private static final double PART_OF_NAME = 1;
  private static final double WHOLE_NAME = 0.05;

  /** How much one of the fields speaks that hardly another entity has. */
  private static final double MARK = 1;

  /** What columns weigh more where a file is called export, data or nothing. */
  private static final double OF_NAMELESS = 1.5;

  /** How much a name speaks for an entity when it ends with one of its names. */
  private static final double END_OF_NAME = 0.62;

  /** How much a field speaks for a contract that nothing else has. */
  private static final double RECURRING = 2;

  /** A column and a field that may be meant for it. */
  private record Pair(String column, Field field, double match) {}

  /** Every entity that is likely at all, the likeliest first. */
  static List<Likely> ranked(String file, Profile profile) {
    Map<String, Integer> spread = new HashMap<>();
    Entity.ALL.forEach(
        table ->
            Words.ALL.columns(table).keySet().forEach(name -> spread.merge(name, 1, Integer::sum)));
    return Entity.ALL.stream()
        .map(table -> of(table, file, profile, spread))
        .filter(Likely::isLikely)
        .sorted(Comparator.comparingDouble(Likely::score).reversed())
        .toList();
  }

  private static Likely of(Table table, String file, Profile profile, Map<String, Integer> spread) {
    boolean recurring = profile.fields().stream().anyMatch(Likely::isRecurring);
    double hint =
        recurring && table.equals(Payment.TABLE) ? -1 : Names.hint(file, words(table).names());
    Map<String, Field> placed = new LinkedHashMap<>();
    double columns =
        words(table).byName().values().stream()
                .anyMatch(words -> Names.tokens(file).stream().anyMatch(words::containsKey))
            ? WHOLE_NAME
            : 0;
    for (Pair pair : pairs(table, profile)) {
      if (!placed.containsKey(pair.column()) && !placed.containsValue(pair.field())) {
        placed.put(pair.column(), pair.field());
        double weight = pair.field().isEmpty() ? 0.5 : 1;
        columns += weight * pair.match() / spread.get(pair.column());
        columns += isRecurring(pair.field()) ? RECURRING : 0;
      }
    }
    columns += profile.fields().stream().anyMatch(field -> marks(field, table)) ? MARK : 0;
    boolean nameless = Names.tokens(file).stream().allMatch(String::isEmpty);
    double found = nameless ? columns * OF_NAMELESS : columns;
    return new Likely(table, hint, NAME * hint + found, placed);
  }

  private static boolean marks(Field field, Table table) {
    return Names.match(Names.readings(field, List.of()), words(table).marks()) > 0;
  }

  /** Whether only a contract, or a part of one, has such a field. */
  private static boolean isRecurring(Field field) {
    return Names.match(Names.readings(field, List.of()), Words.ALL.recurring()) > 0;
  }

  private boolean isLikely() {
    if (hint < 0) {
      return false;
    }
    double columns = score - NAME * hint;
    double wanted = hint == 0 ? WITHOUT_NAME : hint < END_OF_NAME ? PART_OF_NAME : WHOLE_NAME;
    boolean filled = placed.values().stream().anyMatch(field -> !field.isEmpty());
    return columns >= wanted && (filled || (hint >= END_OF_NAME && columns >= WHOLE_NAME));
  }

  private static List<Pair> pairs(Table table, Profile profile) {
    List<Pair> pairs = new ArrayList<>();
    Map<String, List<String>> columns = Words.ALL.columns(table);
    for (Field field : profile.fields()) {
      List<String> readings = Names.readings(field, words(table).names());
      columns.forEach(
          (column, words) -> {
            double match = Names.match(readings, words);
            if (match > 0 && Expressions.fits(column(table, column), field)) {
              pairs.add(new Pair(column, field, match * filled(field)));
            }
          });
    }
    pairs.sort(Comparator.comparingDouble(Pair::match).reversed());
    return pairs;
  }

  /** A field that hardly any record has is seldom the one that is meant. */
  private static double filled(Field field) {
    return field.isEmpty() ? 1 : 0.8 + 0.2 * field.filled() / field.records();
  }

  private static Words.OfEntity words(Table table) {
    return Words.ALL.entities().get(table.name());
  }

  Words.OfEntity words() {
    return words(table);
  }

  Column column(String name) {
    return column(table, name);
  }

  boolean hasPersonal(String name) {
    return table.columns().stream().anyMatch(c -> c.name().equals(name) && c.personal());
  }

  private static Column column(Table table, String name) {
    return table.columns().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }
}
