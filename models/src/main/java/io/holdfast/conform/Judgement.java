package io.holdfast.conform;

import static io.holdfast.conform.Evaluation.OWN;
import static io.holdfast.conform.Evaluation.STATE;
import static io.holdfast.conform.Evaluation.given;
import static io.holdfast.conform.Evaluation.quoted;
import static io.holdfast.conform.Evaluation.select;
import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.slice;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import io.holdfast.conform.MappedEntity.Meaning;
import io.holdfast.conform.MappedEntity.Value;
import io.holdfast.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;

/** What becomes of a record whose values are computed: why it is rejected, or what it feeds. */
final class Judgement {
  private static final int SHOWN = 60;

  /** What {@link Conversion} takes for no time though it is one. */
  private static final String UNLIKELY = "^(1970-|[+])";

  private static final String MISTAKEN =
      "a likely time; it takes seconds for milliseconds, or milliseconds for seconds";

  /** How many elements of a record say why they are rejected. */
  private static final int TOLD = 3;

  /**
   * Records with the columns they came with, the typed values of each entity, and their fate.
   *
   * @param unwanted state of records that no entity takes
   */
  static Dataset<Row> of(
      Dataset<Row> rows, List<String> raw, List<MappedEntity> entities, String unwanted) {
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
    return stated(select(rows, all), entities, unwanted);
  }

  private static Dataset<Row> stated(
      Dataset<Row> rows, List<MappedEntity> entities, String unwanted) {
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
    return coalesce(quoted(entity.broken()), Call.of("notEmpty", Table.STRING, joined));
  }

  private static Column wanted(MappedEntity entity) {
    return coalesce(isWanted(entity), lit(false)).as(entity.wanted());
  }

  static Column isWanted(MappedEntity entity) {
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
    Column reason = when(isWanted(entity), Call.of("notEmpty", Table.STRING, joined));
    String sql = entity.mapping().condition();
    if (sql == null) {
      return reason;
    }
    Column from = col(entity.condition()).getField(Guarded.FROM);
    Column failed = concat(lit("when: '%s' cannot be computed with ".formatted(sql)), from);
    return when(from.isNotNull(), failed).otherwise(reason);
  }

  /** Why a value rejects its record, or null when it never can. */
  private static Column reason(Value value) {
    Column given = given(value);
    Column missing = quoted(value.typed()).isNull();
    Column reason = null;
    if (!value.plain()) {
      String words = "%s: '%s' cannot be computed with ".formatted(value.title(), value.shown());
      Column from = quoted(value.computed()).getField(Guarded.FROM);
      reason = when(from.isNotNull(), concat(lit(words), from));
    }
    if (!value.anyText()) {
      Column text = given.cast(Table.STRING);
      Column wanted = lit(words(value));
      if (value.type().equals(Table.TIME)) {
        wanted = when(text.rlike(UNLIKELY), lit(MISTAKEN)).otherwise(wanted);
      }
      if (value.type().equals(Table.MONEY)) {
        Column number = text.try_cast(DataTypes.createDecimalType(38, 2));
        Column much = abs(number).geq(lit(Conversion.MOST_MONEY));
        wanted = when(much, lit(Conversion.MOST_WORDS)).otherwise(wanted);
      }
      Column wrong =
          concat(lit(value.title() + ": '"), substring(text, 1, SHOWN), lit("' is not "), wanted);
      Column filled = missing.and(trim(text).notEqual(lit("")));
      reason = reason == null ? when(filled, wrong) : reason.when(filled, wrong);
    }
    if (value.required()) {
      String words =
          value.type().equals(Table.TIME)
              ? "%s: '%s' is empty, or a placeholder such as 1900-01-01"
              : "%s: '%s' is empty";
      Column empty = lit(words.formatted(value.title(), value.shown()));
      reason = reason == null ? when(missing, empty) : reason.when(missing, empty);
    }
    return reason;
  }

  private static String words(Value value) {
    DataType type = value.type();
    if (type.equals(Table.TIME)) {
      return "a time such as 2024-03-01T10:00:00Z";
    } else if (type.equals(Table.DAY)) {
      return "a day such as 2024-03-01";
    } else if (type.equals(Table.COUNT)) {
      return "a whole number";
    } else if (type.equals(Table.NUMBER)) {
      return "a number";
    }
    if (type instanceof DecimalType decimal) {
      int digits = decimal.precision() - decimal.scale();
      return "an amount of up to %d digits".formatted(digits);
    }
    if (value.meaning() == Meaning.CURRENCY) {
      return "a currency code such as EUR";
    } else if (value.meaning() == Meaning.KEY) {
      return "a key: a spreadsheet rounded it; export the column as text";
    }
    return type.equals(Table.FLAG) ? "true or false" : type.simpleString();
  }

  private Judgement() {}
}
