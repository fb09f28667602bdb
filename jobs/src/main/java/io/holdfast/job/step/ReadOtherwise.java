package io.holdfast.job.step;

import io.holdfast.conform.NamedExport;
import io.holdfast.job.control.MappingLedger;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Exports whose mapping is not the one that some of their loaded files were read with.
 *
 * @param files how many such files, by the export's title
 */
public record ReadOtherwise(Map<String, Long> files) {
  private static final int TOLD = 5;

  /**
   * Finds them; reads no file.
   *
   * @param company zone of the company
   */
  public static ReadOtherwise of(List<NamedExport> exports, MappingLedger ledger, ZoneId company) {
    Map<String, Map<String, Long>> read = ledger.files();
    Map<String, Long> otherwise = new TreeMap<>();
    for (NamedExport export : exports) {
      Map<String, Long> with = new TreeMap<>(read.getOrDefault(export.title(), Map.of()));
      if (!with.isEmpty()) {
        with.remove(export.fingerprint(company));
        long files = with.values().stream().mapToLong(Long::longValue).sum();
        if (files > 0) {
          otherwise.put(export.title(), files);
        }
      }
    }
    return new ReadOtherwise(otherwise);
  }

  /** A sentence for each export, with what to do; of many only the first ones. */
  public List<String> inWords() {
    List<String> words = new ArrayList<>();
    files.entrySet().stream()
        .limit(TOLD)
        .forEach(export -> words.add(words(export.getKey(), export.getValue())));
    if (files.size() > TOLD) {
      words.add("and the mappings of %d more exports changed so".formatted(files.size() - TOLD));
    }
    return words;
  }

  private static String words(String title, long files) {
    String how =
        files == 1
            ? "one of its files was loaded; it stays as it was read"
            : files + " of its files were loaded; they stay as they were read";
    return "the mapping of %s changed after %s: 'holdfast withdraw %s --again --because …' has the next night read %s again"
        .formatted(title, how, title, files == 1 ? "it" : "them");
  }
}
