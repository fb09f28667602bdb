package io.holdfast.conform;

import java.nio.charset.Charset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One kind of file of a source.
 *
 * @param files glob below the landing folder
 * @param format null: from the name of each file
 * @param delimiter of CSV; null: comma, or tab for TSV
 * @param charset null: UTF-8
 * @param entities what its records become
 * @param optional fields that may be absent from whole files, by dotted name
 */
public record Export(
    String files,
    Format format,
    String delimiter,
    String charset,
    List<EntityMapping> entities,
    List<String> optional) {

  public Export {
    Complaints complaints = new Complaints();
    if (files == null || files.isBlank()) {
      complaints.add("files is required: a glob below the landing folder");
    } else if (format == null && !files.endsWith("*") && Format.of(files).isEmpty()) {
      complaints.add(
          "files '%s' does not say its format; end it with .csv, .tsv, .json, .jsonl, .ndjson or"
                  .formatted(files)
              + " .parquet, or set format");
    }
    if (delimiter != null && delimiter.length() != 1) {
      complaints.add("delimiter '%s' is not one character".formatted(delimiter));
    }
    if (charset != null && !known(charset)) {
      complaints.add("charset '%s' is not known; such as UTF-8, windows-1252".formatted(charset));
    }
    if (entities.isEmpty()) {
      complaints.add("entities is empty; say what its records become");
    }
    Fields fields = Fields.of(entities);
    complaints.addAll("fields", fields.problems());
    for (String name : optional) {
      if (!fields.names().contains(name)) {
        complaints.add(
            "optional field '%s' is used by no expression; %s"
                .formatted(name, Complaints.hint(name, fields.names())));
      }
    }
    complaints.throwIfAny();
    entities = List.copyOf(entities);
    optional = List.copyOf(optional);
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
    for (EntityMapping entity : entities) {
      entity
          .uses()
          .forEach(
              (use, sql) ->
                  Expressions.fields(sql)
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
