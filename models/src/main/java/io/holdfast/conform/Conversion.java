package io.holdfast.conform;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.from_utc_timestamp;
import static org.apache.spark.sql.functions.isnan;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lpad;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.to_timestamp;
import static org.apache.spark.sql.functions.to_utc_timestamp;
import static org.apache.spark.sql.functions.translate;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.upper;
import static org.apache.spark.sql.functions.when;

import io.holdfast.table.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;

/** Values of expressions become values of an entity's types; what does not fit becomes null. */
final class Conversion {
  /** Milliseconds taken for seconds lie far beyond. */
  private static final Column END = lit(Instant.parse("9999-12-31T23:59:59.999999Z"));

  /** Numbers as people write them where a comma stands before the decimals. */
  private static final String WITH_COMMA = "^\\s*[+-]?(\\d{1,3}(\\.\\d{3})+|\\d+)(,\\d+)?\\s*$";

  /** Numbers as Java writes them, which Spark takes: 3d, 5f. */
  private static final String JAVA = "[dDfF]\\s*$";

  private static final String CURRENCY = "^\\s*[A-Za-z]{3}\\s*$";

  private static final String WHOLE = "^\\s*-?\\d{1,19}\\s*$";
  private static final DataType DIGITS = DataTypes.createDecimalType(20, 0);
  private static final BigDecimal MOST = new BigDecimal("99999999999999999999");

  /** Beyond any amount of business in any currency; a thousand such still add up as money. */
  static final BigDecimal MOST_MONEY = new BigDecimal("10000000000000.00");

  static final String MOST_WORDS = "an amount below 10,000,000,000,000";

  private final ZoneId zone;
  private final ZoneId days;
  private final boolean comma;

  /**
   * @param zone of times without an offset; the session's own zone must be UTC
   * @param days zone in which days are counted, the company's
   * @param comma whether texts have a comma before their decimals
   */
  Conversion(ZoneId zone, ZoneId days, boolean comma) {
    this.zone = zone;
    this.days = days;
    this.comma = comma;
  }

  /**
   * A value of an entity as its meaning wants it.
   *
   * @throws IllegalArgumentException when no value of the one type can become the other
   */
  Column to(MappedEntity.Value wanted, Column given, DataType found, String what) {
    return switch (wanted.meaning()) {
      case VERSION -> version(given, found, what);
      case CURRENCY -> currency(given);
      case KEY -> Call.of("key", Table.STRING, given.cast(Table.STRING));
      case DOMAIN -> Call.of("domain", Table.STRING, given.cast(Table.STRING));
      case OTHER ->
          wanted.plain() && wanted.type().equals(Table.STRING) && found.equals(Table.STRING)
              ? given
              : to(wanted.type(), given, found, what);
    };
  }

