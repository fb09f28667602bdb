package io.holdfast.conform;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.from_utc_timestamp;
import static org.apache.spark.sql.functions.isnan;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.to_timestamp;
import static org.apache.spark.sql.functions.to_utc_timestamp;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import io.holdfast.table.Table;
import java.time.ZoneId;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;

/** Values of expressions become values of an entity's types; what does not fit becomes null. */
final class Conversion {
  /** Spark also takes a bare year, and takes a bare time for one of today. */
  private static final String DAY = "^\\s*\\d{4}-\\d{1,2}-\\d{1,2}([ T].*)?$";

  private static final String OFFSET =
      ":\\d{1,2}(\\.\\d+)?\\s*(Z|z|UTC|GMT|[+-]\\d{1,2}(:?\\d{2})?|[A-Za-z]+/[A-Za-z_]+)\\s*$";

  private final ZoneId zone;

  /**
   * @param zone of texts without an offset; the session's own zone must be UTC
   */
  Conversion(ZoneId zone) {
    this.zone = zone;
  }

  /**
   * @throws IllegalArgumentException when no value of the one type can become the other
   */
  Column to(DataType wanted, Column value, DataType found, String what) {
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
    Column converted = value.try_cast(wanted);
    if (wanted.equals(Table.COUNT) && text) {
      Column decimal = value.try_cast(DataTypes.createDecimalType(38, 10));
      return coalesce(converted, when(floor(decimal).equalTo(decimal), decimal).try_cast(wanted));
    }
    if (wanted.equals(Table.NUMBER)) {
      Column infinite = converted.isin(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
      return when(not(isnan(converted)).and(not(infinite)), converted);
    }
    return converted;
  }

  private Column time(Column text) {
    Column instant = text.try_cast(Table.TIME);
    return when(
        text.rlike(DAY),
        when(text.rlike(OFFSET), instant).otherwise(to_utc_timestamp(instant, zone.getId())));
  }

  private Column time(Column value, DataType found, String what) {
    if (found.equals(DataTypes.TimestampType)) {
      return value;
    }
    if (found.equals(DataTypes.NullType)) {
      return value.cast(Table.TIME);
    }
    if (found instanceof NumericType || !Cast.canTryCast(found, Table.TIME)) {
      throw new IllegalArgumentException(
          "%s gives %s, not a time; use timestamp_seconds(…) or timestamp_millis(…)"
              .formatted(what, found.simpleString()));
    }
    return to_utc_timestamp(to_timestamp(value), zone.getId());
  }

  private Column day(Column text) {
    return when(
        text.rlike(DAY),
        when(text.rlike(OFFSET), to_date(local(text.try_cast(Table.TIME))))
            .otherwise(text.try_cast(Table.DAY)));
  }

  private Column local(Column instant) {
    return from_utc_timestamp(instant, zone.getId());
  }
}
