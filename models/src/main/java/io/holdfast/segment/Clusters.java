package io.holdfast.segment;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.ml.clustering.KMeans;
import org.apache.spark.ml.clustering.KMeansModel;
import org.apache.spark.ml.evaluation.ClusteringEvaluator;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Centres of k-means in standard deviations, numbered by their first coordinate, most first. */
final class Clusters implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final long SEED = 20240229;
  private static final int FEWEST = 3;
  private static final int MOST = 6;
  private static final int JUDGED = 2_000;
  private static final String FEATURES = "features";

  private static final Comparator<double[]> MOST_OF_THE_FIRST = (a, b) -> Arrays.compare(b, a);

  private final double[][] centres;

  private Clusters(double[][] centres) {
    this.centres = centres;
  }

  /**
   * Clusters of the points, which stay in their order in one partition so that the result never
   * depends on the cluster's size.
   *
   * @param number how many; null: as the silhouette says
   */
  static Clusters find(SparkSession spark, List<double[]> points, Integer number) {
    Dataset<Row> rows = rows(spark, points).persist();
    try {
      return number != null ? of(fit(rows, number)) : best(spark, rows, points);
    } finally {
      rows.unpersist();
    }
  }

  private static Clusters best(SparkSession spark, Dataset<Row> rows, List<double[]> points) {
    int step = points.size() / JUDGED;
    Dataset<Row> judged =
        step < 2
            ? rows
            : rows(
                spark,
                IntStream.range(0, points.size())
                    .filter(i -> i % step == 0)
                    .mapToObj(points::get)
                    .toList());
    KMeansModel best = null;
    double highest = Double.NEGATIVE_INFINITY;
    for (int k = FEWEST; k <= MOST; k++) {
      KMeansModel model = fit(rows, k);
      double silhouette =
          model.clusterCenters().length < 2
              ? Double.NEGATIVE_INFINITY
              : new ClusteringEvaluator("silhouette").evaluate(model.transform(judged));
      if (best == null || silhouette > highest + 1e-9) {
        best = model;
        highest = silhouette;
      }
    }
    return of(best);
  }

  private static KMeansModel fit(Dataset<Row> rows, int k) {
    return new KMeans("segments_" + k).setK(k).setSeed(SEED).setMaxIter(25).fit(rows);
  }

  private static Dataset<Row> rows(SparkSession spark, List<double[]> points) {
    List<Row> rows = points.stream().map(p -> RowFactory.create(Vectors.dense(p))).toList();
    return spark
        .createDataFrame(rows, new StructType().add(FEATURES, SQLDataTypes.VectorType()))
        .coalesce(1);
  }

  private static Clusters of(KMeansModel model) {
    return new Clusters(
        Stream.of(model.clusterCenters())
            .map(Vector::toArray)
            .map(Clusters::rounded)
            .sorted(MOST_OF_THE_FIRST)
            .toArray(double[][]::new));
  }

  private static double[] rounded(double[] centre) {
    return Arrays.stream(centre).map(x -> Math.rint(x * 1e6) / 1e6).toArray();
  }

  /** Centres in the order of their numbers. */
  List<double[]> centres() {
    return List.of(centres);
  }

  int size() {
    return centres.length;
  }

  /** Number of the nearest centre and the distance to it, rounded to six places. */
  double[] nearest(double[] point) {
    int nearest = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int c = 0; c < centres.length; c++) {
      double squares = 0;
      for (int i = 0; i < point.length; i++) {
        squares += (point[i] - centres[c][i]) * (point[i] - centres[c][i]);
      }
      if (squares < least) {
        least = squares;
        nearest = c;
      }
    }
    return new double[] {nearest, Math.rint(Math.sqrt(least) * 1e6) / 1e6};
  }
}
