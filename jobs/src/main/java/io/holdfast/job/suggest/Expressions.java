package io.holdfast.job.suggest;

import io.holdfast.table.Column;
import io.holdfast.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.types.DataType;

/** Spark SQL that makes a column's value out of a field. */
final class Expressions {
  private static final Set<String> WORDS =
      Set.of(
          "all",
          "any",
          "case",
          "cast",
          "current_date",
          "current_time",
          "current_timestamp",
          "current_user",
          "date",
          "day",
          "distinct",
          "end",
          "exists",
          "false",
          "from",
          "hour",
          "in",
          "interval",
          "is",
          "localtimestamp",
          "minute",
          "month",
          "not",
          "null",
          "or",
          "order",
          "position",
          "second",
          "select",
          "session_user",
          "start",
          "time",
          "timestamp",
          "true",
          "user",
          "values",
          "when",
          "where",
          "with",
          "year");
  private static final Set<String> FLAGS =
      Set.of("0", "1", "t", "f", "y", "n", "yes", "no", "true", "false");

  private final boolean utc;
  private final boolean minorUnits;
  private final boolean commas;

  /**
   * @param utc whether times without an offset are UTC rather than the company's
   * @param minorUnits whether whole amounts are cents
   * @param commas whether the export says that numbers have a decimal comma
   */
  Expressions(boolean utc, boolean minorUnits, boolean commas) {
    this.utc = utc;
    this.minorUnits = minorUnits;
    this.commas = commas;
  }

  /** Whether what the field holds can become a value of the column. */
  static boolean fits(Column column, Field field) {
    DataType type = column.type();
    Kind kind = field.kind();
    if (field.isEmpty()) {
      return true;
    }
    if (type.equals(Table.TIME) || type.equals(Table.DAY)) {
      return kind.isTime();
    }
    if (type.equals(Table.FLAG)) {
      return kind == Kind.FLAG
          || (!field.few().isEmpty()
              && field.few().stream().allMatch(v -> FLAGS.contains(v.toLowerCase(Locale.ROOT))));
    }
    if (type.equals(Table.COUNT)) {
      return kind == Kind.WHOLE;
    }
    if (type.equals(Table.STRING)) {
      return column.name().endsWith("_key") || (kind != Kind.JSON && kind != Kind.FLAG);
    }
    return kind.isNumber();
  }

  /** A field by its name. */
  static String field(Field field) {
    return String.join(".", field.path().stream().map(Expressions::part).toList());
  }

  private static String part(String name) {
    boolean plain =
        name.matches("[A-Za-z_][A-Za-z0-9_]*") && !WORDS.contains(name.toLowerCase(Locale.ROOT));
    return plain ? name : "`" + name.replace("`", "``") + "`";
  }

  /** The value of one column, with a remark on what was guessed. */
  Draft.Line column(String entity, Column column, Field field) {
    String sql = field(field);
    List<String> remarks = new ArrayList<>();
    if (field.isEmpty()) {
      remarks.add("empty in these records");
    } else if (column.type().equals(Table.TIME) || column.type().equals(Table.DAY)) {
      sql = time(field);
      Slashed.doubt(field).ifPresent(remarks::add);
    } else if (column.type().equals(Table.MONEY)) {
      sql = money(field, remarks);
    } else if (field.kind().isGrouped() || (field.kind() == Kind.COMMA && !commas)) {
      sql = number(field);
    } else if (Words.ALL.values().containsKey(entity + "." + column.name())) {
      sql = value(Words.ALL.values().get(entity + "." + column.name()), field, remarks);
    } else {
      sql = text(column.name(), field);
    }
    if (column.personal()) {
      remarks.add("personal");
    } else if (field.kind().isPersonal()) {
      remarks.add("? personal: holds " + field.kind().words());
    }
    return new Draft.Line(column.name(), sql, String.join("; ", remarks));
  }

