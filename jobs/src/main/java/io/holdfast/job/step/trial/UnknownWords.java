package io.holdfast.job.step.trial;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import io.holdfast.conform.EntityMapping;
import io.holdfast.conform.Export;
import io.holdfast.job.suggest.Kind;
import io.holdfast.job.suggest.Vocabulary;
import io.holdfast.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Words in columns that know only some: nothing that counts them would find such a row. */
final class UnknownWords {
  private static final int TOLD = 5;
  private static final int SHORT = 24;

  /** A sentence for each column of a table that an export fills with other words. */
  static List<String> of(Export export, Table table, Dataset<Row> rows) {
    List<String> sentences = new ArrayList<>();
    for (String column : table.columnNames()) {
      Set<String> known = Vocabulary.of(table, column);
      if (known.isEmpty() || !isMapped(export, table, column)) {
        continue;
      }
      List<Row> others =
          rows.where(col(column).isNotNull().and(not(col(column).isin(known.toArray()))))
              .groupBy(column)
              .count()
              .orderBy(col("count").desc(), col(column))
              .takeAsList(TOLD + 1);
      if (!others.isEmpty()) {
        sentences.add(sentence(table, column, others, known));
      }
    }
    return sentences;
  }

  private static boolean isMapped(Export export, Table table, String column) {
    return export.entities().stream()
        .filter(entity -> entity.table().equals(table))
        .map(EntityMapping::values)
        .anyMatch(values -> values.containsKey(column));
  }

  private static String sentence(Table table, String column, List<Row> others, Set<String> known) {
    List<String> told =
        others.stream()
            .limit(TOLD)
            .map(row -> "'%s' (%d)".formatted(shown(row.getString(0)), row.getLong(1)))
            .toList();
    return "%s.%s holds %s%s, none of %s; translate with CASE"
        .formatted(
            table.name(),
            column,
            String.join(", ", told),
            others.size() > TOLD ? ", …" : "",
            String.join(", ", known));
  }

  private static String shown(String word) {
    return word.length() > SHORT ? Kind.shape(word) : word;
  }

  private UnknownWords() {}
}
