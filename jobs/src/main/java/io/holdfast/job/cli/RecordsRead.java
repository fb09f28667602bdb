package io.holdfast.job.cli;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Records that tasks have read from files and tables, those of running tasks as their executors
 * last reported them (every ten seconds).
 */
final class RecordsRead extends SparkListener implements LongSupplier {
  private static final String METRIC = "internal.metrics.input.recordsRead";

  private final AtomicLong ended = new AtomicLong();
  private final Map<Long, Long> running = new ConcurrentHashMap<>();

  @Override
  public void onTaskEnd(SparkListenerTaskEnd task) {
    running.remove(task.taskInfo().taskId());
    if (task.taskMetrics() != null) {
      ended.addAndGet(task.taskMetrics().inputMetrics().recordsRead());
    }
  }

  @Override
  public void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate update) {
    CollectionConverters.asJava(update.accumUpdates())
        .forEach(
            task ->
                CollectionConverters.asJava(task._4()).stream()
                    .filter(metric -> metric.name().contains(METRIC) && metric.update().isDefined())
                    .map(metric -> metric.update().get())
                    .filter(Number.class::isInstance)
                    .forEach(value -> running.put((Long) task._1(), ((Number) value).longValue())));
  }

  @Override
  public long getAsLong() {
    return ended.get() + running.values().stream().mapToLong(Long::longValue).sum();
  }
}
