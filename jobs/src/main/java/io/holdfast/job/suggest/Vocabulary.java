package io.holdfast.job.suggest;

import io.holdfast.table.Table;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The words that a column such as {@code ticket.status} takes. */
public final class Vocabulary {

  /** In their order; none where the column takes any text. */
  public static Set<String> of(Table table, String column) {
    return new LinkedHashSet<>(
        Words.ALL.values().getOrDefault(table.name() + "." + column, Map.of()).keySet());
  }

  private Vocabulary() {}
}