  private static String text(String column, Field field) {
    String sql = field(field);
    return switch (column) {
      case "email" -> "lower(%s)".formatted(sql);
      case "currency" ->
          field.few().stream().anyMatch(v -> !v.equals(v.toUpperCase(Locale.ROOT)))
              ? "upper(%s)".formatted(sql)
              : sql;
      default -> sql;
    };
  }

  /** A time, in UTC where it says no offset and the export is a loader's. */
  String time(Field field) {
    String sql = field(field);
    return switch (field.kind()) {
      case SECONDS -> "timestamp_seconds(cast(%s AS bigint))".formatted(sql);
      case MILLIS -> "timestamp_millis(cast(%s AS bigint))".formatted(sql);
      case EITHER_FIRST, MONTH_FIRST, DAY_FIRST ->
          "to_timestamp(%s, '%s')".formatted(sql, Slashed.pattern(field));
      case TIME -> utc ? "cast(%s AS timestamp)".formatted(sql) : sql;
      default -> sql;
    };
  }

  /** Versions are ordered as numbers, times or texts; a day such as 31.12.2024 would be a text. */
  String version(Field field) {
    return field.kind().isSlashed() ? time(field) : field(field);
  }

  private String money(Field field, List<String> remarks) {
    boolean named = Names.plain(field.name()).matches(".*(cents|minor_units?|minor)(_.*)?");
    if (field.kind() == Kind.WHOLE && (named || minorUnits)) {
      remarks.add(named ? "cents" : "? whole, beside a currency in lower case: taken for cents");
      return "cast(%s AS decimal(18,0)) / 100".formatted(field(field));
    }
    if (field.kind() == Kind.WHOLE) {
      remarks.add(
          "? whole numbers; if cents: cast(%s AS decimal(18,0)) / 100".formatted(field(field)));
    }
    return field.kind().isGrouped() || (field.kind() == Kind.COMMA && !commas)
        ? number(field)
        : field(field);
  }

  private static String number(Field field) {
    String sql = field(field);
    return switch (field.kind()) {
      case PRICED -> "regexp_replace(%s, '[$€£¥, ]', '')".formatted(sql);
      case GROUPED -> "replace(%s, ',', '')".formatted(sql);
      default -> "replace(replace(%s, '.', ''), ',', '.')".formatted(sql);
    };
  }

  /** What the source writes, in the words that the column takes. */
  private static String value(
      Map<String, List<String>> vocabulary, Field field, List<String> remarks) {
    Map<String, String> translated = new TreeMap<>();
    Set<String> unknown = new TreeSet<>();
    for (String value : field.few()) {
      String low = value.strip().toLowerCase(Locale.ROOT);
      vocabulary.entrySet().stream()
          .filter(entry -> means(entry, low))
          .findFirst()
          .ifPresentOrElse(
              entry -> {
                if (!entry.getKey().equals(low)) {
                  translated.put(low, entry.getKey());
                }
              },
              () -> unknown.add(low));
    }
    boolean lower = field.few().stream().anyMatch(v -> !v.equals(v.toLowerCase(Locale.ROOT)));
    String sql =
        lower || field.few().isEmpty() ? "lower(%s)".formatted(field(field)) : field(field);
    if (!unknown.isEmpty() || field.few().isEmpty()) {
      remarks.add(
          "? should be one of %s; found %s"
              .formatted(
                  String.join(", ", vocabulary.keySet()),
                  unknown.isEmpty() ? "many" : "also " + String.join(", ", unknown)));
    }
    if (translated.isEmpty()) {
      return sql;
    }
    StringBuilder cases = new StringBuilder("CASE ").append(sql);
    translated.forEach(
        (from, to) -> cases.append(" WHEN %s THEN %s".formatted(literal(from), literal(to))));
    return cases.append(" ELSE ").append(sql).append(" END").toString();
  }

  private static boolean means(Map.Entry<String, List<String>> word, String value) {
    String plain = Names.plain(value);
    return word.getKey().equals(plain)
        || word.getValue().stream().anyMatch(said -> Names.plain(said).equals(plain));
  }

  static String literal(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
