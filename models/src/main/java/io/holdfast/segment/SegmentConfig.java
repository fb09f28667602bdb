package io.holdfast.segment;

import io.holdfast.table.ColumnNames;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * {@code conf/segments.yaml}.
 *
 * @param features what the clusters are made of; the first one orders them, most of it first
 * @param clusters how many; null: from 3 to 6, as the silhouette says each time
 * @param minAccounts with fewer active accounts there is one cluster of all of them; 30 when null
 */
public record SegmentConfig(List<SegmentFeature> features, Integer clusters, Integer minAccounts)
    implements Serializable {

  /**
   * A numeric column of customer_360.
   *
   * @param high words for accounts with much of it, such as {@code heavy users}; null: its label
   * @param low words for accounts with little of it
   */
  public record SegmentFeature(String feature, String high, String low) implements Serializable {
    public SegmentFeature {
      if (feature == null) {
        throw new IllegalArgumentException("needs a feature: a numeric column of customer_360");
      }
    }
  }

  public SegmentConfig {
    features = List.copyOf(features);
    minAccounts = minAccounts == null ? 30 : minAccounts;
    if (features.isEmpty()) {
      throw new IllegalArgumentException(
          "features is empty; name at least one column of customer_360, such as signins_28d");
    }
    if (clusters != null && (clusters < 2 || clusters > 12)) {
      throw new IllegalArgumentException(
          "clusters %d should be 2 to 12; leave it out to choose by silhouette"
              .formatted(clusters));
    }
    if (minAccounts < 12) {
      throw new IllegalArgumentException(
          "min_accounts %d should be 12 or more".formatted(minAccounts));
    }
  }

  /** What is wrong with it for a customer_360 of these columns, one line each. */
  public List<String> problems(Set<String> columns) {
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < features.size(); i++) {
      String feature = features.get(i).feature();
      if (!columns.contains(feature)) {
        problems.add(
            "features[%d].feature '%s' is not a column of customer_360%s"
                .formatted(i, feature, ColumnNames.hint(feature, columns)));
      }
    }
    return problems;
  }
}
