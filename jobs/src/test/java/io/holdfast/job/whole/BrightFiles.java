package io.holdfast.job.whole;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The files of one day's delivery, by the name of the export, and what may be done to them. */
final class BrightFiles {
  private final Map<String, byte[]> files = new TreeMap<>();

  BrightFiles(Map<String, String> delivery) {
    delivery.forEach(this::set);
  }

  Map<String, byte[]> files() {
    return files;
  }

  String text(String export) {
    return new String(files.get(export), StandardCharsets.UTF_8);
  }

  void set(String export, String text) {
    set(export, text, StandardCharsets.UTF_8);
  }

  void set(String export, String text, Charset charset) {
    files.put(export, text.getBytes(charset));
  }

  void remove(String export) {
    files.remove(export);
  }

  void change(String export, UnaryOperator<String> text) {
    set(export, text.apply(text(export)));
  }

  /** Changes the lines of a file; the header of a CSV file stays as it is. */
  void lines(String export, UnaryOperator<List<String>> change) {
    List<String> all = new ArrayList<>(text(export).lines().toList());
    boolean hasHeader = !all.isEmpty() && !all.get(0).startsWith("{");
    List<String> head = hasHeader ? all.subList(0, 1) : List.of();
    List<String> body = new ArrayList<>(all.subList(head.size(), all.size()));
    List<String> changed = new ArrayList<>(head);
    changed.addAll(change.apply(body));
    set(export, changed.stream().map(l -> l + "\n").collect(Collectors.joining()));
  }

  /** Changes every line by its number, from 0. */
  void each(String export, Line change) {
    lines(
        export,
        body -> {
          List<String> changed = new ArrayList<>();
          for (int i = 0; i < body.size(); i++) {
            changed.add(change.of(i, body.get(i)));
          }
          return changed;
        });
  }

  /** Changes every value of a column. */
  void column(String export, String column, UnaryOperator<String> change) {
    column(export, column, (i, value) -> change.apply(value));
  }

  /** Changes the values of a column by the number of their line, from 0. */
  void column(String export, String column, Line change) {
    if (text(export).startsWith("{")) {
      Pattern field = Pattern.compile("(\"" + column + "\":)(\"[^\"]*\"|[^,}]*)");
      each(
          export,
          (i, line) -> {
            Matcher found = field.matcher(line);
            return found.find()
                ? line.substring(0, found.start(2))
                    + change.of(i, found.group(2))
                    + line.substring(found.end(2))
                : line;
          });
      return;
    }
    int at = at(export, column);
    each(
        export,
        (i, line) -> {
          String[] cells = line.split(",", -1);
          cells[at] = change.of(i, cells[at]);
          return String.join(",", cells);
        });
  }

  /** The values of a column. */
  List<String> values(String export, String column) {
    int at = at(export, column);
    return text(export).lines().skip(1).map(line -> line.split(",", -1)[at]).toList();
  }

  private int at(String export, String column) {
    int at = List.of(text(export).lines().findFirst().orElseThrow().split(",")).indexOf(column);
    if (at < 0) {
      throw new IllegalArgumentException(export + " has no column " + column);
    }
    return at;
  }

  /** A line, or a value of a line, made into another one. */
  @FunctionalInterface
  interface Line {
    String of(int number, String text);
  }
}
