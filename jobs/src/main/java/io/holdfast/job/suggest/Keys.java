package io.holdfast.job.suggest;

import io.holdfast.job.suggest.Words.Changes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

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

  /** The key of an entity; always one, however weak. */
  static Draft.Line of(Likely likely, Profile profile) {
    List<Candidate> candidates =
        profile.fields().stream()
            .map(field -> candidate(field, likely, profile))
            .filter(candidate -> candidate.score() > 0)
            .sorted(Comparator.comparingDouble(Candidate::score).reversed())
            .toList();
    if (!candidates.isEmpty()) {
      Field best = candidates.get(0).field();
      return new Draft.Line("key", Expressions.field(best), remark(best, likely));
    }
    return together(likely, profile);
  }

  private static Candidate candidate(Field field, Likely likely, Profile profile) {
    double own = Names.match(Names.readings(field, likely.words().names()), OWN);
    boolean another =
        likely.placed().entrySet().stream()
            .anyMatch(e -> e.getKey().endsWith("_key") && e.getValue().equals(field));
    boolean whole = field.filled() == field.records();
    if (!whole || field.records() == 0 || field.kind() == Kind.FLAG || field.kind().isTime()) {
      return new Candidate(field, own > 0 && field.records() == 0 ? own : 0);
    }
    if (own > 0 && !another && (field.isKey() || isVersioned(field, profile))) {
      return new Candidate(field, 10 * own);
    }
    boolean named = Names.plain(field.name()).matches(".*_(id|key|uuid|guid)|number|code");
    return new Candidate(field, field.isKey() && named && !another ? 1 : 0);
  }

  /** Whether a time tells apart the records that share it. */
  private static boolean isVersioned(Field key, Profile profile) {
    return profile.fields().stream()
        .filter(field -> field.kind().isTime() && !isLoaders(field))
        .anyMatch(time -> profile.tellApart(List.of(key, time)));
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
    List<Field> likelyFirst =
        profile.fields().stream()
            .filter(field -> field.distinct() > 1 && rank(field, likely) < 4)
            .sorted(
                Comparator.comparingInt((Field field) -> rank(field, likely))
                    .thenComparing(Comparator.comparingLong(Field::distinct).reversed()))
            .toList();
    List<Field> chosen = new ArrayList<>();
    for (Field field : likelyFirst) {
      if (chosen.size() < TOGETHER) {
        chosen.add(field);
      }
      if (profile.tellApart(chosen)) {
        return line(chosen, "? no field is in every record and in no two the same; these together");
      }
    }
    List<Field> all =
        chosen.isEmpty() ? profile.fields().stream().limit(TOGETHER).toList() : chosen;
    return line(all, "? nothing tells the records apart; say what does");
  }

  /** Keys of others first, then times, then what is short; never a loader's own. */
  private static int rank(Field field, Likely likely) {
    String name = Names.plain(field.name());
    if (isLoaders(field) || field.kind() == Kind.JSON) {
      return 4;
    }
    if (name.matches(".*_(id|key|index|no)|index|id")) {
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
