package io.holdfast.job.suggest;

import io.holdfast.job.suggest.Words.Changes;
import io.holdfast.table.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which field, or which fields together, name a record. */
final class Keys {
  private static final List<String> OWN =
      List.of(
          "id",
          "key",
          "uuid",
          "guid",
          "message_id",
          "event_id",
          "insert_id",
          "object_id",
          "record_id",
          "vid",
          "number",
          "no",
          "nr",
          "ref",
          "reference",
          "code");
  private static final int TOGETHER = 4;

  private record Candidate(Field field, double score) {}

  /**
   * The key of an entity; always one, however weak.
   *
   * @param others names of the exports beside it: what names their records is no key here
   */
  static Draft.Line of(Likely likely, Profile profile, List<String> others) {
    Optional<Field> versioned = named(likely, profile);
    if (versioned.isPresent()) {
      return new Draft.Line(
          "key", Expressions.field(versioned.get()), "? " + remark(versioned.get(), likely));
    }
    List<Candidate> candidates =
        profile.fields().stream()
            .map(field -> candidate(field, likely, profile, others))
            .filter(candidate -> candidate.score() > 0)
            .sorted(Comparator.comparingDouble(Candidate::score).reversed())
            .toList();
    if (!candidates.isEmpty()) {
      Field best = candidates.get(0).field();
      return new Draft.Line("key", Expressions.field(best), remark(best, likely));
    }
    return together(likely, profile);
  }

  /** What records share that the source numbers as versions of one thing. */
  private static Optional<Field> named(Likely likely, Profile profile) {
    List<String> versions = Words.ALL.times().get(Words.Role.VERSION);
    return profile.fields().stream()
        .filter(version -> version.distinct() > 1)
        .filter(version -> versions.contains(Names.plain(version.name())))
        .flatMap(
            version ->
                profile.fields().stream()
                    .filter(field -> field.filled() == field.records() && !field.isKey())
                    .filter(field -> ownName(field, likely) > 0)
                    .filter(field -> profile.tellApart(List.of(field, version))))
        .max(Comparator.comparingDouble(field -> ownName(field, likely)));
  }

  private static double ownName(Field field, Likely likely) {
    return Names.match(Names.readings(field, likely.words().names()), OWN);
  }

  private static Candidate candidate(
      Field field, Likely likely, Profile profile, List<String> others) {
    double own = ownName(field, likely);
    boolean another =
        likely.placed().entrySet().stream()
                .anyMatch(e -> e.getKey().endsWith("_key") && e.getValue().equals(field))
            || others.stream().anyMatch(other -> isKeyOf(field, other));
    boolean whole = field.filled() == field.records();
    if (!whole || field.records() == 0 || field.kind() == Kind.FLAG || field.kind().isTime()) {
      return new Candidate(field, own > 0 && field.records() == 0 ? own : 0);
    }
    if (own > 0 && !another && (field.isKey() || isVersioned(List.of(field), profile))) {
      return new Candidate(field, 10 * own);
    }
    boolean named =
        !Names.keyOf(field).isEmpty() || Names.plain(field.name()).matches("number|code");
    return new Candidate(field, field.isKey() && named && !another ? 1 : 0);
  }

  /** Whether its name is that of a record of another export, as {@code deal_id} beside deals. */
  private static boolean isKeyOf(Field field, String other) {
    List<String> named = Names.keyOf(field);
    return !named.isEmpty() && named.equals(Names.tokens(other));
  }

  /** The fields of a key that was drafted. */
  static List<Field> fields(String key, Profile profile) {
    return profile.fields().stream()
        .filter(field -> Suggestion.reads(key, Expressions.field(field)))
        .toList();
  }

  /** Whether a time tells apart the records that share it. */
  private static boolean isVersioned(List<Field> key, Profile profile) {
    return profile.fields().stream()
        .filter(field -> field.kind().isTime() && !isLoaders(field))
        .anyMatch(
            time -> {
              List<Field> versions = new ArrayList<>(key);
              versions.add(time);
              return profile.tellApart(versions);
            });
  }

