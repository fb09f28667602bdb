package io.holdfast.table;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Sources that keep the id of a stage with a deal tell elsewhere what it is called. */
public final class StageNames {

  /**
   * Opportunities with the names of their stages in place of ids. One of a stage in which deals end
   * says so: {@code Gewonnen (closed won)}, so that what is asked of stages need know no ids.
   *
   * @param lookups those that are known; the last name of a stage counts
   */
  public static Dataset<Row> of(Dataset<Row> opportunities, Dataset<Row> lookups) {
    Column ended = col("lookup." + Lookup.STATE).isin("won", "lost");
    Column name = coalesce(col("lookup." + Lookup.NAME), col(Opportunity.STAGE));
    Column told = lower(name).contains("closed");
    Column stage =
        when(
                ended.and(told.equalTo(lit(false))),
                concat(name, lit(" (closed "), col("lookup." + Lookup.STATE), lit(")")))
            .otherwise(name);
    Dataset<Row> names =
        lookups
            .where(col(Lookup.KIND).equalTo(Lookup.DEAL_STAGE))
            .groupBy(col(Entity.SOURCE).as("lookup_source"), col(Lookup.ID).as("lookup_id"))
            .agg(
                max_by(
                        struct(col(Lookup.NAME), col(Lookup.STATE)),
                        struct(col(Entity.KNOWN_AT), col(Entity.VERSION), col(Entity.SOURCE_KEY)))
                    .as("lookup"));
    return opportunities
        .join(
            names,
            col(Entity.SOURCE)
                .equalTo(col("lookup_source"))
                .and(col(Opportunity.STAGE).equalTo(col("lookup_id"))),
            "left")
        .withColumn(Opportunity.STAGE, stage)
        .select(
            Arrays.stream(opportunities.columns())
                .map(org.apache.spark.sql.functions::col)
                .toArray(Column[]::new));
  }

  private StageNames() {}
}
