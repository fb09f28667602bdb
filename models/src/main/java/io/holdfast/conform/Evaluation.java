package io.holdfast.conform;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.slice;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import io.holdfast.conform.MappedEntity.Value;
import io.holdfast.table.RawRecord;
import io.holdfast.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** What becomes of each record: parsed once, every expression computed once. */
final class Evaluation {
  /** Begins every column that is not a field of the record. */
  static final String OWN = "_holdfast_";

  static final String STATE = OWN + "state";
  private static final String PARSED = OWN + "parsed";
  private static final int SHOWN = 60;

  /** How many elements of a record say why they are rejected. */
  private static final int TOLD = 3;

  private final List<MappedEntity> entities;
  private final String unwanted;
  private final Fields fields;
  private final Map<String, List<String>> aliases;
  private final Conversion conversion;
  private final Macros macros;
  private final Column landed;

  /**
   * @param unwanted state of records that no entity takes
   * @param aliases other names under which a field may come, by its dotted name
   * @param landed what {@link Fields#LANDED_AT} gives
   */
  Evaluation(
      List<MappedEntity> entities,
      String unwanted,
      Map<String, List<String>> aliases,
      Conversion conversion,
      Macros macros,
      Column landed) {
    this.entities = entities;
    this.unwanted = unwanted;
    this.aliases = aliases;
    this.fields = Fields.of(entities.stream().map(MappedEntity::mapping).toList());
    this.conversion = conversion;
    this.macros = macros;
    this.landed = landed;
  }

  Dataset<Row> of(Dataset<Row> raw) {
    return raw.transform(this::parsed)
        .transform(this::itemized)
        .transform(rows -> added(rows, this::condition))
        .transform(rows -> added(rows, this::computed))
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
    read.add(landed.as(Fields.LANDED_AT));
    List<Column> all = new ArrayList<>();
    for (String name : raw.columns()) {
      all.add(col(OWN + name));
    }
    all.add(col(PARSED).getField(Unreadable.REASON).as(Unreadable.REASON));
    all.addAll(fields.columns(PARSED, col(OWN + RawRecord.RECORD), aliases));
    all.add(col(Fields.LANDED_AT));
    return select(select(raw, read), all);
  }

  /** Adds the elements of the arrays that some entity takes one by one. */
  private Dataset<Row> itemized(Dataset<Row> rows) {
    Dataset<Row> all = rows;
    for (MappedEntity entity : entities) {
      if (entity.elements() != null) {
        String each = entity.mapping().each();
        Fields parts = Fields.ofElements(entity.mapping());
        all =
            all.withColumn(entity.array(), entity.elements().array(each, parts, macros))
                .select(
                    col("*"),
                    entity.elements().placed(entity.array(), parts),
                    Elements.broken(each, entity.array(), macros).as(entity.broken()));
      }
    }
    return all;
  }

  /** Adds columns of each entity: to the record, or to each of its elements. */
  private Dataset<Row> added(Dataset<Row> rows, Function<MappedEntity, List<Column>> columns) {
    List<Column> all = new ArrayList<>();
    Set<String> items = items();
    for (String name : rows.columns()) {
      if (!items.contains(name)) {
        all.add(quoted(name));
      }
    }
    for (MappedEntity entity : entities) {
      if (entity.elements() == null) {
        all.addAll(columns.apply(entity));
      } else {
        List<String> before = List.of(scope(rows, entity).fieldNames());
        all.add(entity.elements().with(before, columns.apply(entity)));
      }
    }
    return select(rows, all);
  }

  private Set<String> items() {
    return entities.stream()
        .filter(entity -> entity.elements() != null)
        .map(entity -> entity.elements().items())
        .collect(Collectors.toSet());
  }

  /** Where the values of an entity stand: the record, or an element. */
  private static StructType scope(Dataset<Row> rows, MappedEntity entity) {
    return entity.elements() == null
        ? rows.schema()
        : (StructType)
            ((ArrayType) rows.schema().apply(entity.elements().items()).dataType()).elementType();
  }

  private List<Column> condition(MappedEntity entity) {
    String sql = entity.mapping().condition();
    Column readable = col(Unreadable.REASON).isNull();
    return List.of(
        (sql == null ? readable : when(readable, Guarded.value("(" + sql + ") is true", macros)))
            .as(entity.condition()));
  }

  private List<Column> computed(MappedEntity entity) {
    List<Column> all = new ArrayList<>();
    for (Value value : entity.values()) {
      Column column =
          value.plain()
              ? expr(value.sql())
              : when(isWanted(entity), Guarded.value(value.sql(), macros));
      all.add(column.as(value.computed()));
    }
    return all;
  }

