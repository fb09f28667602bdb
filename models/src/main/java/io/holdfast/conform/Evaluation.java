package io.holdfast.conform;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import io.holdfast.conform.MappedEntity.Value;
import io.holdfast.table.RawRecord;
import io.holdfast.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** What becomes of each record: parsed once, every expression computed once. */
final class Evaluation {
  /** Begins every column that is not a field of the record. */
  static final String OWN = "_holdfast_";

  static final String STATE = OWN + "state";
  private static final String PARSED = OWN + "parsed";
  private static final int SHOWN = 60;

  private final List<MappedEntity> entities;
  private final Fields fields;
  private final Map<String, List<String>> aliases;
  private final Conversion conversion;

  /**
   * @param aliases other names under which a field may come, by its dotted name
   */
  Evaluation(
      List<MappedEntity> entities, Map<String, List<String>> aliases, Conversion conversion) {
    this.entities = entities;
    this.aliases = aliases;
    this.fields = Fields.of(entities.stream().map(MappedEntity::mapping).toList());
    this.conversion = conversion;
  }

  Dataset<Row> of(Dataset<Row> raw) {
    return raw.transform(this::parsed)
        .transform(this::conditions)
        .transform(this::computed)
        .transform(this::typed)
        .transform(rows -> judged(rows, List.of(raw.columns())));
  }

  private Dataset<Row> parsed(Dataset<Row> raw) {
    StructType schema = fields.schema().add(Unreadable.REASON, Table.STRING);
    List<Column> read = new ArrayList<>();
    for (String name : raw.columns()) {
      read.add(col(name).as(OWN + name));
    }
    read.add(from_json(col(RawRecord.RECORD), schema).as(PARSED));
    List<Column> all = new ArrayList<>();
    for (String name : raw.columns()) {
      all.add(col(OWN + name));
    }
    all.add(col(PARSED).getField(Unreadable.REASON).as(Unreadable.REASON));
    all.addAll(fields.columns(PARSED, col(OWN + RawRecord.RECORD), aliases));
    return select(select(raw, read), all);
  }

  private Dataset<Row> conditions(Dataset<Row> rows) {
    List<Column> all = new ArrayList<>(List.of(col("*")));
    for (MappedEntity entity : entities) {
      String sql = entity.mapping().when();
      Column readable = col(Unreadable.REASON).isNull();
      all.add(
          (sql == null ? readable : when(readable, Guarded.value("(" + sql + ") is true")))
              .as(entity.condition()));
    }
    return select(rows, all);
  }

  private Dataset<Row> computed(Dataset<Row> rows) {
    List<Column> all = own(rows);
    for (MappedEntity entity : entities) {
      for (Value value : entity.values()) {
        Column column =
            value.plain() ? expr(value.sql()) : when(isWanted(entity), Guarded.value(value.sql()));
        all.add(column.as(value.computed()));
      }
    }
    return select(rows, all);
  }

  private Dataset<Row> typed(Dataset<Row> rows) {
    List<Column> all = own(rows);
    for (MappedEntity entity : entities) {
      for (Value value : entity.values()) {
        DataType found = rows.schema().apply(value.computed()).dataType();
        if (!value.plain()) {
          found = ((StructType) found).apply(Guarded.VALUE).dataType();
        }
        String what = "%s, %s: '%s'".formatted(entity.table().name(), value.title(), value.sql());
        boolean text = value.type().equals(Table.STRING) && found.equals(Table.STRING);
        Column typed =
            text && value.plain()
                ? given(value)
                : conversion.to(value.type(), given(value), found, what);
        all.add(typed.as(value.typed()));
      }
    }
    return select(rows, all);
  }

  private Dataset<Row> judged(Dataset<Row> rows, List<String> raw) {
    List<Column> all = new ArrayList<>();
    raw.forEach(name -> all.add(col(OWN + name).as(name)));
    all.add(col(Unreadable.REASON));
    Column rejected = col(Unreadable.REASON).isNotNull();
    Column loaded = lit(false);
    for (MappedEntity entity : entities) {
      entity.values().forEach(value -> all.add(quoted(value.typed())));
      all.add(coalesce(isWanted(entity), lit(false)).as(entity.wanted()));
      all.add(reason(entity).as(entity.reason()));
      rejected = rejected.or(col(entity.reason()).isNotNull());
      loaded = loaded.or(col(entity.wanted()));
    }
    Column state =
        when(rejected, lit(Conforming.QUARANTINED))
            .when(loaded, lit(Conforming.LOADED))
            .otherwise(lit(Conforming.NOT_MAPPED));
    return select(rows, all).withColumn(STATE, state);
  }

  private static Column isWanted(MappedEntity entity) {
    return Guarded.of(col(entity.condition()), entity.mapping().when() == null);
  }

  private static Column reason(MappedEntity entity) {
    List<Column> reasons = new ArrayList<>();
    for (Value value : entity.values()) {
      Column reason = reason(value);
      if (reason != null) {
        reasons.add(reason);
      }
    }
    Column joined = concat_ws("; ", reasons.toArray(Column[]::new));
    Column reason = when(isWanted(entity), when(joined.notEqual(lit("")), joined));
    if (entity.mapping().when() == null) {
      return reason;
    }
    Column failed = col(Unreadable.REASON).isNull().and(col(entity.condition()).isNull());
    String words = "when: '%s' cannot be computed".formatted(entity.mapping().when());
    return when(failed, lit(words)).otherwise(reason);
  }

  /** Why a value rejects its record, or null when it never can. */
  private static Column reason(Value value) {
    Column given = given(value);
    Column missing = quoted(value.typed()).isNull();
    Column reason = null;
    if (!value.plain()) {
      String words = "%s: '%s' cannot be computed".formatted(value.title(), value.sql());
      reason = when(quoted(value.computed()).isNull(), lit(words));
    }
    if (!value.type().equals(Table.STRING)) {
      Column text = given.cast(Table.STRING);
      Column wrong =
          concat(
              lit(value.title() + ": '"),
              substring(text, 1, SHOWN),
              lit("' is not " + words(value.type())));
      Column filled = missing.and(trim(text).notEqual(lit("")));
      reason = reason == null ? when(filled, wrong) : reason.when(filled, wrong);
    }
    if (value.required()) {
      Column empty = lit("%s: '%s' is empty".formatted(value.title(), value.sql()));
      reason = reason == null ? when(missing, empty) : reason.when(missing, empty);
    }
    return reason;
  }

  private static String words(DataType type) {
    if (type.equals(Table.TIME)) {
      return "a time such as 2024-03-01T10:00:00Z";
    } else if (type.equals(Table.DAY)) {
      return "a day such as 2024-03-01";
    } else if (type.equals(Table.COUNT)) {
      return "a whole number";
    } else if (type.equals(Table.NUMBER)) {
      return "a number";
    }
    return type.equals(Table.FLAG) ? "true or false" : type.simpleString();
  }

  private static Column given(Value value) {
    return Guarded.of(quoted(value.computed()), value.plain());
  }

  static Column quoted(String name) {
    return col("`" + name + "`");
  }

  private static List<Column> own(Dataset<Row> rows) {
    List<Column> own = new ArrayList<>();
    for (String name : rows.columns()) {
      if (name.startsWith(OWN)) {
        own.add(quoted(name));
      }
    }
    return own;
  }

  static Dataset<Row> select(Dataset<Row> rows, List<Column> columns) {
    return rows.select(columns.toArray(Column[]::new));
  }
}
