package io.holdfast.job.control;

import java.time.LocalDate;

/**
 * A landed file that was taken back, or is about to be.
 *
 * @param path below the landing folder
 * @param batch load that had brought it
 * @param bytes its size when it was loaded
 * @param modified when it was last written, in milliseconds since 1970; 0: not known
 * @param hash SHA-256 of its content; null: not known
 * @param records of it that had landed
 * @param on as-of day on which it was taken back; null: not yet
 * @param because why; null: not yet
 * @param again whether a night loads the same content again
 * @param state how far it came
 */
public record WithdrawnFile(
    String source,
    String export,
    String path,
    String batch,
    long bytes,
    long modified,
    String hash,
    long records,
    LocalDate on,
    String because,
    boolean again,
    State state) {

  /** How far a withdrawal came. */
  public enum State {
    /** Some of its rows may still be there. */
    BEGUN,
    /** Its rows are gone; what was built from them may still be released. */
    REMOVED,
    /** No table is built from it any more. */
    REBUILT
  }

  /** Whether the other is the same file of the same load. */
  public boolean isOfSameLoad(WithdrawnFile other) {
    return source.equals(other.source)
        && export.equals(other.export)
        && path.equals(other.path)
        && batch.equals(other.batch);
  }

  /** Its export for people, such as {@code zendesk.tickets}. */
  public String title() {
    return source + "." + export;
  }

  /** Whether a path, a load or an export's title names it. */
  public boolean isOf(String name) {
    return name.equals(path) || name.equals(batch) || name.equals(title());
  }

  /** The same file, taken back on a day for a reason; what was begun keeps those it has. */
  public WithdrawnFile because(LocalDate day, String reason, boolean loadedAgain) {
    return on == null ? with(day, reason, loadedAgain) : this;
  }

  /** The same file, to be loaded again by a night or not. */
  public WithdrawnFile withAgain(boolean loadedAgain) {
    return with(on, because, loadedAgain);
  }

  private WithdrawnFile with(LocalDate day, String reason, boolean loadedAgain) {
    return new WithdrawnFile(
        source,
        export,
        path,
        batch,
        bytes,
        modified,
        hash,
        records,
        day,
        reason,
        loadedAgain,
        state);
  }
}
