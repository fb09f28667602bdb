package io.holdfast.job.control;

/**
 * One file of a load.
 *
 * @param path below the landing folder
 */
public record LandedFile(String path, long bytes, long records) {}
