package io.holdfast.job.report;

import io.holdfast.job.control.LandedRecords;
import java.util.List;
import java.util.Map;

/** What became of the records that landed, by source and export. */
public record Landed(List<Export> exports) {

  /** One kind of file. */
  public record Export(String name, long records, long quarantined, long ignored) {}

  /**
   * @param fates by {@code source.export}
   */
  static Landed of(Map<String, LandedRecords> fates) {
    return new Landed(
        fates.entrySet().stream()
            .map(
                e ->
                    new Export(
                        e.getKey(),
                        e.getValue().landed(),
                        e.getValue().quarantined(),
                        e.getValue().ignored()))
            .toList());
  }

  public long records() {
    return exports.stream().mapToLong(Export::records).sum();
  }

  public long quarantined() {
    return exports.stream().mapToLong(Export::quarantined).sum();
  }

  public long ignored() {
    return exports.stream().mapToLong(Export::ignored).sum();
  }
}
