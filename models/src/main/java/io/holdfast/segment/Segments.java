package io.holdfast.segment;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.holdfast.segment.SegmentConfig.SegmentFeature;
import io.holdfast.table.AccountSegment;
import io.holdfast.table.Customer360;
import io.holdfast.table.FeatureWords;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Behaviour clusters and revenue tiers of the active accounts of one day. */
public final class Segments {
  /** Accounts that the clusters are found on; the others are only put into them. */
  private static final int SAMPLE = 20_000;

  private static final String ALL = "all accounts";
  private static final String VALUES = "values";

  /**
   * Rows of account_segment for the active accounts of a day. Trains on the spot, so it runs Spark
   * jobs; which accounts it trains on and in which order depends on their ids alone.
   *
   * @param day rows of customer_360 of one day
   * @param words of features, for those that the configuration gives none
   */
  public static Dataset<Row> accountSegment(
      Dataset<Row> day, SegmentConfig config, List<FeatureWords> words) {
    Dataset<Row> active =
        day.where(col(Customer360.ACTIVE))
            .select(
                col(Customer360.AS_OF),
                col(Customer360.ACCOUNT_ID),
                col(Customer360.MRR),
                array(config.features().stream().map(Segments::number).toArray(Column[]::new))
                    .as(VALUES));
    List<Double[]> sample = sample(active);
    if (sample.size() < config.minAccounts()) {
      return tiered(active, lit(0L), lit(ALL), lit(0.0));
    }
    Scaling scaling = Scaling.of(sample);
    List<double[]> points = sample.stream().map(scaling::apply).toList();
    Clusters clusters = Clusters.find(day.sparkSession(), points, config.clusters());
    List<String> names =
        clusters.size() == 1 ? List.of(ALL) : ClusterNames.of(clusters, config, words);
    Column nearest = nearest(scaling, clusters).apply(col(VALUES));
    Column cluster = nearest.getItem(0).cast(DataTypes.LongType);
    Column name = lit(names.toArray(String[]::new)).getItem(cluster.cast(DataTypes.IntegerType));
    return tiered(active, cluster, name, nearest.getItem(1));
  }

  private static Column number(SegmentFeature feature) {
    return col(feature.feature()).cast(DataTypes.DoubleType);
  }

  private static List<Double[]> sample(Dataset<Row> active) {
    return active
        .select(col(Customer360.ACCOUNT_ID), col(VALUES))
        .orderBy(xxhash64(col(Customer360.ACCOUNT_ID)), col(Customer360.ACCOUNT_ID))
        .limit(SAMPLE)
        .collectAsList()
        .stream()
        .sorted(Comparator.comparing((Row row) -> row.getString(0)))
        .map(row -> row.<Double>getList(1).toArray(Double[]::new))
        .toList();
  }

  private static UserDefinedFunction nearest(Scaling scaling, Clusters clusters) {
    return udf(
        (UDF1<Seq<Double>, double[]>)
            values ->
                clusters.nearest(
                    scaling.apply(CollectionConverters.asJava(values).toArray(Double[]::new))),
        DataTypes.createArrayType(DataTypes.DoubleType, false));
  }

  private static Dataset<Row> tiered(
      Dataset<Row> active, Column cluster, Column name, Column distance) {
    Column place =
        row_number()
            .over(
                Window.orderBy(col(Customer360.MRR).desc_nulls_last(), col(Customer360.ACCOUNT_ID)))
            .minus(1)
            .divide(count(lit(1)).over(Window.partitionBy()));
    return active.select(
        col(Customer360.AS_OF),
        col(Customer360.ACCOUNT_ID),
        cluster.as(AccountSegment.CLUSTER),
        name.as(AccountSegment.SEGMENT_NAME),
        when(place.lt(.2), "top")
            .when(place.lt(.5), "middle")
            .otherwise("tail")
            .as(AccountSegment.TIER),
        distance.as(AccountSegment.DISTANCE));
  }

  private Segments() {}
}