  private Dataset<Row> typed(Dataset<Row> rows) {
    Dataset<Row> own = select(rows, own(rows));
    return added(own, entity -> typed(entity, scope(own, entity)));
  }

  private List<Column> typed(MappedEntity entity, StructType scope) {
    List<Column> all = new ArrayList<>();
    for (Value value : entity.values()) {
      DataType found = scope.apply(value.computed()).dataType();
      if (!value.plain()) {
        found = ((StructType) found).apply(Guarded.VALUE).dataType();
      }
      String what = "%s, %s: '%s'".formatted(entity.table().name(), value.title(), value.shown());
      boolean text = value.type().equals(Table.STRING) && found.equals(Table.STRING);
      Column typed =
          value.version()
              ? conversion.version(given(value), found, what)
              : text && value.plain()
                  ? given(value)
                  : conversion.to(value.type(), given(value), found, what);
      all.add(typed.as(value.typed()));
    }
    return all;
  }

  private Dataset<Row> judged(Dataset<Row> rows, List<String> raw) {
    List<Column> all = new ArrayList<>();
    raw.forEach(name -> all.add(col(OWN + name).as(name)));
    all.add(col(Unreadable.REASON));
    for (MappedEntity entity : entities) {
      List<Column> judged = List.of(wanted(entity), reason(entity).as(entity.reason()));
      if (entity.elements() == null) {
        entity.values().forEach(value -> all.add(quoted(value.typed())));
        all.addAll(judged);
      } else {
        all.add(
            entity
                .elements()
                .with(
                    Stream.concat(
                            Stream.of(Elements.NO),
                            entity.values().stream().map(value -> value.typed()))
                        .toList(),
                    judged));
        all.add(quoted(entity.broken()));
      }
    }
    return stated(select(rows, all));
  }

  private Dataset<Row> stated(Dataset<Row> rows) {
    Dataset<Row> all = rows;
    Column rejected = col(Unreadable.REASON).isNotNull();
    Column loaded = lit(false);
    for (MappedEntity entity : entities) {
      if (entity.elements() != null) {
        all =
            all.withColumn(entity.wanted(), size(taken(entity)).gt(0))
                .withColumn(entity.wanted(), coalesce(col(entity.wanted()), lit(false)))
                .withColumn(entity.reason(), ofElements(entity));
      }
      rejected = rejected.or(col(entity.reason()).isNotNull());
      loaded = loaded.or(col(entity.wanted()));
    }
    Column state =
        when(rejected, lit(Conforming.QUARANTINED))
            .when(loaded, lit(Conforming.LOADED))
            .otherwise(lit(unwanted));
    return all.withColumn(STATE, state);
  }

  /** The elements that feed an entity. */
  static Column taken(MappedEntity entity) {
    return filter(quoted(entity.elements().items()), element -> element.getField(entity.wanted()));
  }

  private static Column ofElements(MappedEntity entity) {
    Column failing =
        filter(
            quoted(entity.elements().items()),
            element -> element.getField(entity.reason()).isNotNull());
    Column told =
        transform(
            slice(failing, 1, TOLD),
            element ->
                concat(
                    lit("element "),
                    element.getField(Elements.NO).cast(Table.STRING),
                    lit(": "),
                    element.getField(entity.reason())));
    Column joined = concat_ws("; ", told);
    return coalesce(quoted(entity.broken()), when(joined.notEqual(lit("")), joined));
  }

  private static Column wanted(MappedEntity entity) {
    return coalesce(isWanted(entity), lit(false)).as(entity.wanted());
  }

  private static Column isWanted(MappedEntity entity) {
    return Guarded.of(col(entity.condition()), entity.mapping().condition() == null);
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
    String sql = entity.mapping().condition();
    if (sql == null) {
      return reason;
    }
    Column failed = col(Unreadable.REASON).isNull().and(col(entity.condition()).isNull());
    return when(failed, lit("when: '%s' cannot be computed".formatted(sql))).otherwise(reason);
  }

  /** Why a value rejects its record, or null when it never can. */
  private static Column reason(Value value) {
    Column given = given(value);
    Column missing = quoted(value.typed()).isNull();
    Column reason = null;
    if (!value.plain()) {
      String words = "%s: '%s' cannot be computed".formatted(value.title(), value.shown());
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
      Column empty = lit("%s: '%s' is empty".formatted(value.title(), value.shown()));
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
