package io.holdfast.job.control;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

/**
 * The set of table snapshots that one audited run made current.
 *
 * @param number counts up with every release
 * @param snapshots Iceberg snapshot id by table name
 */
public record Release(
    long number, String run, LocalDate asOf, Instant releasedAt, Map<String, Long> snapshots) {}
