package io.holdfast.conform;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.when;

import io.holdfast.conform.MappedEntity.Value;
import io.holdfast.table.RawRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
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

  private final List<MappedEntity> entities;
  private final String unwanted;
  private final Fields fields;
  private final Map<String, List<String>> aliases;
  private final Conversion conversion;
  private final Shared shared;
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
    this.shared = Shared.of(entities.stream().map(MappedEntity::mapping).toList(), macros);
    this.landed = landed;
  }

  Dataset<Row> of(Dataset<Row> raw) {
    return raw.transform(this::parsed)
        .transform(rows -> shared.added(rows, conversion))
        .transform(this::itemized)
        .transform(rows -> conversion.asWritten(added(rows, this::condition)))
        .transform(rows -> conversion.asWritten(added(rows, this::computed)))
        .transform(this::typed)
        .transform(rows -> Judgement.of(rows, List.of(raw.columns()), entities, unwanted));
  }

  private Dataset<Row> parsed(Dataset<Row> raw) {
    List<Column> read = new ArrayList<>();
    for (String name : raw.columns()) {
      read.add(col(name).as(OWN + name));
    }
    read.add(fields.parsed(col(RawRecord.RECORD), aliases).as(PARSED));
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
            all.withColumn(entity.array(), entity.elements().array(each, parts, shared))
                .select(
                    col("*"),
                    entity.elements().placed(entity.array(), parts),
                    Elements.broken(each, entity.array(), shared).as(entity.broken()));
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
        (sql == null ? readable : when(readable, Guarded.told(Shared.condition(sql), shared)))
            .as(entity.condition()));
  }

  private List<Column> computed(MappedEntity entity) {
    List<Column> all = new ArrayList<>();
    for (Value value : entity.values()) {
      Column column =
          value.plain()
              ? expr(value.sql())
              : when(Judgement.isWanted(entity), Guarded.told(value.sql(), shared));
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
      Column typed = conversion.to(value, given(value), found, what);
      Column known = value.required() ? Placeholders.told(typed, value.type()) : typed;
      all.add(known.as(value.typed()));
    }
    return all;
  }

  static Column given(Value value) {
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
