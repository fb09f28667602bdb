package io.holdfast.conform;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry;
import org.apache.spark.sql.catalyst.analysis.Star;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.expressions.Cast;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.LambdaFunction;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.PlanExpression;
import org.apache.spark.sql.catalyst.expressions.UnresolvedNamedLambdaVariable;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.parser.ParserInterface;
import org.apache.spark.sql.types.DataTypes;
import scala.jdk.javaapi.CollectionConverters;

/** What can be said of a Spark SQL expression without running it. */
final class Expressions {
  private static final Set<String> GROUPS = Set.of("agg_funcs", "window_funcs", "generator_funcs");

  /** Functions whose value depends on when or where they run. */
  private static final Set<String> UNSTABLE =
      Set.of(
          "curdate",
          "current_date",
          "current_time",
          "current_timestamp",
          "input_file_name",
          "localtimestamp",
          "monotonically_increasing_id",
          "now",
          "rand",
          "randn",
          "random",
          "randstr",
          "reflect",
          "java_method",
          "shuffle",
          "spark_partition_id",
          "uniform",
          "uuid");

  private static final Set<String> ARRAYS =
      Set.of("array", "array_distinct", "filter", "flatten", "split", "transform");

  private static final Set<String> CLOCKS =
      Set.of("current_date", "current_time", "current_timestamp", "localtimestamp");

  /** Each is asked about several times, and parsing takes longest. */
  private static final Map<String, Expression> PARSED = new ConcurrentHashMap<>();

  /** What is wrong with it, each ready to follow the key's name; empty when it is sound. */
  static List<String> problems(String sql) {
    if (sql == null || sql.isBlank()) {
      return List.of("has no expression");
    }
    List<String> problems = new ArrayList<>();
    try {
      problems(parse(sql), problems);
    } catch (ParseException e) {
      problems.add("cannot be parsed: " + firstLine(e.getMessage()));
    }
    return problems.stream().map(problem -> "'%s' %s".formatted(sql, problem)).toList();
  }

  /** Fields that it reads, each as the parts of its name. */
  static Set<List<String>> fields(String sql) {
    Set<List<String>> fields = new LinkedHashSet<>();
    try {
      fields(parse(sql), fields, Set.of());
    } catch (ParseException e) {
      // Checked where the mapping was read.
    }
    return fields;
  }

  /** Whether it is only a field. */
  static boolean isField(String sql) {
    try {
      return parse(sql) instanceof UnresolvedAttribute;
    } catch (ParseException e) {
      return false;
    }
  }

  /** Whether it clearly gives an array: a function that makes one. */
  static boolean isArray(String sql) {
    try {
      return parse(sql) instanceof UnresolvedFunction function
          && function.nameParts().size() == 1
          && ARRAYS.contains(function.nameParts().apply(0).toLowerCase(Locale.ROOT));
    } catch (ParseException e) {
      return false;
    }
  }

  /** Whether it clearly gives a time: a cast to one, or a function that makes one. */
  static boolean isTime(String sql) {
    try {
      Expression expression = parse(sql);
      return expression instanceof Cast cast
          ? cast.dataType().equals(DataTypes.TimestampType)
          : expression instanceof UnresolvedFunction function
              && String.join(".", CollectionConverters.asJava(function.nameParts()))
                  .toLowerCase(Locale.ROOT)
                  .matches("(try_)?(to_)?(utc_)?timestamp.*|from_utc_timestamp|to_utc_timestamp");
    } catch (ParseException e) {
      return false;
    }
  }

  /** Whether it is only a field or a constant, which cannot fail. */
  static boolean isPlain(String sql) {
    try {
      Expression expression = parse(sql);
      return expression instanceof UnresolvedAttribute || expression instanceof Literal;
    } catch (ParseException e) {
      return false;
    }
  }

  /**
   * An expression without problems, parsed.
   *
   * @throws IllegalArgumentException when it cannot be parsed
   */
  static Expression parsed(String sql) {
    try {
      return parse(sql);
    } catch (ParseException e) {
      throw new IllegalArgumentException(
          "'%s' cannot be parsed: %s".formatted(sql, firstLine(e.getMessage())), e);
    }
  }

  private static Expression parse(String sql) throws ParseException {
    Expression known = PARSED.get(sql);
    if (known == null) {
      ParserInterface parser = new CatalystSqlParser();
      known = parser.parseExpression(sql);
      PARSED.put(sql, known);
    }
    return known;
  }

  /** A name within a lambda is a field, too, unless the lambda binds it. */
  private static void fields(Expression expression, Set<List<String>> fields, Set<String> bound) {
    Set<String> inner = new LinkedHashSet<>(bound);
    if (expression instanceof UnresolvedAttribute attribute) {
      fields.add(List.copyOf(CollectionConverters.asJava(attribute.nameParts())));
    } else if (expression instanceof UnresolvedNamedLambdaVariable name) {
      List<String> parts = List.copyOf(CollectionConverters.asJava(name.nameParts()));
      if (!bound.contains(parts.get(0))) {
        fields.add(parts);
      }
    } else if (expression instanceof LambdaFunction lambda) {
      CollectionConverters.asJava(lambda.arguments())
          .forEach(argument -> inner.add(argument.name()));
    }
    children(expression).forEach(child -> fields(child, fields, inner));
  }

  private static Collection<Expression> children(Expression expression) {
    return CollectionConverters.asJava(expression.children());
  }

  private static void problems(Expression expression, List<String> problems) {
    if (expression instanceof PlanExpression) {
      problems.add("holds a subquery; an expression sees one record only");
      return;
    }
    if (expression instanceof Star) {
      problems.add("holds *; name the fields");
    }
    if (expression instanceof UnresolvedFunction function && !Macros.isCall(expression)) {
      function(String.join(".", CollectionConverters.asJava(function.nameParts())), problems);
    }
    if (expression instanceof UnresolvedAttribute attribute && isClock(attribute)) {
      problems.add("reads the clock; a rerun would give other rows");
    }
    children(expression).forEach(child -> problems(child, problems));
  }

  /** Spark takes such a name for a function when there is no field of that name. */
  private static boolean isClock(UnresolvedAttribute attribute) {
    return attribute.nameParts().size() == 1
        && CLOCKS.contains(attribute.nameParts().apply(0).toLowerCase(Locale.ROOT));
  }

  private static void function(String called, List<String> problems) {
    String name = called.toLowerCase(Locale.ROOT);
    var info = FunctionRegistry.builtin().lookupFunction(FunctionIdentifier.apply(name));
    if (info.isEmpty()) {
      List<String> known =
          CollectionConverters.asJava(FunctionRegistry.builtin().listFunction()).stream()
              .map(FunctionIdentifier::funcName)
              .toList();
      String hint = Complaints.hint(name, known);
      problems.add(
          "calls %s, which Spark SQL does not have%s"
              .formatted(called, hint.startsWith("known") ? "" : "; " + hint));
    } else if (UNSTABLE.contains(name)) {
      problems.add("calls %s; a rerun would give other rows".formatted(called));
    } else if (GROUPS.contains(info.get().getGroup())) {
      problems.add("calls %s, but an expression sees one record only".formatted(called));
    }
  }

  private static String firstLine(String message) {
    return message.strip().lines().findFirst().orElse("").replaceAll(" SQLSTATE: \\w+", "");
  }

  private Expressions() {}
}
