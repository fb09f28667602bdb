package io.holdfast.job.step.trial;

import io.holdfast.conform.Export;
import io.holdfast.job.suggest.Kind;
import io.holdfast.table.Column;
import io.holdfast.table.Entity;
import io.holdfast.table.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Some rows of entities to look at, without personal values. */
final class Samples {
  static final String MASK = "(personal)";
  private static final int SHOWN = 3;
  private static final Set<String> OWN =
      Set.of(Entity.SOURCE, Entity.FILE, Entity.RECORD_NO, Entity.BATCH, Entity.STATES);

  private final Set<String> suspicious = new LinkedHashSet<>();

  /** The first rows: filled columns by name, personal ones and what looks personal masked. */
  List<Map<String, String>> of(Export export, Table table, Dataset<Row> rows) {
    List<Map<String, String>> samples = new ArrayList<>();
    for (Row row : rows.takeAsList(SHOWN)) {
      Map<String, String> sample = new LinkedHashMap<>();
      for (Column column : table.columns()) {
        Object value = row.getAs(column.name());
        if (value == null || OWN.contains(column.name())) {
          continue;
        }
        if (column.name().equals(Entity.CUSTOM)) {
          row.getJavaMap(row.fieldIndex(column.name()))
              .forEach(
                  (name, held) ->
                      put(
                          sample,
                          table,
                          Entity.CUSTOM + "." + name,
                          String.valueOf(held),
                          isPersonal(export, table, String.valueOf(name))));
        } else if (!column.name().equals(Entity.DELETED) || Boolean.TRUE.equals(value)) {
          put(sample, table, column.name(), text(value), column.personal());
        }
      }
      samples.add(sample);
    }
    return samples;
  }

  private static boolean isPersonal(Export export, Table table, String attribute) {
    return export.entities().stream()
        .filter(entity -> entity.table().equals(table))
        .map(entity -> entity.attributes().get(attribute))
        .anyMatch(mapped -> mapped != null && mapped.personal());
  }

  private void put(
      Map<String, String> sample, Table table, String name, String value, boolean personal) {
    Kind kind = Kind.of(value);
    if (!personal && kind.isPersonal()) {
      suspicious.add(
          "%s.%s holds what looks like %s and is not kept as personal"
              .formatted(table.name(), name, article(kind)));
    }
    sample.put(name, personal || kind.isPersonal() ? MASK : value);
  }

  /** Columns that hold personal values in a place that is not for them. */
  List<String> suspicious() {
    return List.copyOf(suspicious);
  }

  private static String article(Kind kind) {
    return (kind == Kind.EMAIL ? "an " : "a ") + kind.words();
  }

  private static String text(Object value) {
    return value instanceof java.sql.Timestamp time
        ? time.toInstant().toString()
        : String.valueOf(value);
  }
}
