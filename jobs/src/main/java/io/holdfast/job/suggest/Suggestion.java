package io.holdfast.job.suggest;

import io.holdfast.job.suggest.Words.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Drafts how an unknown export becomes an entity. */
public final class Suggestion {
  private static final int MANY = 12;

  /** So many fields has a record at most that only links. */
  private static final int LINK = 6;

  private final UnknownExport export;
  private final Profile profile;
  private final boolean commas;
  private final Expressions expressions;
  private final Set<List<String>> used = new LinkedHashSet<>();
  private final Set<String> sometimes = new TreeSet<>();

  private Suggestion(UnknownExport export) {
    this.export = export;
    this.profile = Profile.of(export.records());
    this.commas = !export.json() && has(Kind.COMMA) && !has(Kind.DECIMAL);
    this.expressions = new Expressions(isLoaders(), hasMinorUnits(), commas);
  }

  /** The drafts of exports that lie together, without entities where none is likely. */
  public static List<Draft.Export> of(List<UnknownExport> exports) {
    List<Suggestion> all = exports.stream().map(Suggestion::new).toList();
    List<Draft.Export> drafts = Doubles.without(all.stream().map(Suggestion::draft).toList());
    Set<String> said = Questions.said(drafts);
    List<Draft.Export> asking = new ArrayList<>();
    for (int i = 0; i < drafts.size(); i++) {
      asking.add(new Questions(all.get(i).unused(), all.get(i).firsts(), said).of(drafts.get(i)));
    }
    return asking;
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
    Optional<Draft.Entity> changes = ChangeLog.of(export.name(), profile, expressions);
    changes.ifPresent(entity -> entity.lines().forEach(this::use));
    Draft.Entity whole = changes.orElse(ranked.isEmpty() ? null : entity(ranked));
    if (whole != null) {
      entities.add(whole);
    }
    Likely parent = whole == null || changes.isPresent() ? null : ranked.get(0);
    profile
        .arrays()
        .forEach((path, items) -> each(path, items, parent, whole).ifPresent(entities::add));
    if (commas) {
      options.add(Draft.Line.of("decimal", ","));
    }
    optional(options);
    return new Draft.Export(export.name(), export.files(), options, entities, notes(entities));
  }

  private Draft.Entity entity(List<Likely> ranked) {
    Likely likely = ranked.get(0);
    List<Draft.Line> lines = new ArrayList<>();
    lines.add(Keys.of(likely, profile, export.others()));
    lines.addAll(Times.of(profile, likely, expressions));
    List<Draft.Line> columns = columns(likely, profile);
    if (isLink(likely, columns)) {
      lines.removeIf(line -> line.key().equals("deleted"));
      lines.add(new Draft.Line("partial", "true", "? only links; other columns stay as they were"));
    } else if (!Times.tellsChanges(profile, likely, expressions)
        && profile.tellApart(Keys.fields(lines.get(0).value(), profile))) {
      Moving.history(likely, lines, columns).ifPresent(lines::add);
    }
    lines.forEach(this::use);
    columns.forEach(this::use);
    return new Draft.Entity(
        likely.table().name(), remark(ranked, columns), lines, columns, List.of());
  }

  /** Whether records say of something kept elsewhere only what it belongs to. */
  private boolean isLink(Likely likely, List<Draft.Line> columns) {
    return likely.words().changes() != Words.Changes.NEVER
        && !columns.isEmpty()
        && columns.stream().allMatch(line -> line.key().endsWith("_key"))
        && profile.fields().size() <= LINK;
  }

  private static String remark(List<Likely> ranked, List<Draft.Line> columns) {
    String remark = ranked.get(0).hint() > 0 ? "by the name and " : "by ";
    remark += "%d of its columns".formatted(columns.size());
    return ranked.size() > 1 ? remark + "; next likely: " + ranked.get(1).table().name() : remark;
  }

  /** The elements of an array, when they are something. */
  private Optional<Draft.Entity> each(
      List<String> path, Profile items, Likely parent, Draft.Entity whole) {
    String name = String.join(".", path);
    List<Likely> ranked = Likely.ranked(export.name() + "_" + name, items);
    if (ranked.isEmpty()) {
      ranked = Likely.ranked(name, items);
    }
    if (ranked.isEmpty()) {
      return Optional.empty();
    }
    Likely likely = ranked.get(0);
    if (whole != null && whole.entity().equals(likely.table().name())) {
      return Optional.empty();
    }
    used.add(path);
    if (items.owners() < profile.records()) {
      sometimes.add(name);
    }
    List<Draft.Line> lines = new ArrayList<>();
    lines.add(Draft.Line.of("each", name));
    Draft.Line own = Keys.of(likely, items, export.others());
    String parentKey = whole == null ? null : whole.lines().get(0).value();
    boolean strong = !own.remark().startsWith("?") || parentKey == null;
    lines.add(
        strong
            ? own
            : new Draft.Line(
                "key",
                "concat_ws(':', %s, item_no)".formatted(parentKey),
                "its place in the record"));
    List<Draft.Line> times = Times.of(items, likely, expressions);
    lines.addAll(
        times.isEmpty() && whole != null
            ? whole.lines().stream().filter(Suggestion::isTime).toList()
            : times);
    List<Draft.Line> columns = new ArrayList<>(columns(likely, items));
    if (whole != null && parent != null) {
      inherit(likely, parent, whole, columns);
    }
    return Optional.of(
        new Draft.Entity(
            likely.table().name(), remark(ranked, columns), lines, columns, List.of()));
  }

