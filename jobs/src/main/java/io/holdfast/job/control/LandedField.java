package io.holdfast.job.control;

import java.time.LocalDate;

/**
 * A field that records of an export have for the first time.
 *
 * @param seenOn as-of day of the run that brought it
 * @param isNew whether somebody should hear of it: earlier loads did not have it and no mapping
 *     reads it
 */
public record LandedField(String name, LocalDate seenOn, boolean isNew) {}
