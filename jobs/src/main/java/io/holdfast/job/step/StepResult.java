package io.holdfast.job.step;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a step did.
 *
 * @param rows rows written, by table
 * @param note one line for people, or an empty string
 */
public record StepResult(Map<String, Long> rows, String note) {

  public static StepResult empty() {
    return new StepResult(Map.of(), "");
  }

  public StepResult wrote(io.holdfast.table.Table table, long count) {
    Map<String, Long> all = new LinkedHashMap<>(rows);
    all.put(table.name(), count);
    return new StepResult(all, note);
  }

  public StepResult saying(String text) {
    return new StepResult(rows, text);
  }
}
