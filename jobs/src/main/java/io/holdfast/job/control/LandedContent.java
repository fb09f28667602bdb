package io.holdfast.job.control;

import java.time.LocalDate;

/**
 * What a landed file held when it was loaded.
 *
 * @param path below the landing folder
 * @param modified when it was last written, in milliseconds since 1970; 0: not known
 * @param hash SHA-256 of its content; null: not known
 * @param changedOn as-of day of the night that found other content there; null: none did
 */
public record LandedContent(
    String path, long bytes, long modified, String hash, LocalDate changedOn) {}
