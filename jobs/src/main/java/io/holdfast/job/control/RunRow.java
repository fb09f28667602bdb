package io.holdfast.job.control;

import java.time.Instant;
import java.time.LocalDate;

/**
 * One execution for one as-of day.
 *
 * @param status running, failed, held, released
 * @param endedAt null while it runs
 */
public record RunRow(
    String run,
    LocalDate asOf,
    String configHash,
    String status,
    Instant startedAt,
    Instant endedAt) {}
