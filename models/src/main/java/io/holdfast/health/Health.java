package io.holdfast.health;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;

import io.holdfast.health.Explanation.Earlier;
import io.holdfast.table.AccountHealth;
import io.holdfast.table.Customer360;
import io.holdfast.table.FeatureWords;
import io.holdfast.table.Table;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Rule-based health of the active accounts of one day. */
public final class Health {
  private static final String RESULT = "result";
  private static final String EARLIER = "earlier";

  private static final StructType ASSESSED =
      new StructType()
          .add(AccountHealth.SCORE, Table.NUMBER)
          .add(AccountHealth.BAND, Table.STRING)
          .add(AccountHealth.CONFIDENCE, Table.NUMBER)
          .add(
              AccountHealth.DIMENSIONS,
              DataTypes.createMapType(DataTypes.StringType, DataTypes.DoubleType))
          .add(AccountHealth.EXPLANATION, Table.STRINGS);

  /**
   * Rows of account_health for the active accounts of a day.
   *
   * @param day rows of customer_360 of one day
   * @param previous rows of account_health of one earlier day to compare with; may be empty
   * @param words labels of features
   */
  public static Dataset<Row> accountHealth(
      Dataset<Row> day, Dataset<Row> previous, HealthConfig config, List<FeatureWords> words) {
    Dataset<Row> earlier =
        previous.select(
            col(AccountHealth.ACCOUNT_ID),
            struct(
                    col(AccountHealth.AS_OF).cast(DataTypes.StringType),
                    col(AccountHealth.SCORE),
                    col(AccountHealth.DIMENSIONS))
                .as(EARLIER));
    return day.where(col(Customer360.ACTIVE))
        .select(
            col(Customer360.AS_OF),
            col(Customer360.ACCOUNT_ID),
            each(config, m -> col(m.feature()).cast(DataTypes.DoubleType)).as("measured"),
            each(config, m -> expr(m.unless())).as("exempt"))
        .join(
            earlier,
            scala.jdk.javaapi.CollectionConverters.asScala(List.of(Customer360.ACCOUNT_ID)).toSeq(),
            "left")
        .select(
            col(Customer360.AS_OF),
            col(Customer360.ACCOUNT_ID),
            assess(config, words).apply(col("measured"), col("exempt"), col(EARLIER)).as(RESULT))
        .select(col(Customer360.AS_OF), col(Customer360.ACCOUNT_ID), col(RESULT + ".*"));
  }

  private static Column each(HealthConfig config, Function<Measure, Column> column) {
    return array(
        config.dimensions().stream()
            .flatMap(dimension -> dimension.measures().stream())
            .map(column)
            .toArray(Column[]::new));
  }

  private static UserDefinedFunction assess(HealthConfig config, List<FeatureWords> words) {
    Explanation explanation =
        new Explanation(
            words.stream().collect(Collectors.toMap(FeatureWords::name, FeatureWords::label)));
    return udf(
        (UDF3<scala.collection.Seq<Double>, scala.collection.Seq<Boolean>, Row, Row>)
            (values, exempt, earlier) -> {
              Assessment now = Assessment.of(config, list(values), list(exempt));
              return RowFactory.create(
                  now.score(),
                  now.band(config),
                  now.confidence(),
                  now.dimensions(),
                  explanation.of(now, earlier == null ? null : earlier(earlier)));
            },
        ASSESSED);
  }

  private static Earlier earlier(Row row) {
    return new Earlier(row.getString(0), row.getDouble(1), row.getJavaMap(2));
  }

  private static <T> List<T> list(scala.collection.Seq<T> values) {
    return scala.jdk.javaapi.CollectionConverters.asJava(values);
  }

  private Health() {}
}
