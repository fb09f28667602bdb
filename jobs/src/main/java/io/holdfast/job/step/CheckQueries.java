package io.holdfast.job.step;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;

import io.holdfast.check.Expectation;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Runs the SQL of checks: all of them in one Spark job, as each job costs a fraction of a second.
 */
final class CheckQueries {
  private static final int EXAMPLES = 5;

  private final SparkSession spark;
  private final LocalDate day;

  CheckQueries(SparkSession spark, LocalDate day) {
    this.spark = spark;
    this.day = day;
  }

  /**
   * The row that each check's SQL gives, by column, as text.
   *
   * @throws IllegalArgumentException naming the check whose SQL fails or gives not one row
   */
  Map<String, Map<String, String>> figures(List<Expectation> checks) {
    Map<String, Map<String, String>> figures = new TreeMap<>();
    for (Row row : together(checks, this::figures)) {
      if (figures.put(row.getString(0), row.getJavaMap(1)) != null) {
        throw new IllegalArgumentException(
            "check %s: its sql gives several rows; it should give one".formatted(row.getString(0)));
      }
    }
    for (Expectation check : checks) {
      if (!figures.containsKey(check.name())) {
        throw new IllegalArgumentException(
            "check %s: its sql gives no row; it should give one, with a count"
                .formatted(check.name()));
      }
    }
    return figures;
  }

  /** A few rows that break each check, as text. */
  Map<String, List<String>> examples(List<Expectation> checks) {
    Map<String, List<String>> examples = new TreeMap<>();
    for (Row row : together(checks, this::examples)) {
      examples.computeIfAbsent(row.getString(0), name -> new ArrayList<>()).add(row.getString(1));
    }
    return examples;
  }

  private Dataset<Row> figures(Expectation check) {
    Dataset<Row> rows = query(check.sql());
    String only = rows.columns().length == 1 ? "found" : null;
    Column[] values =
        Arrays.stream(rows.columns())
            .flatMap(
                name ->
                    Stream.of(
                        lit(only == null ? name : only), rows.col(quoted(name)).cast("string")))
            .toArray(Column[]::new);
    return rows.select(lit(check.name()), map(values));
  }

  private Dataset<Row> examples(Expectation check) {
    Dataset<Row> rows = query(check.examples());
    return rows.select(lit(check.name()), col(quoted(rows.columns()[0])).cast("string"))
        .limit(EXAMPLES);
  }

  private static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  private Dataset<Row> query(String sql) {
    return spark.sql(sql.replace("{day}", "date'" + day + "'"));
  }

  private List<Row> together(List<Expectation> checks, Function<Expectation, Dataset<Row>> query) {
    if (checks.isEmpty()) {
      return List.of();
    }
    List<Dataset<Row>> queries = checks.stream().map(check -> named(check, query)).toList();
    try {
      return queries.stream().reduce(Dataset::union).orElseThrow().collectAsList();
    } catch (RuntimeException e) {
      checks.forEach(check -> named(check, c -> collected(query.apply(c))));
      throw e;
    }
  }

  private static Dataset<Row> collected(Dataset<Row> rows) {
    rows.collectAsList();
    return rows;
  }

  private static Dataset<Row> named(Expectation check, Function<Expectation, Dataset<Row>> query) {
    try {
      return query.apply(check);
    } catch (Exception e) {
      throw new IllegalArgumentException(
          "check %s cannot run: %s".formatted(check.name(), e.getMessage()), e);
    }
  }
}
