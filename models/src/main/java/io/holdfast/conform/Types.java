package io.holdfast.conform;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.catalyst.QueryPlanningTracker;
import org.apache.spark.sql.catalyst.analysis.Analyzer;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry;
import org.apache.spark.sql.catalyst.catalog.InMemoryCatalog;
import org.apache.spark.sql.catalyst.catalog.SessionCatalog;
import org.apache.spark.sql.catalyst.expressions.Alias;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.plans.logical.LocalRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.types.DataTypeUtils;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/** Whether expressions fit what they read, told without a session and without a record. */
final class Types {
  private final Analyzer analyzer =
      new Analyzer(
          new SessionCatalog(
              new InMemoryCatalog(new org.apache.spark.SparkConf(), new Configuration()),
              FunctionRegistry.builtin()));

  /** What cannot be computed of one entity of an export, each with what it feeds. */
  List<String> problems(Export export, EntityMapping entity, Macros macros) {
    StructType record = Fields.of(export.entities()).schema();
    record = record.add(Fields.LANDED_AT, DataTypes.TimestampType);
    if (entity.each() != null) {
      record =
          record
              .add(Elements.ITEM, Fields.ofElements(entity).elementType())
              .add(Elements.NO, DataTypes.IntegerType);
    }
    Map<String, String> uses = entity.uses();
    if (problem(record, uses.values().stream().map(macros::expand).toList()).isEmpty()) {
      return List.of();
    }
    List<String> problems = new ArrayList<>();
    for (Map.Entry<String, String> use : uses.entrySet()) {
      problem(record, List.of(macros.expand(use.getValue())))
          .ifPresent(
              why -> problems.add("%s '%s' %s".formatted(use.getKey(), use.getValue(), why)));
    }
    return problems;
  }

  private Optional<String> problem(StructType record, List<Expression> expressions) {
    List<Attribute> fields =
        new ArrayList<>(CollectionConverters.asJava(DataTypeUtils.toAttributes(record)));
    List<NamedExpression> named = new ArrayList<>();
    for (Expression expression : expressions) {
      named.add(
          new Alias(
              expression,
              "value",
              NamedExpression.newExprId(),
              CollectionConverters.asScala(List.<String>of()).toSeq(),
              Option.empty(),
              CollectionConverters.asScala(List.<String>of()).toSeq()));
    }
    try {
      LogicalPlan analyzed =
          analyzer.executeAndCheck(
              new Project(
                  CollectionConverters.asScala(named).toSeq(),
                  new LocalRelation(
                      CollectionConverters.asScala(fields).toSeq(),
                      CollectionConverters.asScala(
                              List.<org.apache.spark.sql.catalyst.InternalRow>of())
                          .toSeq(),
                      false,
                      Option.empty())),
              new QueryPlanningTracker(Option.empty()));
      return CollectionConverters.asJava(analyzed.expressions()).stream()
          .flatMap(expression -> TextComparisons.in(expression).stream())
          .findFirst();
    } catch (Exception e) {
      if (e instanceof AnalysisException refused) {
        return Optional.of("cannot be computed: " + words(refused));
      }
      throw e;
    }
  }

  /** Every field is a text, which newcomers cannot know. */
  private static String words(AnalysisException refused) {
    String said =
        refused.getMessage().lines().findFirst().orElse("").replaceAll(" SQLSTATE: \\w+.*", "");
    String condition = String.valueOf(refused.getCondition());
    if (condition.startsWith("INVALID_EXTRACT")) {
      return "an array is a text of JSON here; get_json_object(field, '$[0].name') reads one element, each: takes them all";
    }
    return condition.startsWith("DATATYPE_MISMATCH")
        ? "fields are texts, say cast(field AS bigint) or what else it is; " + said
        : said;
  }
}
