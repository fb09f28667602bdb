package io.holdfast.job.step;

import io.holdfast.conform.NamedExport;
import io.holdfast.job.control.FileLedger;
import io.holdfast.job.control.LandedField;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an export's records had so far. The fields of its first load are what it always had; of a
 * later one, what no mapping reads is told.
 *
 * @param known fields of earlier loads
 */
record Drift(NamedExport export, Set<String> known) {
  private static final int NAMED = 10;

  static Drift of(NamedExport export, FileLedger ledger) {
    return new Drift(export, ledger.fields(export.source(), export.name()));
  }

  Set<String> unseen(Set<String> fields) {
    Set<String> unseen = new TreeSet<>(fields);
    unseen.removeAll(known);
    return unseen;
  }

  /** The unseen fields of a load as the ledger keeps them. */
  List<LandedField> landed(Set<String> unseen, LocalDate day) {
    Set<String> read = new HashSet<>();
    export.export().fields().forEach(path -> read.add(path.get(0)));
    for (List<String> names : export.export().aliases().values()) {
      read.addAll(names);
      names.forEach(name -> read.add(name.split("\\.", -1)[0]));
    }
    List<LandedField> landed = new ArrayList<>();
    for (String field : unseen) {
      landed.add(new LandedField(field, day, !known.isEmpty() && !read.contains(field)));
    }
    return landed;
  }

  /** A line for each export with new fields, as {@link FileLedger#newFields} gives them. */
  static List<String> inWords(Map<String, List<String>> newFields) {
    List<String> lines = new ArrayList<>();
    newFields.forEach(
        (export, fields) -> {
          List<String> named = fields.subList(0, Math.min(NAMED, fields.size()));
          lines.add(
              "%s has %s %s%s, kept in raw; map %s or leave %s"
                  .formatted(
                      export,
                      fields.size() == 1 ? "the new field" : "the new fields",
                      String.join(", ", named),
                      fields.size() > NAMED ? " and %d more".formatted(fields.size() - NAMED) : "",
                      fields.size() == 1 ? "it" : "them",
                      fields.size() == 1 ? "it" : "them"));
        });
    return lines;
  }
}
