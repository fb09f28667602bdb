package io.holdfast.segment;

import io.holdfast.segment.SegmentConfig.SegmentFeature;
import io.holdfast.table.FeatureWords;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Says in words what sets a cluster's centre apart, such as "heavy users, few tickets". */
final class ClusterNames {
  /** Standard deviations from the mean below which nothing is worth a word. */
  private static final double WORTH_A_WORD = .3;

  private static final int TRAITS = 2;
  private static final String AVERAGE = "average accounts";

  /** One name for each cluster, all different. */
  static List<String> of(Clusters clusters, SegmentConfig config, List<FeatureWords> words) {
    Map<String, String> labels =
        words.stream().collect(Collectors.toMap(FeatureWords::name, FeatureWords::label));
    List<List<String>> traits = new ArrayList<>();
    for (double[] centre : clusters.centres()) {
      traits.add(traits(centre, config.features(), labels));
    }
    List<String> names = new ArrayList<>();
    for (List<String> own : traits) {
      names.add(name(own, names));
    }
    return names;
  }

  private static List<String> traits(
      double[] centre, List<SegmentFeature> features, Map<String, String> labels) {
    return IntStream.range(0, centre.length)
        .boxed()
        .filter(i -> Math.abs(centre[i]) >= WORTH_A_WORD)
        .sorted(
            Comparator.comparingDouble((Integer i) -> -Math.abs(centre[i]))
                .thenComparing(Function.identity()))
        .map(i -> trait(features.get(i), centre[i] > 0, labels))
        .distinct()
        .toList();
  }

  private static String trait(SegmentFeature feature, boolean high, Map<String, String> labels) {
    String given = high ? feature.high() : feature.low();
    return given != null
        ? given
        : (high ? "high " : "low ") + labels.getOrDefault(feature.feature(), feature.feature());
  }

  /** The two strongest traits, and more of them while another cluster is called the same. */
  private static String name(List<String> traits, List<String> taken) {
    for (int n = TRAITS; n <= Math.max(TRAITS, traits.size()); n++) {
      String name =
          traits.isEmpty() ? AVERAGE : traits.stream().limit(n).collect(Collectors.joining(", "));
      if (!taken.contains(name)) {
        return name;
      }
    }
    String name = traits.isEmpty() ? AVERAGE : String.join(", ", traits);
    int number = 2;
    while (taken.contains(name + " (" + number + ")")) {
      number++;
    }
    return name + " (" + number + ")";
  }

  private ClusterNames() {}
}
