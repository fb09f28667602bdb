package io.holdfast.job.control;

import java.util.Map;

/**
 * What a step of a run did.
 *
 * @param status done, failed
 * @param rows rows written, by table
 */
public record StepRow(
    String run, String step, String status, long millis, Map<String, Long> rows, String note) {}
