package io.holdfast.table;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_entries;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import io.holdfast.time.AsOf;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/** Which version of an entity counts. */
public final class Versions {
  private static final Set<String> WHERE_FROM =
      Set.of(Entity.FILE, Entity.RECORD_NO, Entity.BATCH, Entity.CUSTOM);

  /** Of each source key the last version known by the cut, unless that one says deleted. */
  public static Dataset<Row> asOf(Dataset<Row> entity, AsOf asOf) {
    return ranked(entity.where(asOf.known()), false)
        .where(coalesce(col(Entity.DELETED), lit(false)).equalTo(false));
  }

  /** Of each source key the version that was known first. */
  public static Dataset<Row> first(Dataset<Row> entity, AsOf asOf) {
    return ranked(entity.where(asOf.known()), true);
  }

  private static Dataset<Row> ranked(Dataset<Row> entity, boolean earliest) {
    Column[] order =
        order(entity).stream()
            .map(column -> earliest ? column.asc_nulls_first() : column.desc_nulls_last())
            .toArray(Column[]::new);
    return entity
        .withColumn(
            "rank",
            row_number()
                .over(
                    Window.partitionBy(col(Entity.SOURCE), col(Entity.SOURCE_KEY)).orderBy(order)))
        .where(col("rank").equalTo(1))
        .drop("rank");
  }

  /**
   * A total order of versions that never looks at which file or batch brought them: known, version,
   * event time, then the whole content.
   */
  public static List<Column> order(Dataset<Row> entity) {
    List<Column> order =
        new ArrayList<>(List.of(col(Entity.KNOWN_AT), col(Entity.VERSION), col(Entity.EVENT_TIME)));
    Column[] content =
        Arrays.stream(entity.columns())
            .filter(name -> !WHERE_FROM.contains(name))
            .sorted()
            .map(org.apache.spark.sql.functions::col)
            .toArray(Column[]::new);
    order.add(to_json(struct(content)));
    if (Arrays.asList(entity.columns()).contains(Entity.CUSTOM)) {
      order.add(to_json(struct(array(array_sort(map_entries(col(Entity.CUSTOM)))))));
    }
    return order;
  }

  private Versions() {}
}
