package io.holdfast.job.publish.jdbc;

import static java.util.stream.Collectors.joining;

import io.holdfast.job.publish.CrmConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** The only two statements that a database target ever runs. */
final class UpdateSql {
  private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]*");

  /**
   * {@code UPDATE table SET column = ? … WHERE id = ?}.
   *
   * @param quote the database's identifier quote
   */
  static String update(CrmConfig config, String quote) {
    return config.fields().keySet().stream()
        .map(column -> name(column, quote) + " = ?")
        .collect(
            joining(
                ", ",
                "UPDATE " + table(config, quote) + " SET ",
                " WHERE " + name(config.id(), quote) + " = ?"));
  }

  /** Reads nothing, and fails when the table or a column is not there. */
  static String probe(CrmConfig config, String quote) {
    List<String> columns = new ArrayList<>();
    columns.add(config.id());
    columns.addAll(config.fields().keySet());
    return columns.stream()
        .map(column -> table(config, quote) + "." + name(column, quote))
        .collect(joining(", ", "SELECT ", " FROM " + table(config, quote) + " WHERE 1 = 0"));
  }

  private static String table(CrmConfig config, String quote) {
    return Arrays.stream(config.table().split("\\.", -1))
        .map(part -> name(part, quote))
        .collect(joining("."));
  }

  private static String name(String name, String quote) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "'%s' is not a table or column name: letters, digits, _ and $ only".formatted(name));
    }
    return quote.strip() + name + quote.strip();
  }

  private UpdateSql() {}
}
