package io.holdfast.snapshot;

import io.holdfast.money.ExchangeRates;
import io.holdfast.table.Customer360;
import java.io.Serializable;
import java.util.Set;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * All that a task needs to sweep accounts.
 *
 * @param days as-of days since 1970, rising
 * @param cuts first instant after each, in microseconds
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; read in the innermost loop
record SweepPlan(
    Layout layout,
    int[] days,
    long[] cuts,
    LocalDays zone,
    ExchangeRates rates,
    Coverage coverage,
    String catalogueHash)
    implements Serializable {

  static SweepPlan of(Layout layout, SnapshotParams params, Coverage coverage) {
    LocalDays zone = new LocalDays(params.zone());
    int[] days = params.days().stream().mapToInt(day -> (int) day.toEpochDay()).toArray();
    long[] cuts = java.util.Arrays.stream(days).mapToLong(zone::cut).toArray();
    return new SweepPlan(
        layout, days, cuts, zone, params.rates(), coverage, params.catalogue().hash());
  }

  int last() {
    return days[days.length - 1];
  }

  /** A day before any that a window of the stream reaches. */
  int base(Layout.Stream stream) {
    return days[0] - stream.reach() - 1;
  }

  int start(String stream, int day) {
    return coverage.start(stream, day);
  }

  /**
   * Columns of customer_360, its days as days since 1970, then the features: text as such, else
   * doubles.
   */
  StructType schema() {
    StructType schema = new StructType();
    for (StructField field : Customer360.TABLE.schema().fields()) {
      boolean isDay = field.dataType().equals(DataTypes.DateType);
      schema = schema.add(field.name(), isDay ? DataTypes.IntegerType : field.dataType());
    }
    Set<String> texts = layout.texts();
    for (String name : layout.columns()) {
      schema = schema.add(name, texts.contains(name) ? DataTypes.StringType : DataTypes.DoubleType);
    }
    return schema;
  }
}
