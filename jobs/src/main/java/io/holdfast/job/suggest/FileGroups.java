package io.holdfast.job.suggest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which files are deliveries of the same export, by their names. */
public final class FileGroups {
  private static final String FORMAT =
      "(?i)(\\.(csv|tsv|json|jsonl|ndjson|parquet|txt))?(\\.(gz|zst))?$";
  private static final String DELIVERY =
      "(?i)[-_. ]*((part|page|batch|chunk|file)?[-_. ]*[0-9a-f]{8}-[0-9a-f-]{27}.*"
          + "|(part|page|batch|chunk|file)[-_. ]*\\d*"
          + "|\\d{2,}([-_.:T]?\\d+)*Z?)$";

  /**
   * Files of one export.
   *
   * @param name such as {@code tickets}
   * @param glob for those and the deliveries to come
   */
  public record Group(String name, String glob, List<String> paths) {}

  /** Groups of paths in the order of the paths. */
  public static List<Group> of(Collection<String> paths) {
    Map<String, List<String>> byGlob = new LinkedHashMap<>();
    Map<String, String> names = new LinkedHashMap<>();
    for (String path : paths) {
      int slash = path.lastIndexOf('/') + 1;
      String folder = path.substring(0, slash);
      String stem = path.substring(slash).replaceFirst(FORMAT, "");
      String lasting = stem.replaceFirst(DELIVERY, "");
      String ending = path.substring(slash + stem.length()).replaceFirst("(?i)\\.(gz|zst)$", "");
      String glob = lasting.equals(stem) ? path : folder + lasting + "*" + ending + "*";
      byGlob.computeIfAbsent(glob, g -> new ArrayList<>()).add(path);
      if (!names.containsKey(glob)) {
        names.put(glob, name(lasting.isEmpty() ? folder : lasting, names.values()));
      }
    }
    return byGlob.entrySet().stream()
        .map(e -> new Group(names.get(e.getKey()), e.getKey(), e.getValue()))
        .toList();
  }

  private static String name(String text, Collection<String> taken) {
    String last = text.replaceFirst("/$", "").replaceFirst(".*/", "");
    String bare =
        last.replaceFirst("(?i)^(sf|hs|stg|raw)_", "").replaceFirst("(?i)[_-](data|export)$", "");
    String name = Suggestion.name(bare, "files");
    String free = name;
    for (int i = 2; taken.contains(free); i++) {
      free = name + "_" + i;
    }
    return free;
  }

  private FileGroups() {}
}
