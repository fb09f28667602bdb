package io.holdfast.job.suggest;

import io.holdfast.job.suggest.Words.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Drafts how an unknown export becomes an entity. */
public final class Suggestion {
  private static final int MANY = 12;

  private final UnknownExport export;
  private final Profile profile;
  private final Expressions expressions;
  private final Set<Field> used = new LinkedHashSet<>();

  private Suggestion(UnknownExport export) {
    this.export = export;
    this.profile = Profile.of(export.records());
    boolean commas = export.options().stream().anyMatch(line -> line.key().equals("decimal"));
    this.expressions = new Expressions(isLoaders(), hasMinorUnits(), commas);
  }

  /** The draft of one export, without entities when none is likely. */
  public static Draft.Export of(UnknownExport export) {
    return new Suggestion(export).draft();
  }

  /** A text as a name of a source or export. */
  public static String name(String text, String otherwise) {
    String plain = Names.plain(text).replaceFirst("^[0-9_]+", "");
    return plain.isEmpty() ? otherwise : plain;
  }

  private Draft.Export draft() {
    List<Likely> ranked = Likely.ranked(export.name(), profile);
    List<Draft.Entity> entities = new ArrayList<>();
    List<Draft.Line> options = new ArrayList<>(export.options());
    if (!ranked.isEmpty()) {
      entities.add(entity(ranked));
      optional(options);
    }
    return new Draft.Export(export.name(), export.files(), options, entities, notes(ranked));
  }

  private Draft.Entity entity(List<Likely> ranked) {
    Likely likely = ranked.get(0);
    List<Draft.Line> lines = new ArrayList<>();
    lines.add(Keys.of(likely, profile));
    lines.addAll(Times.of(profile, likely, expressions));
    List<Draft.Line> columns = columns(likely);
    lines.forEach(this::use);
    columns.forEach(this::use);
    String remark = "by %s".formatted(likely.hint() > 0 ? "the name and " : "");
    remark += "%d of its columns".formatted(columns.size());
    if (ranked.size() > 1) {
      remark += "; next likely: " + ranked.get(1).table().name();
    }
    return new Draft.Entity(likely.table().name(), remark, lines, columns);
  }

  private List<Draft.Line> columns(Likely likely) {
    Map<String, Draft.Line> columns = new LinkedHashMap<>();
    Set<String> tokens = Set.copyOf(Names.tokens(export.name()));
    boolean back = likely.words().givenBack().stream().anyMatch(tokens::contains);
    for (String name : Words.ALL.columns(likely.table()).keySet()) {
      Field field = likely.placed().get(name);
      if (field != null) {
        columns.put(name, expressions.column(likely.table().name(), likely.column(name), field));
      }
    }
    personName(likely, columns);
    likely
        .words()
        .byName()
        .forEach(
            (column, byWord) ->
                byWord.entrySet().stream()
                    .filter(entry -> tokens.contains(entry.getKey()))
                    .filter(entry -> back || !columns.containsKey(column))
                    .findFirst()
                    .ifPresent(
                        entry ->
                            columns.put(
                                column,
                                new Draft.Line(
                                    column,
                                    Expressions.literal(entry.getValue()),
                                    "by the file's name"))));
    if (back) {
      columns.computeIfPresent(
          "amount",
          (name, line) ->
              new Draft.Line(
                  name, "-abs(%s)".formatted(line.value()), "given back; " + line.remark()));
    }
    return List.copyOf(columns.values());
  }

  /** First and last name, where there is no whole one. */
  private void personName(Likely likely, Map<String, Draft.Line> columns) {
    if (columns.containsKey("name") || !likely.hasPersonal("name")) {
      return;
    }
    List<Field> parts = new ArrayList<>();
    for (List<String> words :
        List.of(
            List.of("first_name", "firstname", "given_name"),
            List.of("last_name", "lastname", "surname"))) {
      profile.fields().stream()
          .filter(field -> Names.match(Names.readings(field, List.of()), words) > 0)
          .findFirst()
          .ifPresent(parts::add);
    }
    if (!parts.isEmpty()) {
      String sql =
          "concat_ws(' ', %s)"
              .formatted(String.join(", ", parts.stream().map(Expressions::field).toList()));
      columns.put("name", new Draft.Line("name", sql, "personal"));
    }
  }

  private void use(Draft.Line line) {
    profile.fields().stream()
        .filter(field -> reads(line.value(), Expressions.field(field)))
        .forEach(used::add);
  }

  private static boolean reads(String sql, String field) {
    return sql.matches(
        "(?s)(.*[^\\w.`'])?" + java.util.regex.Pattern.quote(field) + "([^\\w.`'].*)?");
  }

  /** Where records name their fields, those that not all have may be absent from a whole file. */
  private void optional(List<Draft.Line> options) {
    if (export.json()) {
      List<String> some =
          used.stream().filter(f -> f.filled() < f.records()).map(Field::name).sorted().toList();
      if (!some.isEmpty()) {
        options.add(Draft.Line.of("optional", DraftYaml.list(some)));
      }
    }
  }

  /** What was not placed: each filled field with what it holds, then the empty ones. */
  private List<String> notes(List<Likely> ranked) {
    List<String> notes = new ArrayList<>();
    List<String> empty = new ArrayList<>();
    if (ranked.isEmpty()) {
      String names = String.join(", ", profile.fields().stream().map(Field::name).toList());
      return List.of("no entity is likely for its %d records".formatted(profile.records()), names);
    }
    for (Field field : profile.fields()) {
      if (field.isEmpty() && !used.contains(field)) {
        empty.add(field.name());
      } else if (!used.contains(field)) {
        notes.add("%s: %s%s".formatted(field.name(), field.words(), personal(field)));
      }
    }
    profile.arrays().forEach((path, below) -> notes.add(String.join(".", path) + ": array"));
    if (!empty.isEmpty()) {
      String more = empty.size() > MANY ? " and %d more".formatted(empty.size() - MANY) : "";
      notes.add(
          "always empty: %s%s"
              .formatted(String.join(", ", empty.subList(0, Math.min(MANY, empty.size()))), more));
    }
    return notes;
  }

  private static String personal(Field field) {
    String name = Names.plain(field.name());
    boolean named =
        Words.ALL.personal().stream()
            .anyMatch(word -> ("_" + name + "_").contains("_" + word + "_"));
    return named || field.kind().isPersonal() ? " (personal)" : "";
  }

  /** Loaders write their times in UTC. */
  private boolean isLoaders() {
    List<String> synced = Words.ALL.times().get(Role.SYNCED);
    return profile.fields().stream()
        .map(field -> Names.plain(field.name()))
        .anyMatch(name -> synced.contains(name) && name.matches("(fivetran|airbyte|sdc)_.*"));
  }

  /** Billing systems that count in cents write currencies in lower case. */
  private boolean hasMinorUnits() {
    return profile.fields().stream()
        .filter(field -> Names.plain(field.name()).matches("(.*_)?currency"))
        .flatMap(field -> field.few().stream())
        .anyMatch(
            value -> value.matches("[a-z]{3}") && value.equals(value.toLowerCase(Locale.ROOT)));
  }
}
