package io.holdfast.job.landing;

import java.io.Serializable;

/**
 * A file that landed.
 *
 * @param path below the landing folder
 * @param address full, for the file system
 */
public record LandingFile(String path, String address, long bytes) implements Serializable {}
