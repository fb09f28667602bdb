package io.holdfast.job.control;

/**
 * One file of a load. Of its records those that are neither in quarantine nor ignored are loaded.
 *
 * @param path below the landing folder
 */
public record LandedFile(String path, long bytes, long records, long quarantined, long ignored) {

  /** A file whose every record is loaded. */
  public LandedFile(String path, long bytes, long records) {
    this(path, bytes, records, 0, 0);
  }
}
