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
import java.util.function.Consumer;

/** What a trial of a mapping showed: for people, as CSV lines, or as JSON, an export a line. */
final class TrialStory {
  private static final ObjectMapper JSON =
      new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

  /** So many lines of a kind are shown to people; programs get all. */
  private static final int SHOWN = 30;

  private static final int NAME = 60;

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
      t.notices().forEach(n -> lines.add(line(t, "notice", n, 1, "")));
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
      out.printf("%s: no file %s%n", t.export(), String.join(" or ", t.globs()));
      some(t.notices(), "  ", out, notice -> out.println("  notice: " + notice));
      out.println();
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
    some(t.held(), "  ", out, why -> out.println("  held: " + why));
    some(t.notices(), "  ", out, notice -> out.println("  notice: " + notice));
    t.entities().forEach(entity -> print(entity, out));
    some(t.rejects(), "  ", out, reject -> print(reject, out));
    some(t.useless(), "  ", out, useless -> out.println("  warning: " + useless));
    t.words().forEach(words -> out.println("  words: " + words));
    t.personal().forEach(personal -> out.println("  personal: " + personal));
    if (!t.unmapped().isEmpty()) {
      out.println("  not mapped yet (kept in raw, as personal):");
      int width =
          t.unmapped().stream()
              .limit(SHOWN)
              .mapToInt(u -> cut(u.field(), NAME).length())
              .max()
              .orElse(0);
      some(
          t.unmapped(),
          "    ",
          out,
          u ->
              out.printf(
                  "    %s  %s%n", padded(cut(u.field(), NAME), width), cut(u.holds(), 2 * NAME)));
    }
    out.println();
  }

  /** The first of many, and how many there are beside. */
  private static <T> void some(List<T> all, String indent, PrintStream out, Consumer<T> shown) {
    all.stream().limit(SHOWN).forEach(shown);
    if (all.size() > SHOWN) {
      out.printf(
          Locale.ROOT, "%sand %,d more; --format json has all%n", indent, all.size() - SHOWN);
    }
  }

  private static void print(Tried.Reject reject, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "  rejected: %,d%s, %s (%s)%n",
        reject.records(),
        reject.entity().isEmpty() ? "" : " for " + reject.entity(),
        reject.reason(),
        place(reject));
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
    some(
        List.copyOf(columns),
        "    ",
        out,
        column -> {
          StringBuilder line = new StringBuilder("    ").append(padded(column, name));
          entity.samples().forEach(sample -> line.append("  ").append(cell(sample.get(column))));
          out.println(line.toString().stripTrailing());
        });
  }

  private static String cell(String value) {
    String text = value == null ? "" : value.replaceAll("\\s+", " ");
    return padded(cut(text, 28), 28);
  }

  private static String cut(String text, int most) {
    return text.length() > most ? text.substring(0, most - 1) + "…" : text;
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private TrialStory() {}
}
