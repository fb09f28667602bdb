package io.holdfast.job.step.trial;

import io.holdfast.table.Entity;
import io.holdfast.table.Invoice;
import io.holdfast.table.Opportunity;
import io.holdfast.table.Plan;
import io.holdfast.table.SourceAccount;
import io.holdfast.table.Subscription;
import io.holdfast.table.Table;
import io.holdfast.table.Ticket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Which rows name rows of another entity, over all exports of a mapping. */
final class References {
  private static final Map<String, Table> OWNERS =
      Map.of(
          "account_key", SourceAccount.TABLE,
          "invoice_key", Invoice.TABLE,
          "opportunity_key", Opportunity.TABLE,
          "plan_key", Plan.TABLE,
          "subscription_key", Subscription.TABLE,
          "ticket_key", Ticket.TABLE);

  /** So many different values say that a column names something else. */
  private static final int ENOUGH = 3;

  private final Map<String, Set<String>> keys = new TreeMap<>();
  private final Map<String, Set<String>> named = new TreeMap<>();
  private final Set<String> cut = new HashSet<>();

  /**
   * Takes note of the rows of one export.
   *
   * @param whole whether they are all that the export has
   */
  void add(Table table, Dataset<Row> rows, boolean whole) {
    List<String> columns =
        OWNERS.keySet().stream().filter(table.columnNames()::contains).sorted().toList();
    List<String> read = new ArrayList<>(List.of(Entity.SOURCE, Entity.SOURCE_KEY));
    read.addAll(columns);
    for (Row row : rows.selectExpr(read.toArray(String[]::new)).collectAsList()) {
      String source = row.getString(0);
      put(keys, source + " " + table.name(), row.getString(1));
      for (int i = 0; i < columns.size(); i++) {
        put(
            named,
            "%s %s.%s".formatted(source, table.name(), columns.get(i)),
            row.getString(2 + i));
      }
      if (!whole) {
        cut.add(source + " " + table.name());
      }
    }
  }

  private static void put(Map<String, Set<String>> map, String name, String value) {
    if (value != null) {
      map.computeIfAbsent(name, n -> new HashSet<>()).add(value);
    }
  }

  /** A sentence for each column of which no value is a key of what it should name. */
  List<String> dangling(String entity) {
    List<String> sentences = new ArrayList<>();
    named.forEach(
        (name, values) -> {
          String source = name.substring(0, name.indexOf(' '));
          String column = name.substring(name.lastIndexOf('.') + 1);
          String owner = source + " " + OWNERS.get(column).name();
          boolean own = name.substring(source.length() + 1).equals(entity + "." + column);
          boolean dangles =
              keys.containsKey(owner)
                  && !cut.contains(owner)
                  && values.stream().noneMatch(keys.get(owner)::contains);
          if (own && dangles && values.size() >= ENOUGH) {
            sentences.add(
                "none of %d values of %s.%s is the key of a %s here"
                    .formatted(values.size(), entity, column, OWNERS.get(column).name()));
          }
        });
    return sentences;
  }
}
