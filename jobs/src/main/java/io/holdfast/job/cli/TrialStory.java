package io.holdfast.job.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.holdfast.job.step.trial.Tried;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a trial of a mapping showed: for people, as CSV lines, or as JSON, an export a line. */
final class TrialStory {
  private static final ObjectMapper JSON =
      new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

  static void print(List<Tried> tried, Common.Format format, PrintStream out) {
    switch (format) {
      case table -> tried.forEach(export -> print(export, out));
      case csv -> csv(tried, out);
      case json -> tried.forEach(export -> out.println(json(export)));
    }
  }

  private static String json(Tried export) {
    try {
      return JSON.writeValueAsString(export);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot print " + export.export(), e);
    }
  }

  private static void csv(List<Tried> tried, PrintStream out) {
    List<List<String>> lines = new ArrayList<>();
    for (Tried t : tried) {
      lines.add(line(t, "files", String.join(" ", t.globs()), t.files(), ""));
      lines.add(line(t, "records", "loaded", t.loaded(), ""));
      lines.add(line(t, "records", "quarantined", t.quarantined(), ""));
      lines.add(line(t, "records", "ignored", t.ignored(), t.why() == null ? "" : t.why()));
      t.entities().forEach(e -> lines.add(line(t, "rows", e.entity(), e.rows(), "")));
      t.rejects().forEach(r -> lines.add(line(t, "reject", r.reason(), r.records(), place(r))));
      t.held().forEach(why -> lines.add(line(t, "held", why, 1, "")));
      t.unmapped().forEach(u -> lines.add(line(t, "unmapped", u.field(), 1, u.holds())));
      t.personal().forEach(p -> lines.add(line(t, "personal", p, 1, "")));
      t.useless().forEach(u -> lines.add(line(t, "useless", u, 1, "")));
      t.words().forEach(w -> lines.add(line(t, "words", w, 1, "")));
    }
    List<String> columns = List.of("export", "about", "what", "number", "note");
    Printing.print(columns, lines, Common.Format.csv, out);
  }

  private static List<String> line(
      Tried export, String about, String what, long number, String note) {
    return List.of(export.export(), about, what, String.valueOf(number), note);
  }

  private static void print(Tried t, PrintStream out) {
    if (t.files() == 0) {
      out.printf("%s: no file %s%n%n", t.export(), String.join(" or ", t.globs()));
      return;
    }
    out.printf(
        Locale.ROOT,
        "%s: %,d %s, %s%,d records: %,d loaded, %,d rejected%s%n",
        t.export(),
        t.files(),
        t.files() == 1 ? "file" : "files",
        t.whole() ? "" : "the first ",
        t.records(),
        t.loaded(),
        t.quarantined(),
        t.ignored() == 0
            ? ""
            : String.format(Locale.ROOT, ", %,d ignored (%s)", t.ignored(), t.why()));
    t.held().forEach(why -> out.println("  held: " + why));
    t.entities().forEach(entity -> print(entity, out));
    for (Tried.Reject r : t.rejects()) {
      out.printf(
          Locale.ROOT,
          "  rejected: %,d%s, %s (%s)%n",
          r.records(),
          r.entity().isEmpty() ? "" : " for " + r.entity(),
          r.reason(),
          place(r));
    }
    t.useless().forEach(useless -> out.println("  warning: " + useless));
    t.words().forEach(words -> out.println("  words: " + words));
    t.personal().forEach(personal -> out.println("  personal: " + personal));
    if (!t.unmapped().isEmpty()) {
      out.println("  not mapped yet (kept in raw, as personal):");
      int width = t.unmapped().stream().mapToInt(u -> u.field().length()).max().orElse(0);
      t.unmapped().forEach(u -> out.printf("    %s  %s%n", padded(u.field(), width), u.holds()));
    }
    out.println();
  }

  private static String place(Tried.Reject reject) {
    return "%s record %d".formatted(reject.file(), reject.record());
  }

  /** One line a column, one column a sample. */
  private static void print(Tried.Entity entity, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "  %s: %,d %s%n",
        entity.entity(),
        entity.rows(),
        entity.rows() == 1 ? "row" : "rows");
    Set<String> columns = new LinkedHashSet<>();
    entity.samples().forEach(sample -> columns.addAll(sample.keySet()));
    int name = columns.stream().mapToInt(String::length).max().orElse(0);
    for (String column : columns) {
      StringBuilder line = new StringBuilder("    ").append(padded(column, name));
      entity.samples().forEach(sample -> line.append("  ").append(cell(sample.get(column))));
      out.println(line.toString().stripTrailing());
    }
  }

  private static String cell(String value) {
    String text = value == null ? "" : value.replaceAll("\\s+", " ");
    return padded(text.length() > 28 ? text.substring(0, 27) + "…" : text, 28);
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private TrialStory() {}
}
