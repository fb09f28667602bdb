package io.holdfast.score;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.holdfast.table.Customer360;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/** Whom an account is compared with: its segment, or everybody where that is too small. */
final class PeerGroups {
  static final String GROUP = "peer_group";
  static final String EVERYBODY = "*";
  private static final int FEWEST = 8;

  /** Adds the group to rows of customer_360 of one day. */
  static Dataset<Row> assign(Dataset<Row> customers) {
    Column paying = when(col(Customer360.ACTIVE), lit(1));
    Column peers = count(paying).over(Window.partitionBy(Customer360.SEGMENT));
    return customers.withColumn(
        GROUP,
        when(peers.geq(FEWEST), coalesce(col(Customer360.SEGMENT), lit(EVERYBODY)))
            .otherwise(lit(EVERYBODY)));
  }

  private PeerGroups() {}
}
