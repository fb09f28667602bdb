package io.holdfast.job.control;

/** What became of the records of an export: landed is loaded, quarantined and ignored. */
public record LandedRecords(long landed, long quarantined, long ignored) {

  public long loaded() {
    return landed - quarantined - ignored;
  }
}
