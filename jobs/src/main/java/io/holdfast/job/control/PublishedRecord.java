package io.holdfast.job.control;

import java.time.LocalDate;

/**
 * One intent with how it stands.
 *
 * @param asOf day of the figures in it
 */
public record PublishedRecord(
    String target, String run, LocalDate asOf, PublishIntent intent, PublishReceipt receipt) {}
