package io.holdfast.propensity;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.holdfast.table.Customer360;
import io.holdfast.table.FeatureWords;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.ml.functions;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;

/** Which columns of customer_360 models use, and as which numbers. */
public final class FeatureColumns {
  /** Fixed columns that train unless the catalogue says otherwise. */
  public static final List<String> FIXED =
      List.of(
          Customer360.AUTO_RENEW,
          Customer360.DAYS_TO_RENEWAL,
          Customer360.ENDS_ON,
          Customer360.MRR,
          Customer360.SEATS,
          Customer360.TENURE_DAYS);

  /** XGBoost refuses infinity, also the one that a narrower number makes. */
  private static final double GREATEST = 1e30;

  /** Names, sorted: what the catalogue lets train and the fixed columns, as far as they exist. */
  static List<String> training(StructType customer360, List<FeatureWords> catalogue) {
    Set<String> names = new TreeSet<>(FIXED);
    for (FeatureWords words : catalogue) {
      if (words.trains()) {
        names.add(words.name());
      } else {
        names.remove(words.name());
      }
    }
    Set<String> present = new HashSet<>(Arrays.asList(customer360.fieldNames()));
    return names.stream()
        .filter(name -> present.contains(name) && isNumber(customer360.apply(name).dataType()))
        .toList();
  }

  private static boolean isNumber(DataType type) {
    return type instanceof NumericType
        || type.equals(DataTypes.BooleanType)
        || type.equals(DataTypes.DateType);
  }

  /** A vector of the features in order; NaN is missing, a day counts 1 when set and 0 when not. */
  static Column vector(StructType customer360, List<String> features) {
    return functions.array_to_vector(
        array(
            features.stream()
                .map(name -> number(name, customer360.apply(name).dataType()))
                .toArray(Column[]::new)));
  }

  private static Column number(String name, DataType type) {
    if (type.equals(DataTypes.DateType)) {
      return col(name).isNotNull().cast(DataTypes.DoubleType);
    }
    Column number = col(name).cast(DataTypes.DoubleType);
    return coalesce(when(abs(number).lt(GREATEST), number), lit(Double.NaN));
  }

  private FeatureColumns() {}
}
