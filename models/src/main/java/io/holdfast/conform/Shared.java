package io.holdfast.conform;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.LambdaFunction;
import org.apache.spark.sql.catalyst.expressions.UnresolvedNamedLambdaVariable;
import org.apache.spark.sql.classic.ExpressionUtils;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Parts that several expressions of an export have in common, as those do that call one macro: each
 * is computed once a record, before what reads it. Where computing one fails, so does what reads
 * it.
 */
final class Shared {
  /** Parts of fewer nodes are computed again sooner than kept. */
  private static final int LARGE = 24;

  /** Begins the name of each column; no field of a record is called so. */
  private static final String NAME = "shared" + Evaluation.OWN;

  private final Macros macros;

  /** As rewritten, by the expression as the mapping has it. */
  private final Map<String, Expression> rewritten = new LinkedHashMap<>();

  /** What each column computes; one may read those that come after it. */
  private final List<Expression> parts = new ArrayList<>();

  /** How each column is read. */
  private final List<Expression> reads = new ArrayList<>();

  private Shared(Macros macros) {
    this.macros = macros;
  }

  static Shared of(List<EntityMapping> entities, Macros macros) {
    Shared shared = new Shared(macros);
    for (EntityMapping entity : entities) {
      String when = entity.condition();
      for (String sql : entity.uses().values()) {
        String computed = sql.equals(when) ? condition(sql) : sql;
        shared.rewritten.computeIfAbsent(computed, macros::expand);
      }
    }
    Optional<Expression> common = shared.largest();
    while (common.isPresent()) {
      shared.take(common.get());
      common = shared.largest();
    }
    return shared;
  }

  /** How {@code when} is computed: what is unknown is not true. */
  static String condition(String when) {
    return "(%s) is true".formatted(when);
  }

  /** An expression with its macros filled in, which reads what is computed before. */
  Expression expand(String sql) {
    Expression known = rewritten.get(sql);
    return known == null ? macros.expand(sql) : known;
  }

  /** Rows with the common parts beside, where a record is readable. */
  Dataset<Row> added(Dataset<Row> rows, Conversion conversion) {
    Dataset<Row> all = rows;
    for (List<Integer> level : levels()) {
      List<Column> columns = new ArrayList<>(List.of(col("*")));
      for (int part : level) {
        Column value = Guarded.value(parts.get(part));
        columns.add(when(col(Unreadable.REASON).isNull(), value).as(NAME + part));
      }
      all = conversion.asWritten(Evaluation.select(all, columns));
    }
    return all;
  }

  /** The largest part that stands more than once outside of lambdas. */
  private Optional<Expression> largest() {
    Map<Expression, Integer> times = new HashMap<>();
    Map<Expression, Integer> sizes = new HashMap<>();
    rewritten.values().forEach(expression -> count(expression, times, sizes));
    parts.forEach(part -> children(part).forEach(child -> count(child, times, sizes)));
    Expression largest = null;
    for (Map.Entry<Expression, Integer> seen : times.entrySet()) {
      int size = sizes.get(seen.getKey());
      if (seen.getValue() > 1 && (largest == null || size > sizes.get(largest))) {
        largest = seen.getKey();
      }
    }
    return Optional.ofNullable(largest);
  }

  /** Number of nodes; a large part is noted unless it reads an element, which is not known yet. */
  private static int count(
      Expression expression, Map<Expression, Integer> times, Map<Expression, Integer> sizes) {
    Integer known = sizes.get(expression);
    if (known != null) {
      times.computeIfPresent(expression, (e, n) -> n + 1);
      return known;
    }
    int size = 1;
    for (Expression child : children(expression)) {
      size += expression instanceof LambdaFunction ? size(child) : count(child, times, sizes);
    }
    sizes.put(expression, size);
    if (size >= LARGE && !(expression instanceof LambdaFunction) && !readsElement(expression)) {
      times.put(expression, 1);
    }
    return size;
  }

  private static int size(Expression expression) {
    return 1 + children(expression).stream().mapToInt(Shared::size).sum();
  }

  private static boolean readsElement(Expression expression) {
    return Elements.OF_ELEMENT.contains(name(expression))
        || children(expression).stream().anyMatch(Shared::readsElement);
  }

  /** The first part of a name, within lambdas also of one that a lambda may bind. */
  private static String name(Expression expression) {
    if (expression instanceof UnresolvedAttribute attribute) {
      return attribute.nameParts().head();
    }
    return expression instanceof UnresolvedNamedLambdaVariable name ? name.nameParts().head() : "";
  }

  private void take(Expression part) {
    Column column = col(NAME + parts.size());
    Column failed = raise_error(lit("what is read cannot be computed"));
    Expression read =
        ExpressionUtils.expression(
            when(column.isNull(), failed).otherwise(column.getField(Guarded.VALUE)));
    rewritten.replaceAll((sql, expression) -> replaced(expression, part, read));
    parts.replaceAll(other -> replaced(other, part, read));
    parts.add(part);
    reads.add(read);
  }

  private static Expression replaced(Expression within, Expression part, Expression read) {
    if (within.equals(part)) {
      return read;
    }
    return within instanceof LambdaFunction
        ? within
        : within.mapChildren(child -> replaced(child, part, read));
  }

  /** Numbers of the parts, those first that read no other. */
  private List<List<Integer>> levels() {
    List<List<Integer>> levels = new ArrayList<>();
    Set<Integer> done = new HashSet<>();
    while (done.size() < parts.size()) {
      List<Integer> level = new ArrayList<>();
      for (int i = 0; i < parts.size(); i++) {
        if (!done.contains(i) && done.containsAll(read(i))) {
          level.add(i);
        }
      }
      done.addAll(level);
      levels.add(level);
    }
    return levels;
  }

  private Set<Integer> read(int part) {
    Set<Integer> read = new HashSet<>();
    read(parts.get(part), read);
    return read;
  }

  private void read(Expression expression, Set<Integer> read) {
    int column = reads.indexOf(expression);
    if (column >= 0) {
      read.add(column);
    } else {
      children(expression).forEach(child -> read(child, read));
    }
  }

  private static List<Expression> children(Expression expression) {
    return List.copyOf(CollectionConverters.asJava(expression.children()));
  }
}
