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

  /** The same file, taken back on a day for a reason; what was begun keeps those it has. */
  public WithdrawnFile because(LocalDate day, String reason) {
    return on == null
        ? new WithdrawnFile(
            source, export, path, batch, bytes, modified, hash, records, day, reason, state)
        : this;
  }
}