  private static boolean isTime(Draft.Line line) {
    return List.of("event_time", "known_at", "version").contains(line.key());
  }

  /** Keys that an element has through its record. */
  private static void inherit(
      Likely likely, Likely parent, Draft.Entity whole, List<Draft.Line> columns) {
    for (String column : likely.table().columnNames()) {
      if (!(column.endsWith("_key") || column.equals("currency"))
          || columns.stream().anyMatch(line -> line.key().equals(column))) {
        continue;
      }
      if (column.equals(parent.table().name() + "_key")) {
        columns.add(Draft.Line.of(column, whole.lines().get(0).value()));
      }
      whole.columns().stream()
          .filter(line -> line.key().equals(column))
          .forEach(line -> columns.add(Draft.Line.of(column, line.value())));
    }
  }

  private List<Draft.Line> columns(Likely likely, Profile profile) {
    Map<String, Draft.Line> columns = new LinkedHashMap<>();
    Set<String> tokens = Set.copyOf(Names.tokens(export.name()));
    boolean back = likely.words().givenBack().stream().anyMatch(tokens::contains);
    for (String name : Words.ALL.columns(likely.table()).keySet()) {
      Field field = likely.placed().get(name);
      if (field != null) {
        columns.put(name, expressions.column(likely.table().name(), likely.column(name), field));
      }
    }
    personName(likely, profile, columns);
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
  private static void personName(Likely likely, Profile profile, Map<String, Draft.Line> columns) {
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
        .forEach(
            field -> {
              used.add(field.path());
              if (field.filled() < field.records()) {
                sometimes.add(field.name());
              }
            });
  }

  /** Fields that no line reads, those of elements after the others. */
  private List<Field> unused() {
    return Stream.concat(
            profile.fields().stream().filter(field -> !used.contains(field.path())),
            profile.arrays().values().stream().flatMap(items -> items.fields().stream()))
        .filter(field -> !field.isEmpty())
        .toList();
  }

  /** The first element of each array that speaks of accounts. */
  private List<String> firsts() {
    return profile.arrays().entrySet().stream()
        .filter(array -> Questions.namesAccount(array.getKey()))
        .map(
            array ->
                "get_json_object(%s, '$[0]%s')"
                    .formatted(
                        String.join(".", array.getKey()),
                        array.getValue().fields().isEmpty() ? "" : ".id"))
        .toList();
  }

  /** Whether an expression names a field. */
  static boolean reads(String sql, String field) {
    return sql.matches("(?s)(.*[^\\w.`'])?" + Pattern.quote(field) + "([^\\w.`'].*)?");
  }

  /** Where records name their fields, those that not all have may be absent from a whole file. */
  private void optional(List<Draft.Line> options) {
    if (export.json() && !sometimes.isEmpty()) {
      options.add(Draft.Line.of("optional", DraftYaml.list(List.copyOf(sometimes))));
    }
  }

  /** What was not placed: each filled field with what it holds, then the empty ones. */
  private List<String> notes(List<Draft.Entity> entities) {
    List<String> notes = new ArrayList<>();
    List<String> empty = new ArrayList<>();
    if (entities.isEmpty()) {
      String names = String.join(", ", profile.fields().stream().map(Field::name).toList());
      return List.of("no entity is likely for its %d records".formatted(profile.records()), names);
    }
    for (Field field : profile.fields()) {
      if (field.isEmpty() && !used.contains(field.path())) {
        empty.add(Expressions.field(field));
      } else if (!used.contains(field.path())) {
        notes.add("%s: %s%s".formatted(Expressions.field(field), field.words(), personal(field)));
      }
    }
    profile.arrays().keySet().stream()
        .filter(
            path ->
                !used.contains(path)
                    && profile.fields().stream().noneMatch(f -> f.path().equals(path)))
        .forEach(path -> notes.add(String.join(".", path) + ": array"));
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

  private boolean has(Kind kind) {
    return profile.fields().stream().anyMatch(field -> field.kind() == kind);
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
