package io.holdfast.conform;

import java.nio.charset.Charset;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * One kind of file of a source.
 *
 * @param files globs below the landing folder
 * @param format null: from the name of each file
 * @param delimiter of CSV; null: comma, or tab for TSV
 * @param charset null: UTF-8
 * @param quote of CSV; null: the double quote
 * @param decimal what stands before the decimals of a number, point or comma; null: point
 * @param entities what its records become
 * @param optional fields that may be absent from whole files, by dotted name
 * @param aliases other names under which a field may come, by its dotted name
 * @param late what becomes of the night when its files stay out; null: nothing
 * @param gate where it overrules what its own past says of a load; null: nowhere
 * @param ignored why records that no entity takes say nothing of a customer; null: they do, and go
 *     to quarantine
 */
public record Export(
    List<String> files,
    Format format,
    String delimiter,
    String charset,
    String quote,
    String decimal,
    List<EntityMapping> entities,
    List<String> optional,
    Map<String, List<String>> aliases,
    Lateness late,
    Gate gate,
    String ignored) {

  /** Globs that go up, begin at the root, or name another file system. */
  private static final Pattern LEAVES =
      Pattern.compile("(^|[/{,])\\.\\.([/},]|$)|^\\{?/|[{,]/|^[a-zA-Z][a-zA-Z0-9+.-]*:/");

  public Export {
    Complaints complaints = new Complaints();
    checkFiles(files, format, complaints);
    checkCharacter("delimiter", delimiter, complaints);
    checkCharacter("quote", quote, complaints);
    if (quote != null && quote.equals(delimiter)) {
      complaints.add("quote and delimiter are both '%s'; choose two characters".formatted(quote));
    }
    if (decimal != null && !decimal.equals(".") && !decimal.equals(",")) {
      complaints.add("decimal '%s' should be \".\" or \",\"".formatted(decimal));
    }
    if (charset != null && !known(charset)) {
      complaints.add("charset '%s' is not known; such as UTF-8, windows-1252".formatted(charset));
    }
    if (entities.isEmpty() && ignored == null) {
      complaints.add(
          "entities is empty; say what its records become, or why they are ignored: REASON");
    }
    if (ignored != null && ignored.isBlank()) {
      complaints.add("ignored is empty; say why the records tell nothing of a customer");
    }
    Fields fields = Fields.of(entities);
    complaints.addAll("fields", fields.problems());
    for (EntityMapping entity : entities) {
      complaints.addAll("fields", Fields.ofElements(entity).problems());
    }
    for (String name : optional) {
      if (!fields.names().contains(name)) {
        complaints.add(
            "optional field '%s' is used by no expression; %s"
                .formatted(name, Complaints.hint(name, fields.names())));
      }
    }
    checkAliases(aliases, fields, complaints);
    if (gate != null) {
      gate.check(entities, complaints);
    }
    complaints.throwIfAny();
    files = List.copyOf(files);
    entities = List.copyOf(entities);
    optional = List.copyOf(optional);
    aliases = Collections.unmodifiableMap(new TreeMap<>(aliases));
  }

  private static void checkFiles(List<String> files, Format format, Complaints complaints) {
    if (files.isEmpty()) {
      complaints.add("files is required: a glob below the landing folder, or a list of them");
    }
    for (String glob : files) {
      if (glob == null || glob.isBlank()) {
        complaints.add("files holds an empty glob; name one below the landing folder");
      } else if (LEAVES.matcher(glob).find()) {
        complaints.add(
            "files '%s' leaves the landing folder; name a glob below it".formatted(glob));
      } else if (format == null && !glob.endsWith("*") && Format.of(glob).isEmpty()) {
        complaints.add(
            "files '%s' does not say its format; end it with .csv, .tsv, .json, .jsonl, .ndjson or"
                    .formatted(glob)
                + " .parquet, or set format");
      }
    }
  }

  private static void checkCharacter(String key, String value, Complaints complaints) {
    if (value != null && value.length() != 1) {
      complaints.add("%s '%s' is not one character".formatted(key, value));
    }
  }

  private static void checkAliases(
      Map<String, List<String>> aliases, Fields fields, Complaints complaints) {
    Map<String, String> owners = new TreeMap<>();
    aliases.forEach(
        (name, others) -> {
          if (!fields.names().contains(name)) {
            complaints.add(
                "aliases.%s is used by no expression; %s"
                    .formatted(name, Complaints.hint(name, fields.names())));
          }
          if (others == null || others.isEmpty()) {
            complaints.add("aliases.%s names no other name".formatted(name));
            return;
          }
          for (String other : others) {
            String owner = owners.put(other, name);
            if (fields.names().contains(other)) {
              complaints.add(
                  "aliases.%s: '%s' is a field that expressions read".formatted(name, other));
            } else if (owner != null) {
              complaints.add(
                  "aliases.%s: '%s' is an alias of %s, too".formatted(name, other, owner));
            }
          }
        });
  }

  /** Format of a file with this name. */
  public Optional<Format> format(String file) {
    return format != null ? Optional.of(format) : Format.of(file);
  }

  /** Fields that the expressions read, by the parts of their names. */
  public Set<List<String>> fields() {
    return Fields.of(entities).paths();
  }

  /** Fields that must not be absent: those used and not declared optional. */
  public Set<List<String>> needed() {
    Set<List<String>> needed = new LinkedHashSet<>(fields());
    needed.removeIf(path -> optional.contains(String.join(".", path)));
    return needed;
  }

  /** What reads each field, by the field's dotted name; such as {@code subscription.mrr}. */
  public Map<String, Set<String>> readers() {
    Map<String, Set<String>> readers = new TreeMap<>();
    Set<List<String>> fields = fields();
    for (EntityMapping entity : entities) {
      entity
          .uses()
          .forEach(
              (use, sql) ->
                  Expressions.fields(sql).stream()
                      .filter(fields::contains)
                      .forEach(
                          path ->
                              readers
                                  .computeIfAbsent(String.join(".", path), p -> new TreeSet<>())
                                  .add(use)));
    }
    return readers;
  }

  private static boolean known(String charset) {
    try {
      return Charset.isSupported(charset);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
