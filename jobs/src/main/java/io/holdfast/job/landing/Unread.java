package io.holdfast.job.landing;

import io.holdfast.conform.NamedExport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.fs.GlobPattern;

/**
 * What nobody reads.
 *
 * @param files paths of landing that no export takes, with the export that nearly would
 * @param exports those of which no file ever arrived, a source by its name when it has none at all
 */
public record Unread(List<String> files, List<String> exports) {
  private static final int TOLD = 3;

  public static final Unread NOTHING = new Unread(List.of(), List.of());

  /**
   * Looks at landing.
   *
   * @param loaded titles of exports that loaded files before, which may be gone since
   */
  public static Unread in(LandingFolder folder, List<NamedExport> exports, Set<String> loaded) {
    Map<NamedExport, LandingFolder.Listing> listings = new LinkedHashMap<>();
    exports.forEach(export -> listings.put(export, folder.list(export.export().files())));
    return of(folder, listings, loaded);
  }

  /** The same when what each export takes is listed already. */
  public static Unread of(
      LandingFolder folder, Map<NamedExport, LandingFolder.Listing> listings, Set<String> loaded) {
    Set<String> taken = new TreeSet<>();
    Map<String, List<NamedExport>> silent = new TreeMap<>();
    Map<String, Integer> known = new TreeMap<>();
    listings.forEach(
        (export, listing) -> {
          listing.files().forEach(file -> taken.add(file.path()));
          known.merge(export.source(), 1, Integer::sum);
          if (listing.files().isEmpty() && !loaded.contains(export.title())) {
            silent.computeIfAbsent(export.source(), source -> new ArrayList<>()).add(export);
          }
        });
    List<String> files =
        folder.all().stream()
            .map(LandingFile::path)
            .filter(path -> !taken.contains(path))
            .map(path -> path + nearly(path, listings.keySet()))
            .toList();
    List<String> without = new ArrayList<>();
    silent.forEach(
        (source, exports) -> {
          if (exports.size() == known.get(source)) {
            without.add(source);
          } else {
            exports.forEach(export -> without.add(export.title()));
          }
        });
    return new Unread(files, List.copyOf(without));
  }

  /** The export that would take a file, were it not for capitals or a folder between. */
  private static String nearly(String path, Collection<NamedExport> exports) {
    for (NamedExport export : exports) {
      for (String glob : export.export().files()) {
        if (new GlobPattern(glob.toLowerCase(Locale.ROOT)).matches(path.toLowerCase(Locale.ROOT))) {
          return " (%s takes %s)".formatted(export.title(), glob);
        }
      }
    }
    return "";
  }

  /** A sentence for each kind, with a few names; none when there is nothing to say. */
  public List<String> inWords() {
    List<String> words = new ArrayList<>();
    if (!files.isEmpty()) {
      words.add(
          "%d %s of landing match no export and are not read: %s; correct files in sources/ or move them away"
              .formatted(files.size(), files.size() == 1 ? "file" : "files", few(files)));
    }
    if (!exports.isEmpty()) {
      words.add("no file has come of %s".formatted(few(exports)));
    }
    return words;
  }

  private static String few(List<String> names) {
    String told = String.join(", ", names.subList(0, Math.min(TOLD, names.size())));
    return names.size() > TOLD ? "%s and %d more".formatted(told, names.size() - TOLD) : told;
  }
}
