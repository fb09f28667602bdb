package io.holdfast.health;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;

import io.holdfast.table.Customer360;
import io.holdfast.table.EarlyWarning;
import io.holdfast.table.Table;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Early warnings of the active accounts of one day. */
public final class Warnings {
  private static final String FIRED = "fired";

  private static final StructType WARNING =
      new StructType()
          .add(EarlyWarning.RULE, Table.STRING)
          .add(EarlyWarning.SEVERITY, Table.STRING)
          .add(EarlyWarning.SENTENCE, Table.STRING);

  /**
   * Rows of early_warning for the active accounts of a day of customer_360.
   *
   * @param kept columns whose values are of an earlier day
   */
  public static Dataset<Row> earlyWarning(
      Dataset<Row> day, List<WarningRule> rules, KeptColumns kept) {
    Column[] conditions =
        rules.stream().map(r -> coalesce(expr(r.when()), lit(false))).toArray(Column[]::new);
    return day.where(col(Customer360.ACTIVE))
        .select(
            col(Customer360.AS_OF),
            col(Customer360.ACCOUNT_ID),
            explode(
                    say(rules, kept)
                        .apply(
                            array(conditions).cast("array<boolean>"),
                            mentioned(rules.stream().map(WarningRule::template).toList())))
                .as(FIRED))
        .select(col(Customer360.AS_OF), col(Customer360.ACCOUNT_ID), col(FIRED + ".*"));
  }

  /** The columns that sentences name, and those that say from which day they count. */
  static Column mentioned(List<Template> sentences) {
    return struct(
        Stream.concat(
                Stream.of(Customer360.AS_OF, Customer360.SILENT_DAYS),
                sentences.stream().flatMap(sentence -> sentence.names().stream()))
            .distinct()
            .sorted()
            .map(functions::col)
            .toArray(Column[]::new));
  }

  /** What a sentence says of a row of {@link #mentioned}. */
  static String said(Template sentence, Row values, Map<String, LocalDate> kept) {
    Function<String, LocalDate> day = countedFrom(values);
    return sentence.say(column -> Health.dayOf(column, kept, day), values::getAs);
  }

  /** From which day a feature of a row of {@link #mentioned} counts its days. */
  static Function<String, LocalDate> countedFrom(Row values) {
    LocalDate day = values.<Date>getAs(Customer360.AS_OF).toLocalDate();
    int at = values.fieldIndex(Customer360.SILENT_DAYS);
    Map<String, Long> silent = values.isNullAt(at) ? Map.of() : values.getJavaMap(at);
    return feature -> day.minusDays(silent.getOrDefault(feature, 0L));
  }

  private static UserDefinedFunction say(List<WarningRule> rules, KeptColumns kept) {
    Map<String, LocalDate> days = kept.days();
    List<String> remarks = rules.stream().map(rule -> kept.remark(rule.columns())).toList();
    return udf(
        (UDF2<Seq<Boolean>, Row, List<Row>>)
            (conditions, values) -> {
              List<Boolean> holds = CollectionConverters.asJava(conditions);
              List<Row> fired = new ArrayList<>();
              for (int i = 0; i < rules.size(); i++) {
                if (holds.get(i)) {
                  WarningRule rule = rules.get(i);
                  fired.add(
                      RowFactory.create(
                          rule.rule(),
                          rule.severity().text(),
                          said(rule.template(), values, days) + remarks.get(i)));
                }
              }
              return fired;
            },
        DataTypes.createArrayType(WARNING, false));
  }

  private Warnings() {}
}
