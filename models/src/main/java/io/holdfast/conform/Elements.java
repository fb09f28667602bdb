package io.holdfast.conform;

import static io.holdfast.conform.Evaluation.quoted;
import static io.holdfast.conform.Guarded.VALUE;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.expressions.ArrayTransform;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.LambdaFunction;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.UnresolvedNamedLambdaVariable;
import org.apache.spark.sql.classic.ColumnNodeExpression;
import org.apache.spark.sql.classic.ColumnNodeToExpressionConverter$;
import org.apache.spark.sql.classic.ExpressionUtils;
import org.apache.spark.sql.types.DataTypes;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The elements of an array of each record, kept in one column of structs so that a record stays one
 * row: what is computed of an element is a field of its struct.
 *
 * @param items the column
 * @param prefix begins the names of what is computed of an element
 */
record Elements(String items, String prefix) {
  static final String ITEM = "item";
  static final String NO = "item_no";

  /** Names that stand for the element and its place. */
  static final Set<String> OF_ELEMENT = Set.of(ITEM, NO);

  private static final String ELEMENT = Evaluation.OWN + "element";
  private static final int SHOWN = 60;

  /** The array as the record holds it, or null where there is none. */
  Column array(String each, Fields fields, Shared shared) {
    Column text =
        Expressions.isField(each)
            ? col(each)
            : when(
                col(Unreadable.REASON).isNull(),
                to_json(Guarded.value(each, shared).getField(VALUE)));
    return from_json(text, DataTypes.createArrayType(fields.elementType()), Map.of());
  }

  /** The elements with their places. */
  Column placed(String array, Fields fields) {
    return transform(
            quoted(array),
            (element, index) -> struct(fields.element(element).as(ITEM), index.plus(lit(1)).as(NO)))
        .as(items);
  }

  /** What to say of a record whose array cannot be read, else null. */
  static Column broken(String each, String array, Shared shared) {
    if (!Expressions.isField(each)) {
      return when(
          col(Unreadable.REASON).isNull().and(Guarded.value(each, shared).isNull()),
          lit("each: '%s' cannot be computed".formatted(each)));
    }
    return when(
        col(each).isNotNull().and(quoted(array).isNull()),
        concat(
            lit("each: '%s' is not an array: '".formatted(each)),
            substring(col(each), 1, SHOWN),
            lit("'")));
  }

  /**
   * The elements with nothing but these fields, which may read the element, its place, fields
   * computed before and the record.
   */
  Column with(List<String> kept, List<Column> added) {
    List<Column> fields = new ArrayList<>();
    kept.forEach(name -> fields.add(quoted(name).as(name)));
    fields.addAll(added);
    Expression body = ofElement(ExpressionUtils.expression(struct(fields.toArray(Column[]::new))));
    List<NamedExpression> arguments = List.of(variable(List.of(ELEMENT)));
    LambdaFunction each =
        new LambdaFunction(body, CollectionConverters.asScala(arguments).toSeq(), false);
    return ExpressionUtils.column(
            new ArrayTransform(ExpressionUtils.expression(quoted(items)), each))
        .as(items);
  }

  private Expression ofElement(Expression expression) {
    if (expression instanceof ColumnNodeExpression column) {
      return ofElement(ColumnNodeToExpressionConverter$.MODULE$.apply(column.node()));
    }
    List<String> name =
        expression instanceof UnresolvedAttribute attribute
            ? List.copyOf(CollectionConverters.asJava(attribute.nameParts()))
            : expression instanceof UnresolvedNamedLambdaVariable variable
                ? List.copyOf(CollectionConverters.asJava(variable.nameParts()))
                : List.of();
    if (!name.isEmpty() && (OF_ELEMENT.contains(name.get(0)) || name.get(0).startsWith(prefix))) {
      List<String> parts = new ArrayList<>(List.of(ELEMENT));
      parts.addAll(name);
      return variable(parts);
    }
    return expression.mapChildren(this::ofElement);
  }

  private static UnresolvedNamedLambdaVariable variable(List<String> parts) {
    return new UnresolvedNamedLambdaVariable(CollectionConverters.asScala(parts).toSeq());
  }
}
