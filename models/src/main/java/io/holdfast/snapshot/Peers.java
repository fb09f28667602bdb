package io.holdfast.snapshot;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.median;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.when;

import io.holdfast.table.Catalogue;
import io.holdfast.table.Customer360;
import io.holdfast.table.FeatureDefinition;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/** Features that are compared with other accounts of the same day. */
final class Peers {
  /** Fewer tell nothing of what is usual. */
  private static final int FEWEST = 5;

  /**
   * Puts in place of each such feature its ratio to the median of the paying accounts of the same
   * segment, or null where too few are known or the median is 0.
   */
  static Dataset<Row> compared(Dataset<Row> rows, Catalogue catalogue) {
    WindowSpec peers = Window.partitionBy(Customer360.AS_OF, Customer360.SEGMENT);
    Map<String, Column> columns = new HashMap<>();
    catalogue
        .computed()
        .forEach(
            (name, feature) -> {
              if (feature.withPeers()) {
                columns.put(name, ratio(name, feature, peers));
              }
            });
    return columns.isEmpty() ? rows : rows.withColumns(columns);
  }

  private static Column ratio(String name, FeatureDefinition feature, WindowSpec peers) {
    Column counted = when(col(Customer360.ACTIVE), col(name));
    Column usual = median(counted).over(peers);
    return when(
        count(counted).over(peers).geq(FEWEST).and(abs(usual).gt(lit(0.0))),
        round(col(name).divide(usual), feature.decimals()));
  }

  private Peers() {}
}
