package io.holdfast.job.suggest;

import io.holdfast.job.suggest.Words.Changes;
import io.holdfast.table.Column;
import io.holdfast.table.Entity;
import io.holdfast.table.Essential;
import io.holdfast.table.SourceAccount;
import io.holdfast.table.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Asks for columns without which an entity is of no use, and names fields that may be meant. */
final class Questions {
  private static final int TOLD = 5;

  private static final String WHOSE = "account_key";

  private final List<Field> unused;
  private final List<String> firsts;
  private final Set<String> said;

  /**
   * @param unused fields of the export that the draft does not read
   * @param firsts expressions of the first element of arrays that speak of accounts
   * @param said {@code entity.column} of all that the drafts of the source fill
   */
  Questions(List<Field> unused, List<String> firsts, Set<String> said) {
    this.firsts = firsts;
    this.unused = unused;
    this.said = said;
  }

  static Set<String> said(List<Draft.Export> drafts) {
    return drafts.stream()
        .map(Draft.Export::entities)
        .flatMap(Collection::stream)
        .flatMap(entity -> Stream.concat(columns(entity), changes(entity)))
        .collect(Collectors.toSet());
  }

  private static Stream<String> columns(Draft.Entity entity) {
    return entity.columns().stream().map(line -> entity.entity() + "." + line.key());
  }

  /** Changes of single fields say of other columns nothing, and need not. */
  private static Stream<String> changes(Draft.Entity entity) {
    boolean single = entity.lines().stream().anyMatch(line -> line.key().equals("changes"));
    return single
        ? Essential.of(table(entity)).stream()
            .flatMap(essential -> essential.anyOf().stream())
            .map(column -> column.contains(".") ? column : entity.entity() + "." + column)
        : Stream.empty();
  }

  Draft.Export of(Draft.Export draft) {
    List<Draft.Entity> entities = draft.entities().stream().map(this::asking).toList();
    return new Draft.Export(draft.name(), draft.files(), draft.options(), entities, draft.notes());
  }

  private Draft.Entity asking(Draft.Entity entity) {
    List<Draft.Line> questions = new ArrayList<>();
    Table table = table(entity);
    for (Essential lacking : Essential.lacking(table, said)) {
      String column = lacking.anyOf().get(0);
      questions.add(
          new Draft.Line(column, "", "without it " + lacking.without() + maybe(table, column)));
    }
    if (Words.ALL.entities().get(entity.entity()).changes() == Changes.NEVER
        && entity.lines().stream().noneMatch(line -> line.key().equals("event_time"))) {
      questions.add(
          new Draft.Line("event_time", "", "without it all of it happened on the day it landed"));
    }
    return new Draft.Entity(
        entity.entity(), entity.remark(), entity.lines(), entity.columns(), questions);
  }

  private String maybe(Table table, String name) {
    Column column =
        table.columns().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
    String fields =
        Stream.concat(
                unused.stream()
                    .filter(field -> mayBe(column, field))
                    .sorted(Comparator.comparing(field -> !saysMoney(field)))
                    .map(Expressions::field),
                column.name().equals(WHOSE) ? firsts.stream() : Stream.empty())
            .limit(TOLD)
            .collect(Collectors.joining(", "));
    return fields.isEmpty() ? "" : "; maybe " + fields;
  }

  private static boolean mayBe(Column column, Field field) {
    boolean key = !Names.keyOf(field).isEmpty();
    return column.name().endsWith("_key")
        ? key || (column.name().equals(WHOSE) && namesAccount(field.path()))
        : !key && Expressions.fits(column, field);
  }

  /** Whether a name speaks of an account, such as that of the array companies.data. */
  static boolean namesAccount(List<String> path) {
    List<String> names = Words.ALL.entities().get(SourceAccount.TABLE.name()).names();
    return path.stream().flatMap(part -> Names.tokens(part).stream()).anyMatch(names::contains);
  }

  private static boolean saysMoney(Field field) {
    return Names.plain(field.name()).matches(".*(amount|price|total|fee|value|cost|revenue|arr).*");
  }

  private static Table table(Draft.Entity entity) {
    return Entity.ALL.stream()
        .filter(table -> table.name().equals(entity.entity()))
        .findFirst()
        .orElseThrow();
  }
}
