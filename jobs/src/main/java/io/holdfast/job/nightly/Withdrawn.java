package io.holdfast.job.nightly;

import io.holdfast.job.control.WithdrawnFile;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * What a withdrawal did.
 *
 * @param files taken back, now or before
 * @param note what was done to their rows; empty: nothing was left to do
 * @param nights released nights that were built again, in their order
 * @param held why nights that were released do not pass without the files, by their day; they are
 *     released no more
 * @param release number of the release that was made; 0: none was
 * @param day its as-of day; null: none was made
 */
public record Withdrawn(
    List<WithdrawnFile> files,
    String note,
    List<LocalDate> nights,
    Map<LocalDate, String> held,
    long release,
    LocalDate day) {

  /**
   * They had been taken back before.
   *
   * @param note what was decided of them now; empty: nothing was left to do
   */
  static Withdrawn before(List<WithdrawnFile> files, String note) {
    return new Withdrawn(files, note, List.of(), Map.of(), 0, null);
  }

  /** Whether a night loads their content again. */
  public boolean again() {
    return files.stream().allMatch(WithdrawnFile::again);
  }

  /** Whether rows were taken back now, not only before. */
  public boolean isTakenNow() {
    return files.stream().anyMatch(file -> file.state() != WithdrawnFile.State.REBUILT);
  }

  /** Whether nothing that is released was built from the files. */
  public boolean isWhole() {
    return release > 0 || held.isEmpty();
  }
}
