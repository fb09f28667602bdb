package io.holdfast.job.step;

import io.holdfast.job.config.Config;
import io.holdfast.job.control.Control;
import io.holdfast.job.lake.Lake;
import io.holdfast.time.AsOf;
import org.apache.spark.sql.SparkSession;

/**
 * What a step may use.
 *
 * @param run id of the run, such as {@code 2024-12-31}
 */
public record StepContext(
    SparkSession spark, Config config, AsOf asOf, String run, Lake lake, Control control) {}
