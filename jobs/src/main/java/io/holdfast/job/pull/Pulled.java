package io.holdfast.job.pull;

/**
 * What became of an export.
 *
 * @param records delivered by this pull
 * @param files that they lie in
 * @param stopped why it stopped early; null when it did not
 */
public record Pulled(String source, String export, long records, int files, String stopped) {}
