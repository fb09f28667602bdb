package io.holdfast.job.suggest;

import io.holdfast.job.suggest.Words.Changes;
import io.holdfast.job.suggest.Words.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which time is when it happened, and which is when it was known. */
final class Times {
  private final Profile profile;
  private final List<String> names;
  private final Changes changes;
  private final Expressions expressions;
  private final List<Draft.Line> lines = new ArrayList<>();

  private Times(Profile profile, Likely likely, Expressions expressions) {
    this.profile = profile;
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
        .ifPresent(field -> lines.add(Draft.Line.of("version", Expressions.field(field))));
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
    String text = some ? "? missing in some records, which are rejected" : remark;
    lines.add(new Draft.Line(key, expressions.time(field), text));
  }

  private void deleted(Field field) {
    if (field.kind().isTime()) {
      lines.add(Draft.Line.of("deleted", Expressions.field(field) + " IS NOT NULL"));
    } else if (Names.plain(field.name()).startsWith("active")) {
      String gone = "%s = '%s'";
      field.few().stream()
          .filter(value -> value.matches("(?i)false|0|n|no"))
          .forEach(
              value ->
                  lines.add(
                      new Draft.Line(
                          "deleted",
                          gone.formatted(Expressions.field(field), value),
                          "? what is not active counts as deleted")));
    } else if (field.kind() == Kind.FLAG || field.few().stream().allMatch(v -> v.matches("[01]"))) {
      lines.add(Draft.Line.of("deleted", Expressions.field(field)));
    }
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
    List<String> words = Words.ALL.times().get(role);
    return profile.fields().stream()
        .filter(field -> match(field, words) > 0)
        .sorted(Comparator.comparingDouble((Field field) -> match(field, words)).reversed());
  }

  private double match(Field field, List<String> words) {
    return Names.match(Names.readings(field, names), words);
  }
}
