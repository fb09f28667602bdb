package io.holdfast.job.whole;

import io.holdfast.job.step.Step;
import io.holdfast.job.step.StepContext;
import io.holdfast.job.step.StepResult;
import io.holdfast.table.TestSpark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.adaptive.AdaptiveSparkPlanExec;
import org.apache.spark.sql.execution.adaptive.QueryStageExec;
import org.apache.spark.sql.execution.columnar.InMemoryTableScanExec;
import org.apache.spark.sql.execution.datasources.v2.BatchScanExec;
import org.apache.spark.sql.execution.exchange.ShuffleExchangeLike;
import org.apache.spark.sql.util.QueryExecutionListener;
import scala.jdk.javaapi.CollectionConverters;

/** The physical plans of all queries of a night, by the step that ran them. */
final class StepPlans implements QueryExecutionListener, AutoCloseable {
  private final Map<String, List<List<SparkPlan>>> plans = new TreeMap<>();
  private volatile String step = "none";

  StepPlans() {
    TestSpark.session().listenerManager().register(this);
  }

  Step in(Step of) {
    return new Step() {
      @Override
      public String name() {
        return of.name();
      }

      @Override
      public StepResult run(StepContext context) {
        told();
        step = of.name();
        StepResult result = of.run(context);
        told();
        return result;
      }
    };
  }

  /** Waits until all queries so far are told of. */
  private static void told() {
    try {
      TestSpark.session().sparkContext().listenerBus().waitUntilEmpty();
    } catch (java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void onSuccess(String function, QueryExecution query, long nanos) {
    List<SparkPlan> nodes = new ArrayList<>();
    collect(query.executedPlan(), nodes);
    synchronized (plans) {
      plans.computeIfAbsent(step, name -> new ArrayList<>()).add(nodes);
    }
  }

  @Override
  public void onFailure(String function, QueryExecution query, Exception e) {}

  private static void collect(SparkPlan plan, List<SparkPlan> nodes) {
    nodes.add(plan);
    Stream<SparkPlan> children =
        plan instanceof AdaptiveSparkPlanExec adaptive
            ? Stream.of(adaptive.executedPlan())
            : plan instanceof QueryStageExec stage
                ? Stream.of(stage.plan())
                : CollectionConverters.asJava(plan.children()).stream();
    children.forEach(child -> collect(child, nodes));
    if (plan instanceof InMemoryTableScanExec cached) {
      collect(cached.relation().cachedPlan(), nodes);
    }
    CollectionConverters.asJava(plan.subqueries()).forEach(query -> collect(query, nodes));
  }

  /** Joins of each row with each other. */
  List<String> loops() {
    return named(
        node -> node.nodeName().contains("NestedLoop") || node.nodeName().contains("Cartesian"));
  }

  private List<String> named(Predicate<SparkPlan> wanted) {
    List<String> found = new ArrayList<>();
    plans.forEach(
        (name, queries) ->
            queries.stream()
                .flatMap(List::stream)
                .filter(wanted)
                .forEach(node -> found.add(name + ": " + node.verboseStringWithSuffix(1000))));
    return found;
  }

  /** The most shuffles that one query of a step has. */
  Map<String, Integer> shuffles() {
    Map<String, Integer> most = new TreeMap<>();
    plans.forEach(
        (name, queries) ->
            most.put(
                name,
                queries.stream()
                    .mapToInt(
                        nodes ->
                            (int)
                                nodes.stream()
                                    .filter(n -> n instanceof ShuffleExchangeLike)
                                    .count())
                    .max()
                    .orElse(0)));
    return most;
  }

  /** Scans of a table of the lake by a step, with the columns they read and their filters. */
  List<String> scans(String of, String table) {
    return plans.getOrDefault(of, List.of()).stream()
        .flatMap(List::stream)
        .filter(BatchScanExec.class::isInstance)
        .map(node -> node.simpleString(1000) + " " + ((BatchScanExec) node).scan().description())
        .filter(scan -> scan.contains("." + table))
        .toList();
  }

  @Override
  public void close() {
    TestSpark.session().listenerManager().unregister(this);
  }
}
