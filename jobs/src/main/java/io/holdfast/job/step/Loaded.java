package io.holdfast.job.step;

import io.holdfast.conform.NamedExport;
import io.holdfast.job.control.LandedField;
import io.holdfast.job.control.LandedFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * What became of one load of an export.
 *
 * @param fields those never seen before
 * @param landed records in its files; always the sum of the next three
 * @param ignored records that no entity took, which the mapping says to ignore
 * @param rejects some of what was rejected: file, record, reason
 * @param notices what is to be said of files that were loaded nevertheless
 * @param looked what it looked like beside earlier ones
 * @param rows rows written, by table
 */
record Loaded(
    NamedExport export,
    String batch,
    List<LandedFile> files,
    List<LandedField> fields,
    long landed,
    long loaded,
    long quarantined,
    long ignored,
    List<String> rejects,
    List<String> notices,
    Looked looked,
    Map<String, Long> rows) {

  /** What becomes of a load of which no file can be loaded. */
  static Loaded nothing(NamedExport export, String batch) {
    return new Loaded(
        export,
        batch,
        List.of(),
        List.of(),
        0,
        0,
        0,
        0,
        List.of(),
        List.of(),
        Looked.nothing(export),
        Map.of());
  }

  /** The same with more notices. */
  Loaded saying(Collection<String> more) {
    List<String> all = new ArrayList<>(more);
    all.addAll(notices);
    return new Loaded(
        export,
        batch,
        files,
        fields,
        landed,
        loaded,
        quarantined,
        ignored,
        rejects,
        all,
        looked,
        rows);
  }

  String inWords() {
    return "%s: %s".formatted(export.title(), words(landed, loaded, quarantined, ignored));
  }

  static String total(List<Loaded> all) {
    long files = sum(all, load -> load.files().size());
    return "%d %s: %s"
        .formatted(
            files,
            files == 1 ? "file" : "files",
            words(
                sum(all, Loaded::landed),
                sum(all, Loaded::loaded),
                sum(all, Loaded::quarantined),
                sum(all, Loaded::ignored)));
  }

  private static long sum(List<Loaded> all, ToLongFunction<Loaded> number) {
    return all.stream().mapToLong(number).sum();
  }

  private static String words(long landed, long loaded, long quarantined, long ignored) {
    String text =
        String.format(
            Locale.ROOT, "%,d landed, %,d loaded, %,d quarantined", landed, loaded, quarantined);
    return ignored == 0 ? text : text + String.format(Locale.ROOT, ", %,d ignored", ignored);
  }
}
