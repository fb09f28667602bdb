package io.holdfast.health;

import io.holdfast.table.ColumnNames;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code conf/health.yaml}.
 *
 * @param goodFrom score from which an account is good; 70 when null
 * @param fairFrom score from which it is fair, below it is poor; 45 when null
 * @param minConfidence share of the weight with data below which the band is unknown; .5 when null
 */
public record HealthConfig(
    Double goodFrom,
    Double fairFrom,
    Double minConfidence,
    List<Dimension> dimensions,
    List<Cap> caps,
    List<WarningRule> warnings)
    implements Serializable {

  public HealthConfig {
    goodFrom = goodFrom == null ? 70 : goodFrom;
    fairFrom = fairFrom == null ? 45 : fairFrom;
    minConfidence = minConfidence == null ? .5 : minConfidence;
    dimensions = List.copyOf(dimensions);
    caps = List.copyOf(caps);
    warnings = List.copyOf(warnings);
    if (!(0 <= fairFrom && fairFrom <= goodFrom && goodFrom <= 100)) {
      throw new IllegalArgumentException(
          "fair_from %s and good_from %s should rise between 0 and 100"
              .formatted(fairFrom, goodFrom));
    }
    if (!(minConfidence >= 0 && minConfidence <= 1)) {
      throw new IllegalArgumentException(
          "min_confidence %s should be from 0 to 1".formatted(minConfidence));
    }
    if (dimensions.isEmpty()) {
      throw new IllegalArgumentException("dimensions is empty; name at least one");
    }
    distinct("dimensions", dimensions.stream().map(Dimension::name).toList());
    distinct("warnings", warnings.stream().map(WarningRule::rule).toList());
  }

  private static void distinct(String where, List<String> names) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw new IllegalArgumentException(
            "%s: '%s' stands twice; give each its own name".formatted(where, name));
      }
    }
  }

  /** Columns of customer_360 that the score and its caps read. */
  public Set<String> columns() {
    Set<String> columns = new TreeSet<>();
    dimensions.stream()
        .flatMap(dimension -> dimension.measures().stream())
        .forEach(
            measure -> {
              columns.add(measure.feature());
              columns.addAll(ColumnNames.in(measure.unless()));
            });
    caps.forEach(cap -> columns.addAll(ColumnNames.in(cap.when())));
    return columns;
  }

  /** What is wrong with it for a customer_360 of these columns, one line each. */
  public List<String> problems(Set<String> columns) {
    List<String> problems = new ArrayList<>();
    for (Dimension dimension : dimensions) {
      for (int i = 0; i < dimension.measures().size(); i++) {
        Measure measure = dimension.measures().get(i);
        String where = "dimension %s, measures[%d]".formatted(dimension.name(), i);
        unknown(where + ".feature", Set.of(measure.feature()), columns, problems);
        unknown(where + ".unless", ColumnNames.in(measure.unless()), columns, problems);
      }
    }
    for (int i = 0; i < caps.size(); i++) {
      String where = "caps[%d]".formatted(i);
      unknown(where + ".when", ColumnNames.in(caps.get(i).when()), columns, problems);
      unknown(where + ".sentence", caps.get(i).template().names(), columns, problems);
    }
    for (WarningRule warning : warnings) {
      String where = "warning " + warning.rule();
      unknown(where + ", when", ColumnNames.in(warning.when()), columns, problems);
      unknown(where + ", sentence", warning.template().names(), columns, problems);
    }
    return problems;
  }

  private static void unknown(
      String where, Set<String> names, Set<String> columns, List<String> problems) {
    for (String name : names) {
      if (!columns.contains(name)) {
        problems.add(
            "%s: '%s' is not a column of customer_360%s"
                .formatted(where, name, ColumnNames.hint(name, columns)));
      }
    }
  }
}
