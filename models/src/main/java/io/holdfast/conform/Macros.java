package io.holdfast.conform;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.catalyst.analysis.UnresolvedAttribute;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.LambdaFunction;
import org.apache.spark.sql.catalyst.expressions.UnresolvedNamedLambdaVariable;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Expressions that a mapping gives a name, so that its exports need not repeat them: {@code
 * macro.money(total, currency)} stands for what the mapping has under {@code macros} as {@code
 * money(minor, currency)}.
 */
public final class Macros {
  /** Begins the name in every call. */
  static final String PREFIX = "macro";

  static final Macros NONE = new Macros(Map.of());

  private static final Pattern HEAD =
      Pattern.compile("([a-z][a-z0-9_]*)\\(([a-z][a-z0-9_]*(?:, *[a-z][a-z0-9_]*)*)\\)");

  /**
   * A macro that is declared.
   *
   * @param sql as it is declared
   * @param body what it stands for, the macros before it filled in; null when it cannot be parsed
   */
  private record Macro(List<String> parameters, String sql, Expression body) {}

  private final Map<String, Macro> macros = new LinkedHashMap<>();

  private Macros(Map<String, String> declared) {
    declared.forEach(
        (head, sql) -> {
          Matcher name = HEAD.matcher(head);
          if (name.matches()) {
            Expression body = Expressions.problems(sql).isEmpty() ? expand(sql) : null;
            macros.put(name.group(1), new Macro(List.of(name.group(2).split(", *")), sql, body));
          }
        });
  }

  /** What is wrong with macros as declared, each after its name. */
  static void check(Map<String, String> declared, Complaints complaints) {
    Macros macros = new Macros(declared);
    List<String> before = new ArrayList<>();
    declared.forEach(
        (head, sql) -> {
          Matcher name = HEAD.matcher(head);
          if (!name.matches()) {
            complaints.add(
                "macros.%s does not name its parameters, as in money(minor, currency)"
                    .formatted(head));
            return;
          }
          List<String> problems = Expressions.problems(sql);
          complaints.addAll("macros." + head, problems);
          List<String> parameters = List.of(name.group(2).split(", *"));
          for (List<String> field : Expressions.fields(sql)) {
            if (!parameters.contains(field.get(0))) {
              complaints.add(
                  "macros.%s reads '%s', which is none of its parameters"
                      .formatted(head, String.join(".", field)));
            }
          }
          if (problems.isEmpty()) {
            macros.checkCalls("macros." + head, sql, before, complaints);
          }
          before.add(name.group(1));
        });
  }

  static Macros of(Map<String, String> declared) {
    return declared.isEmpty() ? NONE : new Macros(declared);
  }

  /** Complains of every call of a macro that is not declared, or that has other parameters. */
  void checkCalls(String place, String sql, Complaints complaints) {
    checkCalls(place, sql, macros.keySet(), complaints);
  }

  private void checkCalls(
      String place, String sql, Collection<String> known, Complaints complaints) {
    for (UnresolvedFunction call : calls(Expressions.parsed(sql))) {
      String name = call.nameParts().last();
      if (!known.contains(name)) {
        complaints.add(
            "%s calls %s.%s, which is not under macros%s; %s"
                .formatted(
                    place,
                    PREFIX,
                    name,
                    macros.containsKey(name) ? " before it" : "",
                    Complaints.hint(name, known)));
      } else if (macros.get(name).parameters().size() != call.arguments().size()) {
        complaints.add(
            "%s gives %s.%s %d values for its parameters %s"
                .formatted(
                    place,
                    PREFIX,
                    name,
                    call.arguments().size(),
                    String.join(", ", macros.get(name).parameters())));
      }
    }
  }

  private static List<UnresolvedFunction> calls(Expression expression) {
    List<UnresolvedFunction> calls = new ArrayList<>();
    if (isCall(expression)) {
      calls.add((UnresolvedFunction) expression);
    }
    CollectionConverters.asJava(expression.children()).forEach(c -> calls.addAll(calls(c)));
    return calls;
  }

  static boolean isCall(Expression expression) {
    return expression instanceof UnresolvedFunction function
        && function.nameParts().size() == 2
        && function.nameParts().head().equals(PREFIX);
  }

  /** The macros that an expression calls, itself or through others, as they are declared. */
  Map<String, String> called(String sql) {
    Map<String, String> called = new TreeMap<>();
    if (!macros.isEmpty()) {
      for (UnresolvedFunction call : calls(Expressions.parsed(sql))) {
        String name = call.nameParts().last();
        Macro macro = macros.get(name);
        called.put(name + macro.parameters(), macro.sql().strip());
        called.putAll(called(macro.sql()));
      }
    }
    return called;
  }

  /** The expression with every call of a macro replaced by what it stands for. */
  Expression expand(String sql) {
    return expand(Expressions.parsed(sql));
  }

  private Expression expand(Expression expression) {
    Expression expanded = expression.mapChildren(child -> expand(child));
    if (!isCall(expanded)) {
      return expanded;
    }
    UnresolvedFunction call = (UnresolvedFunction) expanded;
    Macro macro = macros.get(call.nameParts().last());
    List<Expression> given = CollectionConverters.asJava(call.arguments());
    return macro == null || macro.body() == null || macro.parameters().size() != given.size()
        ? expanded
        : filled(macro.body(), macro.parameters(), given, Set.of());
  }

  /** The body with values for its parameters, but for names that a lambda within it binds. */
  private static Expression filled(
      Expression body, List<String> parameters, List<Expression> given, Set<String> bound) {
    String name = parameter(body);
    if (parameters.contains(name) && !bound.contains(name)) {
      return given.get(parameters.indexOf(name));
    }
    Set<String> inner = new HashSet<>(bound);
    if (body instanceof LambdaFunction lambda) {
      CollectionConverters.asJava(lambda.arguments()).forEach(a -> inner.add(a.name()));
    }
    return body.mapChildren(child -> filled(child, parameters, given, inner));
  }

  /** Within a lambda the parser takes every name for one of the lambda's own. */
  private static String parameter(Expression expression) {
    List<String> parts =
        expression instanceof UnresolvedAttribute attribute
            ? CollectionConverters.asJava(attribute.nameParts())
            : expression instanceof UnresolvedNamedLambdaVariable variable
                ? CollectionConverters.asJava(variable.nameParts())
                : Arrays.asList();
    return parts.size() == 1 ? parts.get(0) : "";
  }
}
