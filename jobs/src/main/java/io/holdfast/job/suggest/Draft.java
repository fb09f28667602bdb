package io.holdfast.job.suggest;

import java.util.List;

/**
 * A drafted mapping.
 *
 * @param notes lines to begin with, for people
 */
public record Draft(String source, List<String> notes, List<Export> exports) {

  /**
   * One kind of file.
   *
   * @param options keys beside {@code files} and {@code entities}
   * @param entities none: it is not known what the records are
   * @param notes what was not placed, for people
   */
  public record Export(
      String name, String files, List<Line> options, List<Entity> entities, List<String> notes) {}

  /**
   * What the records become.
   *
   * @param remark why that
   * @param lines keys of the entity but {@code columns}
   * @param questions columns without which it is of no use and for which no field was found
   */
  public record Entity(
      String entity, String remark, List<Line> lines, List<Line> columns, List<Line> questions) {}

  /**
   * One key with its value.
   *
   * @param remark for people, or an empty text
   */
  public record Line(String key, String value, String remark) {
    static Line of(String key, String value) {
      return new Line(key, value, "");
    }
  }

  /** Whether some entity was found for some export. */
  public boolean isUsable() {
    return exports.stream().anyMatch(export -> !export.entities().isEmpty());
  }
}