  private Column to(DataType wanted, Column given, DataType found, String what) {
    Column value = given;
    boolean text = found.equals(DataTypes.StringType);
    if (wanted.equals(Table.TIME)) {
      return text ? time(value) : time(value, found, what);
    }
    if (wanted.equals(Table.DAY) && (text || found.equals(DataTypes.TimestampType))) {
      return text ? day(value) : to_date(local(value));
    }
    if (!Cast.canTryCast(found, wanted)) {
      throw new IllegalArgumentException(
          "%s gives %s, which cannot become %s; cast it in the mapping"
              .formatted(what, found.simpleString(), wanted.simpleString()));
    }
    if (wanted.equals(Table.STRING)) {
      Column string = value.cast(wanted);
      return when(trim(string).notEqual(lit("")), string);
    }
    if (comma && text && wanted instanceof NumericType) {
      value = when(value.rlike(WITH_COMMA), translate(value, ",.", "."));
    }
    if (wanted.equals(Table.FLAG) && text) {
      return Call.of("flag", Table.FLAG, value);
    }
    Column converted = value.try_cast(wanted);
    if (wanted.equals(Table.COUNT) && text) {
      Column decimal = value.try_cast(DataTypes.createDecimalType(38, 10));
      return coalesce(converted, when(floor(decimal).equalTo(decimal), decimal).try_cast(wanted));
    }
    if (wanted.equals(Table.NUMBER)) {
      Column infinite = converted.isin(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
      Column finite = when(not(isnan(converted)).and(not(infinite)), converted);
      return text ? when(not(value.rlike(JAVA)), finite) : finite;
    }
    if (wanted.equals(Table.MONEY)) {
      return when(abs(converted).lt(lit(MOST_MONEY)), converted);
    }
    return converted;
  }

  /** The code of a currency in capitals. */
  static Column currency(Column given) {
    Column code = given.cast(Table.STRING);
    return when(code.rlike(CURRENCY), upper(trim(code)));
  }

  /** Rows whose expressions read texts as columns do: numbers, times, days, true and false. */
  Dataset<Row> asWritten(Dataset<Row> rows) {
    return AsWritten.of(rows, this);
  }

  ZoneId zone() {
    return zone;
  }

  ZoneId days() {
    return days;
  }

  /** Whether casts of texts to a type read them in a way of their own. */
  boolean reads(DataType wanted) {
    return cast(lit(""), wanted) != null;
  }

  /** A text as the cast of an expression reads it; null where the cast is right as it is. */
  Column cast(Column text, DataType wanted) {
    if (wanted instanceof NumericType && comma) {
      Column none = lit("not a number with a decimal comma");
      return when(text.rlike(WITH_COMMA), translate(text, ",.", "."))
          .when(text.isNotNull(), none)
          .cast(wanted);
    } else if (wanted.equals(Table.FLAG)) {
      return Call.of("castFlag", wanted, text);
    } else if (wanted.equals(Table.TIME)) {
      return Call.of("castTime", wanted, text, zone, days);
    }
    return wanted.equals(Table.DAY) ? Call.of("castDay", wanted, text, zone, days) : null;
  }

  /** A version as text that sorts as the source counts: numbers by size, times by instant. */
  Column version(Column value, DataType found, String what) {
    if (found instanceof NumericType) {
      Column whole = value.try_cast(DIGITS);
      return when(whole.equalTo(value), padded(whole)).otherwise(value.cast(Table.STRING));
    }
    if (found.equals(DataTypes.TimestampType)) {
      return instant(value);
    }
    if (found.equals(DataTypes.DateType)) {
      return instant(to(Table.TIME, value, found, what));
    }
    Column text = to(Table.STRING, value, found, what);
    if (!found.equals(DataTypes.StringType)) {
      return text;
    }
    return when(text.rlike(WHOLE), padded(text.try_cast(DIGITS)))
        .otherwise(coalesce(instant(time(text)), text));
  }

  private static Column padded(Column whole) {
    return when(whole.geq(lit(0)), lpad(whole.cast(Table.STRING), 20, "0"))
        .otherwise(concat(lit("-"), lpad(lit(MOST).plus(whole).cast(Table.STRING), 20, "0")));
  }

  /** An instant as text that sorts. */
  static Column instant(Column time) {
    return date_format(time, "yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'");
  }

  /** A typed value as an attribute keeps it. */
  static Column text(Column typed, DataType type) {
    if (type.equals(Table.TIME)) {
      return instant(typed);
    }
    Column text = typed.cast(Table.STRING);
    if (type.equals(Table.NUMBER)) {
      Column decimal = typed.try_cast(DataTypes.createDecimalType(28, 6));
      Column plain = regexp_replace(decimal.cast(Table.STRING), lit("\\.?0+$"), lit(""));
      return when(decimal.cast(Table.NUMBER).equalTo(typed), plain).otherwise(text);
    }
    return text;
  }

  private Column time(Column text) {
    return Call.of("time", Table.TIME, text, zone, days);
  }

  private Column time(Column value, DataType found, String what) {
    if (found.equals(DataTypes.TimestampType)) {
      Column mistaken =
          value
              .geq(lit(Instant.ofEpochMilli(TextValues.MISTAKEN_FROM / 1000)))
              .and(value.lt(lit(Instant.ofEpochMilli(TextValues.MISTAKEN_TO / 1000))));
      return when(not(mistaken).and(value.leq(END)), value);
    }
    if (found.equals(DataTypes.NullType)) {
      return value.cast(Table.TIME);
    }
    if (found instanceof NumericType || !Cast.canTryCast(found, Table.TIME)) {
      throw new IllegalArgumentException(
          "%s gives %s, not a time; use timestamp_seconds(…) or timestamp_millis(…)"
              .formatted(what, found.simpleString()));
    }
    ZoneId own = found.equals(DataTypes.DateType) ? days : zone;
    return to_utc_timestamp(to_timestamp(value), own.getId());
  }

  private Column day(Column text) {
    return Call.of("day", Table.DAY, text, zone, days);
  }

  private Column local(Column instant) {
    return from_utc_timestamp(instant, days.getId());
  }
}
