package io.holdfast.job.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holdfast.job.control.Control;
import io.holdfast.job.control.LandedRecords;
import io.holdfast.job.control.Release;
import io.holdfast.job.control.RunRow;
import io.holdfast.job.control.StepRow;
import io.holdfast.job.control.WithdrawnFile;
import io.holdfast.job.landing.Unread;
import io.holdfast.job.step.ReadOtherwise;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The status as one JSON object, for programs. */
final class StatusJson {

  /**
   * The current release (null before the first), the last runs with their steps, what was landed.
   */
  static String of(
      Control control,
      int runs,
      Comparator<StepRow> order,
      Unread unread,
      ReadOtherwise otherwise) {
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("release", control.runs().current().map(StatusJson::release).orElse(null));
    status.put(
        "runs",
        control.runs().recent(runs).stream()
            .map(run -> run(run, control.runs().steps(run.run()).stream().sorted(order).toList()))
            .toList());
    Map<String, Object> landed = new LinkedHashMap<>();
    control.files().fates().forEach((export, records) -> landed.put(export, records(records)));
    status.put("landed", landed);
    status.put("unread_files", unread.files());
    status.put("exports_without_files", unread.exports());
    Map<String, Object> changed = new LinkedHashMap<>();
    control.contents().changed().forEach((path, day) -> changed.put(path, day.toString()));
    status.put("changed_since_loaded", changed);
    status.put("files_read_with_another_mapping", otherwise.files());
    status.put(
        "withdrawn", control.withdrawals().all().stream().map(StatusJson::withdrawn).toList());
    try {
      return new ObjectMapper().writeValueAsString(status);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot print " + status, e);
    }
  }

  private static Map<String, Object> release(Release release) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("number", release.number());
    fields.put("run", release.run());
    fields.put("as_of", release.asOf().toString());
    fields.put("released_at", release.releasedAt().toString());
    return fields;
  }

  private static Map<String, Object> records(LandedRecords records) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("landed", records.landed());
    fields.put("loaded", records.loaded());
    fields.put("quarantined", records.quarantined());
    fields.put("ignored", records.ignored());
    return fields;
  }

  private static Map<String, Object> withdrawn(WithdrawnFile file) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("file", file.path());
    fields.put("export", file.title());
    fields.put("batch", file.batch());
    fields.put("records", file.records());
    fields.put("withdrawn_on", file.on().toString());
    fields.put("because", file.because());
    fields.put("again", file.again());
    fields.put("state", file.state().name().toLowerCase(Locale.ROOT));
    return fields;
  }

  private static Map<String, Object> run(RunRow run, List<StepRow> steps) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("run", run.run());
    fields.put("as_of", run.asOf().toString());
    fields.put("status", run.status());
    fields.put("started_at", run.startedAt().toString());
    fields.put("ended_at", run.endedAt() == null ? null : run.endedAt().toString());
    fields.put("steps", steps.stream().map(StatusJson::step).toList());
    return fields;
  }

  private static Map<String, Object> step(StepRow step) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("step", step.step());
    fields.put("status", step.status());
    fields.put("millis", step.millis());
    fields.put("rows", step.rows());
    fields.put("note", step.note());
    return fields;
  }

  private StatusJson() {}
}
