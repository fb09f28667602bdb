package io.holdfast.health;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;

import io.holdfast.health.Explanation.Earlier;
import io.holdfast.health.Explanation.Held;
import io.holdfast.table.AccountHealth;
import io.holdfast.table.Customer360;
import io.holdfast.table.FeatureWords;
import io.holdfast.table.Table;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF5;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.collection.Seq;

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
   * @param kept columns whose values in {@code day} are of an earlier day
   */
  public static Dataset<Row> accountHealth(
      Dataset<Row> day,
      Dataset<Row> previous,
      HealthConfig config,
      List<FeatureWords> words,
      KeptColumns kept) {
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
            each(config, m -> expr(m.unless())).as("exempt"),
            array(config.caps().stream().map(cap -> expr(cap.when())).toArray(Column[]::new))
                .cast("array<boolean>")
                .as("capped"),
            Warnings.mentioned(config.caps().stream().map(Cap::template).toList()).as("mentioned"))
        .join(
            earlier,
            scala.jdk.javaapi.CollectionConverters.asScala(List.of(Customer360.ACCOUNT_ID)).toSeq(),
            "left")
        .select(
            col(Customer360.AS_OF),
            col(Customer360.ACCOUNT_ID),
            assess(config, words, kept)
                .apply(
                    col("measured"), col("exempt"), col("capped"), col("mentioned"), col(EARLIER))
                .as(RESULT))
        .select(col(Customer360.AS_OF), col(Customer360.ACCOUNT_ID), col(RESULT + ".*"));
  }

  private static Column each(HealthConfig config, Function<Measure, Column> column) {
    return array(
        config.dimensions().stream()
            .flatMap(dimension -> dimension.measures().stream())
            .map(column)
            .toArray(Column[]::new));
  }

  private static UserDefinedFunction assess(
      HealthConfig config, List<FeatureWords> words, KeptColumns kept) {
    Map<String, LocalDate> days = kept.days();
    Explanation explanation =
        new Explanation(
            words.stream().collect(Collectors.toMap(FeatureWords::name, FeatureWords::label)),
            days,
            kept.sentences(config.columns(), words));
    return udf(
        (UDF5<Seq<Double>, Seq<Boolean>, Seq<Boolean>, Row, Row, Row>)
            (values, exempt, capped, mentioned, earlier) -> {
              Assessment before = Assessment.of(config, list(values), list(exempt));
              List<Held> caps = held(config, list(capped), mentioned, days);
              Assessment now =
                  before.atMost(caps.stream().mapToDouble(Held::atMost).min().orElse(100));
              return RowFactory.create(
                  now.score(),
                  now.band(config),
                  now.confidence(),
                  now.dimensions(),
                  explanation.of(
                      Warnings.countedFrom(mentioned),
                      before,
                      now,
                      caps,
                      earlier == null ? null : earlier(earlier)));
            },
        ASSESSED);
  }

  private static List<Held> held(
      HealthConfig config, List<Boolean> capped, Row mentioned, Map<String, LocalDate> days) {
    return IntStream.range(0, capped.size())
        .filter(at -> Boolean.TRUE.equals(capped.get(at)))
        .mapToObj(config.caps()::get)
        .map(cap -> new Held(cap.atMost(), Warnings.said(cap.template(), mentioned, days)))
        .toList();
  }

  /** Day from which a column's value counts days: the one it was kept from, else its own. */
  static LocalDate dayOf(
      String column, Map<String, LocalDate> kept, Function<String, LocalDate> own) {
    LocalDate day = kept.get(column);
    return day == null ? own.apply(column) : day;
  }

  private static Earlier earlier(Row row) {
    return new Earlier(LocalDate.parse(row.getString(0)), row.getDouble(1), row.getJavaMap(2));
  }

  private static <T> List<T> list(Seq<T> values) {
    return scala.jdk.javaapi.CollectionConverters.asJava(values);
  }

  private Health() {}
}
