package io.holdfast.job.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Prints rows as an aligned table, CSV or JSON lines. */
final class Printing {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int WIDEST = 60;

  static void print(Dataset<Row> rows, Common.Format format, PrintStream out) {
    if (format == Common.Format.json) {
      rows.toJSON().toLocalIterator().forEachRemaining(out::println);
      return;
    }
    List<String> columns = List.of(rows.columns());
    List<List<String>> cells = new ArrayList<>();
    rows.toLocalIterator().forEachRemaining(row -> cells.add(cells(row)));
    print(columns, cells, format, out);
  }

  static void print(
      List<String> columns, List<List<String>> cells, Common.Format format, PrintStream out) {
    switch (format) {
      case table -> table(columns, cells, out);
      case csv -> {
        out.println(csv(columns));
        cells.forEach(row -> out.println(csv(row)));
      }
      case json -> cells.forEach(row -> out.println(json(columns, row)));
    }
  }

  private static List<String> cells(Row row) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < row.length(); i++) {
      cells.add(row.isNullAt(i) ? "" : String.valueOf(row.get(i)));
    }
    return cells;
  }

  private static void table(List<String> columns, List<List<String>> cells, PrintStream out) {
    int[] widths = columns.stream().mapToInt(String::length).toArray();
    for (List<String> row : cells) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], shown(row, i).length());
      }
    }
    out.println(line(columns, widths));
    StringBuilder rule = new StringBuilder();
    for (int width : widths) {
      rule.append("─".repeat(Math.min(width, WIDEST))).append("  ");
    }
    out.println(rule.toString().stripTrailing());
    cells.forEach(row -> out.println(line(row, widths)));
  }

  private static String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String shown = shown(cells, i);
      boolean number = shown.matches("-?[0-9][0-9,.]*%?");
      String pad = " ".repeat(widths[i] - shown.length());
      line.append(number ? pad + shown : shown + pad).append("  ");
    }
    return line.toString().stripTrailing();
  }

  /** Long cells are cut, but the last one of a line pushes nothing aside. */
  private static String shown(List<String> cells, int column) {
    String cell = cells.get(column).replace('\n', ' ');
    boolean last = column == cells.size() - 1;
    return last || cell.length() <= WIDEST ? cell : cell.substring(0, WIDEST - 1) + "…";
  }

  private static String csv(List<String> cells) {
    return String.join(
        ",",
        cells.stream()
            .map(c -> c.matches("(?s).*[\",\n\r].*") ? '"' + c.replace("\"", "\"\"") + '"' : c)
            .toList());
  }

  private static String json(List<String> columns, List<String> row) {
    Map<String, String> object = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      object.put(columns.get(i), row.get(i));
    }
    try {
      return JSON.writeValueAsString(object);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot print " + object, e);
    }
  }

  private Printing() {}
}
