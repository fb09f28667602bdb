package io.holdfast.job.suggest;

import io.holdfast.job.suggest.Words.Changes;
import io.holdfast.job.suggest.Words.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which time is when it happened, and which is when it was known. */
final class Times {
  private static final double BY_STEM = 0.8;
  private static final Set<String> BEGINNINGS = Set.of("created_on", "start_at");

  private final Profile profile;
  private final Map<String, Field> placed;
  private final List<String> names;
  private final Changes changes;
  private final Expressions expressions;
  private final List<Draft.Line> lines = new ArrayList<>();

  private Times(Profile profile, Likely likely, Expressions expressions) {
    this.profile = profile;
    this.placed = likely.placed();
    this.names = likely.words().names();
    this.changes = likely.words().changes();
    this.expressions = expressions;
  }

  /** The lines event_time, known_at, version and deleted, as far as fields tell them. */
  static List<Draft.Line> of(Profile profile, Likely likely, Expressions expressions) {
    return new Times(profile, likely, expressions).lines();
  }

  /** Whether the export says when its records changed, or when a loader took them. */
  static boolean tellsChanges(Profile profile, Likely likely, Expressions expressions) {
    Times times = new Times(profile, likely, expressions);
    return times.whole(Role.UPDATED).isPresent() || times.whole(Role.SYNCED).isPresent();
  }

  private List<Draft.Line> lines() {
    Optional<Field> updated = whole(Role.UPDATED);
    Optional<Field> synced = whole(Role.SYNCED);
    if (changes == Changes.VERSIONS && (updated.isPresent() || synced.isPresent())) {
      updated.ifPresentOrElse(
          field -> add("event_time", field, "a version holds since its change"),
          () -> add("known_at", synced.get(), "? no time of change: known since it was loaded"));
    } else {
      happening(updated.or(() -> changes == Changes.NEVER ? Optional.empty() : synced));
    }
    field(Role.VERSION)
        .or(() -> updated)
        .ifPresent(field -> lines.add(Draft.Line.of("version", expressions.version(field))));
    field(Role.DELETED).ifPresent(this::deleted);
    return lines;
  }

  private void happening(Optional<Field> known) {
    Optional<Field> happened =
        Stream.of(Role.HAPPENED, Role.CREATED, Role.UPDATED)
            .flatMap(role -> whole(role).stream())
            .findFirst();
    happened.ifPresent(field -> add("event_time", field, ""));
    known
        .filter(field -> happened.isEmpty() || !happened.get().equals(field))
        .ifPresent(field -> add("known_at", field, "when its last change was known"));
  }

  private void add(String key, Field field, String remark) {
    boolean some = field.filled() < field.records();
    String text =
        some
            ? "? missing in some records, which are rejected"
            : Slashed.doubt(field).orElse(remark);
    lines.add(new Draft.Line(key, expressions.time(field), text));
  }

  private void deleted(Field field) {
    if (field.kind().isTime()) {
      lines.add(Draft.Line.of("deleted", Expressions.field(field) + " IS NOT NULL"));
    } else if (Names.plain(field.name()).startsWith("active")) {
      if (field.few().stream().anyMatch(value -> value.matches("(?i)false|f|0|n|no"))) {
        lines.add(
            new Draft.Line(
                "deleted",
                "NOT boolean(%s)".formatted(Expressions.field(field)),
                "? what is not active counts as deleted"));
      }
    } else if (field.kind() == Kind.FLAG || field.few().stream().allMatch(v -> v.matches("[01]"))) {
      lines.add(Draft.Line.of("deleted", Expressions.field(field)));
    }
  }

  /** Whether it is the time of something else: of an invoice's payment, a contract's end. */
  private boolean isTaken(Field field) {
    return placed.entrySet().stream()
        .anyMatch(e -> e.getValue().equals(field) && !BEGINNINGS.contains(e.getKey()));
  }

  /** The likeliest field of a role that has a time in every record. */
  private Optional<Field> whole(Role role) {
    return ranked(role)
        .filter(field -> field.kind().isTime() && field.filled() == field.records())
        .findFirst();
  }

  private Optional<Field> field(Role role) {
    return ranked(role).filter(field -> !field.isEmpty()).findFirst();
  }

  private Stream<Field> ranked(Role role) {
    return profile.fields().stream()
        .filter(field -> match(field, role) > 0 && !(role == Role.HAPPENED && isTaken(field)))
        .sorted(Comparator.comparingDouble((Field field) -> match(field, role)).reversed());
  }

  /**
   * Literally, or by the stem of its name: {@code date_of_last_change} says the same as changed.
   */
  private double match(Field field, Role role) {
    List<String> readings = Names.readings(field, names);
    double literal = Names.match(readings, Words.ALL.times().get(role));
    List<String> stems = Words.ALL.stems().getOrDefault(role, List.of());
    double stem =
        field.kind().isTime() ? Names.match(readings.stream().map(Names::stem).toList(), stems) : 0;
    return Math.max(literal, BY_STEM * stem);
  }
}
