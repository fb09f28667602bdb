package io.holdfast.job.suggest;

import java.util.List;
import java.util.regex.Pattern;

/** A draft as the YAML that people go on with. */
public final class DraftYaml {
  private static final int REMARKS_AT = 40;
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z_/][\\w .(),*/+<>=$-]*(\\*[\\w.*]*)?");
  private static final Pattern WORD = Pattern.compile("(?i)true|false|null|yes|no|on|off|~");

  private final StringBuilder yaml = new StringBuilder();

  /** The whole file. */
  public static String of(Draft draft) {
    DraftYaml written = new DraftYaml();
    draft.notes().forEach(note -> written.line(0, "# " + note, ""));
    written.line(0, "source: " + draft.source(), "");
    written.line(0, "exports:", "");
    draft.exports().forEach(written::export);
    return written.yaml.toString().stripTrailing() + "\n";
  }

  private void export(Draft.Export export) {
    if (export.entities().isEmpty()) {
      line(2, "# %s (%s):".formatted(export.name(), export.files()), "");
    } else {
      line(2, export.name() + ":", "");
      line(4, "files: " + scalar(export.files()), "");
      export.options().forEach(option -> line(4, option));
      line(4, "entities:", "");
      export.entities().forEach(this::entity);
    }
    export.notes().forEach(note -> line(4, "# " + note.replace('\n', ' '), ""));
    yaml.append('\n');
  }

  private void entity(Draft.Entity entity) {
    line(6, "- entity: " + entity.entity(), entity.remark());
    entity.lines().forEach(key -> line(8, key));
    if (!entity.columns().isEmpty()) {
      line(8, "columns:", "");
      entity.columns().forEach(column -> line(10, column));
    }
    entity.questions().forEach(asked -> line(10, "# %s: ?".formatted(asked.key()), asked.remark()));
  }

  private void line(int indent, Draft.Line line) {
    String value = line.key().equals("partial") ? line.value() : scalar(line.value());
    line(indent, "%s: %s".formatted(line.key(), value), line.remark());
  }

  private void line(int indent, String text, String remark) {
    yaml.append(" ".repeat(indent)).append(text);
    if (!remark.isBlank()) {
      int gap = Math.max(2, REMARKS_AT - indent - text.length());
      yaml.append(" ".repeat(gap)).append("# ").append(remark.replace('\n', ' ').strip());
    }
    yaml.append('\n');
  }

  /** A name in a map that stands in one line. */
  static String key(String name) {
    return name.matches("[A-Za-z_][\\w .-]*") ? name : quoted(name);
  }

  private static String scalar(String value) {
    boolean list = value.matches("\\[.*]|\\{.*}");
    boolean plain = PLAIN.matcher(value).matches() && !WORD.matcher(value).matches();
    return list || plain ? value : quoted(value);
  }

  private static String quoted(String value) {
    String escaped =
        value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\t", "\\t");
    return "\"" + escaped + "\"";
  }

  /** Names for a YAML list in one line. */
  static String list(List<String> names) {
    return "[%s]".formatted(String.join(", ", names.stream().map(DraftYaml::scalar).toList()));
  }

  private DraftYaml() {}
}