  private static boolean isLoaders(Field field) {
    return Words.ALL.times().get(Words.Role.SYNCED).contains(Names.plain(field.name()));
  }

  private static String remark(Field key, Likely likely) {
    if (key.records() == 0) {
      return "? by its name; there are no records";
    }
    if (key.isKey()) {
      return "in every record, and in no two the same";
    }
    return likely.words().changes() == Changes.NEVER
        ? "? %d of %d records share it; the last one counts"
            .formatted(key.records() - key.distinct(), key.records())
        : "%d records of %d: versions".formatted(key.records(), key.distinct());
  }

  private static Draft.Line together(Likely likely, Profile profile) {
    boolean happens = likely.words().changes() == Changes.NEVER;
    List<Field> likelyFirst =
        profile.fields().stream()
            .filter(field -> field.distinct() > 1 && rank(field, likely) < 4)
            .sorted(
                Comparator.comparingInt((Field field) -> rank(field, likely))
                    .thenComparing(Comparator.comparingLong(Field::distinct).reversed()))
            .toList();
    List<Field> chosen = new ArrayList<>();
    if (happens) {
      likelyFirst.stream().filter(field -> tellsWhat(field, likely)).forEach(chosen::add);
      likelyFirst.stream()
          .filter(field -> field.kind().isTime())
          .findFirst()
          .ifPresent(chosen::add);
    }
    for (Field field : likelyFirst) {
      if (!chosen.isEmpty() && tellsApart(chosen, likely, profile)) {
        return line(chosen, "? no field is in every record and in no two the same");
      }
      if (chosen.size() < TOGETHER + (happens ? 2 : 0)
          && !chosen.contains(field)
          && (happens || !field.kind().isTime())) {
        chosen.add(field);
      }
    }
    if (!chosen.isEmpty() && tellsApart(chosen, likely, profile)) {
      return line(chosen, "? no field is in every record and in no two the same");
    }
    List<Field> all =
        chosen.isEmpty() ? profile.fields().stream().limit(TOGETHER).toList() : chosen;
    return line(all, "? nothing tells the records apart; say what does");
  }

  /**
   * Whose a happening is, and what happened: records of two users are two, however few are here.
   */
  private static boolean tellsWhat(Field field, Likely likely) {
    return likely.placed().entrySet().stream()
        .anyMatch(
            e ->
                e.getValue().equals(field)
                    && (e.getKey().endsWith("_key") || e.getKey().equals("event")));
  }

  /** What changes is told apart by its key and the time of the change: the key alone names it. */
  private static boolean tellsApart(List<Field> chosen, Likely likely, Profile profile) {
    return likely.words().changes() == Changes.NEVER
        ? profile.tellApart(chosen)
        : profile.tellApart(chosen) || isVersioned(chosen, profile);
  }

  /** Keys of others first, then times, then what is short; never a loader's own. */
  private static int rank(Field field, Likely likely) {
    String name = Names.plain(field.name());
    boolean measured = field.kind().isNumber() && field.kind() != Kind.WHOLE;
    boolean money =
        likely.placed().entrySet().stream()
            .anyMatch(
                e ->
                    e.getValue().equals(field)
                        && likely.column(e.getKey()).type().equals(Table.MONEY));
    if (isLoaders(field) || field.kind() == Kind.JSON || measured || money) {
      return 4;
    }
    if (!Names.keyOf(field).isEmpty() || name.matches("index|.*_index|id")) {
      return 0;
    }
    return field.kind().isTime() ? 1 : likely.placed().containsValue(field) ? 2 : 3;
  }

  private static Draft.Line line(List<Field> fields, String remark) {
    List<String> names = fields.stream().map(Expressions::field).toList();
    return new Draft.Line(
        "key",
        names.size() == 1 ? names.get(0) : "concat_ws(':', %s)".formatted(String.join(", ", names)),
        remark);
  }

  private Keys() {}
}
