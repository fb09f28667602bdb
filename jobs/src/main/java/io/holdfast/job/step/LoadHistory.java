package io.holdfast.job.step;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;

import io.holdfast.conform.NamedExport;
import io.holdfast.load.Delivery;
import io.holdfast.load.Judge;
import io.holdfast.load.LoadFinding;
import io.holdfast.table.GateFinding;
import io.holdfast.table.LoadProfile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * What earlier loads looked like as of a day, and which findings people accepted; all of it from
 * the lake, so that it survives a lost control database.
 */
final class LoadHistory {
  private final Map<String, List<Delivery>> deliveries;
  private final Set<String> accepted;
  private final Set<Long> begun;

  private LoadHistory(
      Map<String, List<Delivery>> deliveries, Set<String> accepted, Set<Long> begun) {
    this.deliveries = deliveries;
    this.accepted = accepted;
    this.begun = begun;
  }

  static LoadHistory of(StepContext context) {
    Map<String, List<Delivery>> deliveries =
        context
            .lake()
            .read(LoadProfile.TABLE)
            .where(col(LoadProfile.LANDED_ON).leq(lit(context.asOf().day())))
            .withColumn(
                "nth",
                row_number()
                    .over(
                        Window.partitionBy(LoadProfile.SOURCE, LoadProfile.EXPORT)
                            .orderBy(
                                col(LoadProfile.LANDED_ON).desc(),
                                col(LoadProfile.DELIVERY).desc(),
                                col(LoadProfile.BATCH).desc())))
            .where(col("nth").leq(Judge.HISTORY))
            .collectAsList()
            .stream()
            .map(Delivery::of)
            .sorted(Delivery.IN_ORDER)
            .collect(Collectors.groupingBy(Delivery::title));
    List<Row> accepted =
        context
            .lake()
            .read(GateFinding.TABLE)
            .where(col(GateFinding.VERDICT).equalTo(GateFinding.ACCEPTED))
            .select(GateFinding.FINGERPRINT, GateFinding.CONTENT)
            .collectAsList();
    Set<String> fingerprints = new HashSet<>();
    Set<Long> begun = new HashSet<>();
    accepted.forEach(
        row -> {
          fingerprints.add(row.getString(0));
          if (!row.isNullAt(1)) {
            begun.add(row.getLong(1));
          }
        });
    return new LoadHistory(deliveries, fingerprints, begun);
  }

  /** Deliveries of an export in order. What people accepted begins a new past. */
  List<Delivery> of(NamedExport export) {
    List<Delivery> all = deliveries.getOrDefault(export.title(), List.of());
    int first = 0;
    for (int i = 0; i < all.size(); i++) {
      if (begun.contains(all.get(i).content())) {
        first = i;
      }
    }
    return new ArrayList<>(all.subList(first, all.size()));
  }

  boolean isAccepted(LoadFinding finding) {
    return accepted.contains(finding.fingerprint());
  }
}
