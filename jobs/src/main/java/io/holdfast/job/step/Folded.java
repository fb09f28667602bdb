package io.holdfast.job.step;

import io.holdfast.table.Catalogue;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which loads of usage events are in the daily cells, for which metrics; a write is named by it.
 */
final class Folded {
  private static final String AND = ",";
  private static final String OF = "@";

  /** Loads to fold together for some metrics, and the loads that were before. */
  record Part(Set<String> metrics, Set<String> loads, Set<String> earlier) {}

  private final Catalogue catalogue;

  /** Hashes of the metrics of each load that is folded. */
  private final Map<String, Set<String>> hashes = new HashMap<>();

  Folded(Catalogue catalogue, Collection<String> writes) {
    this.catalogue = catalogue;
    writes.forEach(this::add);
  }

  private void add(String write) {
    String[] parts = write.split(OF, 2);
    List<String> metrics = List.of(parts[1].split(AND, -1));
    for (String load : parts[0].split(AND, -1)) {
      hashes.computeIfAbsent(load, name -> new TreeSet<>()).addAll(metrics);
    }
  }

  /** The name of a part's write. */
  String write(Part part) {
    return String.join(AND, part.loads())
        + OF
        + part.metrics().stream().map(this::hash).sorted().collect(Collectors.joining(AND));
  }

  void done(Part part) {
    add(write(part));
  }

  private String hash(String metric) {
    return catalogue.cells().get(metric).hash();
  }

  /** The next loads that lack the same metrics, those that lack fewest first; null: none. */
  Part next(Set<String> loads) {
    Map<Set<String>, Set<String>> lacking = new HashMap<>();
    for (String load : loads) {
      Set<String> metrics = lacking(load);
      if (!metrics.isEmpty()) {
        lacking.computeIfAbsent(metrics, set -> new TreeSet<>()).add(load);
      }
    }
    return lacking.entrySet().stream()
        .min(
            Comparator.comparingInt((Map.Entry<Set<String>, Set<String>> e) -> e.getKey().size())
                .thenComparing(e -> e.getKey().toString()))
        .map(e -> new Part(e.getKey(), e.getValue(), having(loads, e.getKey())))
        .orElse(null);
  }

  private Set<String> lacking(String load) {
    Set<String> done = hashes.getOrDefault(load, Set.of());
    return catalogue.cells().entrySet().stream()
        .filter(cell -> !done.contains(cell.getValue().hash()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Set<String> having(Set<String> loads, Set<String> metrics) {
    List<String> wanted = metrics.stream().map(this::hash).toList();
    return loads.stream()
        .filter(load -> hashes.getOrDefault(load, Set.of()).containsAll(wanted))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
