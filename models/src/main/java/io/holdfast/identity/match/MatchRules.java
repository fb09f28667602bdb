package io.holdfast.identity.match;

import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How records of one kind are compared: a sum of weights, one of each field's agreement, as Fellegi
 * and Sunter (1969) have it. Weights are bits: the base-2 logarithm of how much more often two
 * records of the same customer agree so than two of different ones.
 *
 * @param name of the rule, as proposals bear it
 * @param withinSource whether records of one source are compared with each other, too
 * @param prior bits before anything is compared; negative: most pairs differ
 * @param fields what is compared
 * @param blocks only records that share one of these keys are compared. A key is a list of parts,
 *     each a field's name, a colon and a {@link Part}, such as {@code name:sound}; without a colon
 *     the whole field. A record lacking one of the parts does not have the key
 * @param cap a key that more records share than this one compares nothing, and is reported; 200
 *     when null
 * @param proposes least score of a proposal; .5 when null
 * @param links least score of a proposal that may link by itself; 1 when null: none
 */
public record MatchRules(
    String name,
    boolean withinSource,
    double prior,
    List<Field> fields,
    List<List<String>> blocks,
    Integer cap,
    Double proposes,
    Double links)
    implements Serializable {

  private static final int MOST_FIELDS = 20;
  private static final int MOST_BLOCKS = 31;
  private static final int MOST_LEVELS = 6;

  /** What stands in a field, and so how it is made plain and compared. */
  public enum Kind {
    /** Name of a company: legal forms, accents, case, punctuation and word order matter little. */
    COMPANY,
    /** A given or a family name. */
    PERSON,
    /** House number and street. */
    STREET,
    /** A city, suburb or region. */
    PLACE,
    /** A country, by its name in one of eleven European languages, or its ISO code. */
    COUNTRY,
    /** A postal code, tax number or national id: letters and digits. */
    CODE,
    /** A telephone number; its last digits count, so the country's prefix does not matter. */
    PHONE,
    /** A mail address. */
    EMAIL,
    /** A web address or domain. */
    DOMAIN,
    /** A date, year first. */
    DATE
  }

  /** What of a field is part of a key. */
  public enum Part {
    ALL,
    /** First word. */
    FIRST,
    /** Each word of it, one key each. */
    WORDS,
    /** How the first word sounds. */
    SOUND,
    /** Its first four letters or digits. */
    START,
    /** Its last four letters or digits. */
    END,
    /** The first number in it. */
    NUMBER
  }

  /**
   * A field.
   *
   * @param name in keys and evidence
   * @param columns of the records, read one after the other; its own name when empty. Columns that
   *     the records lack are empty
   * @param levels of agreement, the closest first
   * @param otherwise bits when no level is reached; a field that one of the two lacks adds nothing
   * @param placeholders values that stand for nothing, as they are written
   */
  public record Field(
      String name,
      Kind kind,
      List<String> columns,
      List<Level> levels,
      double otherwise,
      List<String> placeholders)
      implements Serializable {
    public Field {
      check(name != null && kind != null, "a field needs its name and kind");
      columns = columns == null || columns.isEmpty() ? List.of(name) : List.copyOf(columns);
      levels = List.copyOf(levels);
      placeholders = placeholders == null ? List.of() : List.copyOf(placeholders);
      check(
          !levels.isEmpty() && levels.size() <= MOST_LEVELS,
          "field %s has %d levels; 1 to %d are compared"
              .formatted(name, levels.size(), MOST_LEVELS));
      for (int i = 1; i < levels.size(); i++) {
        check(
            levels.get(i).atLeast() < levels.get(i - 1).atLeast(),
            "levels of field %s should go from the closest to the least".formatted(name));
      }
    }
  }

  /**
   * A level of agreement.
   *
   * @param atLeast likeness from 0 to 1; 1: the same
   * @param bits weight
   */
  public record Level(double atLeast, double bits) implements Serializable {}

  public MatchRules {
    fields = List.copyOf(fields);
    blocks = List.copyOf(blocks);
    cap = cap == null ? 200 : cap;
    proposes = proposes == null ? .5 : proposes;
    links = links == null ? Double.POSITIVE_INFINITY : links;
    check(
        name != null && !fields.isEmpty() && !blocks.isEmpty(),
        "a rule needs name, fields and blocks");
    check(
        cap >= 2 && cap <= 10_000,
        "cap %d of rule %s should be 2 to 10000 records a key".formatted(cap, name));
    check(
        proposes > 0 && proposes <= links,
        "rule %s proposes from %s and links from %s; the first should be above 0 and at most the other"
            .formatted(name, proposes, links));
    check(
        fields.size() <= MOST_FIELDS && blocks.size() <= MOST_BLOCKS,
        "rule %s has %d fields and %d blocks; at most %d and %d can be held apart"
            .formatted(name, fields.size(), blocks.size(), MOST_FIELDS, MOST_BLOCKS));
    Set<String> names = new HashSet<>();
    for (Field field : fields) {
      check(
          names.add(field.name()),
          "rule %s has field %s twice; keep one".formatted(name, field.name()));
    }
    for (List<String> parts : blocks) {
      Keys.of(parts, fields);
    }
  }

  private static void check(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
