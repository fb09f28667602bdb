package io.holdfast.job.step.trial;

import java.util.List;
import java.util.Map;

/**
 * What became of the first records of one export.
 *
 * @param export title, such as {@code zendesk.tickets}
 * @param globs which files it wants
 * @param files how many there are
 * @param records how many were read
 * @param whole whether there are no more
 * @param loaded records that became rows; with the next two it adds up to {@code records}
 * @param ignored records that no entity took, which the mapping says to ignore
 * @param why what the mapping says of those it ignores; null: nothing
 * @param held why a night would load nothing of it, and what to do
 * @param notices of files that are read nevertheless, or left for later
 * @param unmapped what no expression reads
 * @param personal what looks personal and is not kept as such
 * @param useless what its rows would need to be of use and do not say
 * @param words what stands where only some words are known, and is none of them
 */
public record Tried(
    String export,
    List<String> globs,
    int files,
    long records,
    boolean whole,
    long loaded,
    long quarantined,
    long ignored,
    String why,
    List<Entity> entities,
    List<Reject> rejects,
    List<String> held,
    List<String> notices,
    List<Unmapped> unmapped,
    List<String> personal,
    List<String> useless,
    List<String> words) {

  /**
   * Rows of one entity.
   *
   * @param filled how many rows fill each of its own columns; none: it is absent
   * @param samples the first of them: filled columns with their values, personal ones masked
   */
  public record Entity(
      String entity, long rows, Map<String, Long> filled, List<Map<String, String>> samples) {}

  /**
   * Records that one entity rejects for one reason.
   *
   * @param reason with the form of the value in place of the value
   * @param file where the first of them is
   * @param record its number in that file, from 1
   */
  public record Reject(String entity, String reason, long records, String file, long record) {}

  /**
   * A field of the records that no expression reads.
   *
   * @param holds what kind of value, never the value
   */
  public record Unmapped(String field, String holds) {}

  Tried telling(List<String> uselessness) {
    return new Tried(
        export,
        globs,
        files,
        records,
        whole,
        loaded,
        quarantined,
        ignored,
        why,
        entities,
        rejects,
        held,
        notices,
        unmapped,
        personal,
        uselessness,
        words);
  }

  /** An export of which there is no file to be read. */
  static Tried nothing(String export, List<String> globs, List<String> notices) {
    return held(export, globs, 0, List.of(), notices);
  }

  /** An export of which nothing would be loaded. */
  static Tried held(
      String export, List<String> globs, int files, List<String> held, List<String> notices) {
    return new Tried(
        export, globs, files, 0, true, 0, 0, 0, null, List.of(), List.of(), held, notices,
        List.of(), List.of(), List.of(), List.of());
  }
}
