package io.holdfast.propensity;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.table.TestSpark;
import io.holdfast.table.Wanted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** Real customers, with figures published for them: .845 for a regression, .849 for boosting. */
class TelcoTest {
  private static final int FOLDS = 5;

  @Test
  void bothAlgorithmsReachThePublishedFiguresOnRealCustomers() throws IOException {
    TrainingFrame.Labelled all = read(Wanted.data("telco_ibm/Telco-Customer-Churn.csv"));

    assertThat(quality(Algorithm.LOGISTIC_REGRESSION, all).auc()).isBetween(.84, .86);
    assertThat(quality(Algorithm.XGBOOST, all).auc()).isBetween(.843, .86);
  }

  private static Quality quality(Algorithm algorithm, TrainingFrame.Labelled all) {
    TestedRows tested = TestedRows.none();
    for (int f = 0; f < FOLDS; f++) {
      int fold = f;
      Scorer scorer =
          algorithm.fit(
              all.frame().filter(col(TrainingFrame.DAY).notEqual(fold)),
              all.rawOn(day -> day != fold),
              30);
      TestedRows rows = all.rows().on(day -> day == fold);
      double[] margins = scorer.margins(all.rawOn(day -> day == fold));
      tested =
          tested.and(
              rows.withScore(java.util.Arrays.stream(margins).map(Platt::logistic).toArray()));
    }
    Quality quality = Quality.of(tested);
    System.out.println("telco_ibm " + algorithm.label() + " " + quality);
    return quality;
  }

  /** Numbers as they are, one column a word of the others; the fold stands for the day. */
  private static TrainingFrame.Labelled read(Path file) throws IOException {
    List<String[]> records =
        Files.readAllLines(file).stream().skip(1).map(line -> line.split(",", -1)).toList();
    TreeSet<String> words = new TreeSet<>();
    records.forEach(
        record ->
            IntStream.range(1, 18).filter(i -> i != 5).forEach(i -> words.add(i + record[i])));
    List<String> columns = List.copyOf(words);
    List<Row> rows = new ArrayList<>();
    List<double[]> raw = new ArrayList<>();
    for (String[] record : records) {
      double[] values = new double[columns.size() + 3];
      for (int i = 1; i < 18; i++) {
        if (i != 5) {
          values[columns.indexOf(i + record[i])] = 1;
        }
      }
      values[columns.size()] = Double.parseDouble(record[5]);
      values[columns.size() + 1] = Double.parseDouble(record[18]);
      values[columns.size() + 2] =
          record[19].isBlank() ? Double.NaN : Double.parseDouble(record[19]);
      raw.add(values);
      rows.add(
          RowFactory.create(
              rows.size() * 7 % FOLDS,
              record[20].equals("Yes") ? 1.0 : 0.0,
              Vectors.dense(values)));
    }
    StructType schema =
        new StructType()
            .add(TrainingFrame.DAY, DataTypes.IntegerType)
            .add(TrainingFrame.LABEL, DataTypes.DoubleType)
            .add(TrainingFrame.RAW, SQLDataTypes.VectorType());
    Dataset<Row> frame =
        TestSpark.session()
            .createDataFrame(rows, schema)
            .repartition(1)
            .sortWithinPartitions(TrainingFrame.DAY)
            .cache();
    return new TrainingFrame.Labelled(
        new TestedRows(
            rows.stream().mapToInt(row -> row.getInt(0)).toArray(),
            IntStream.range(0, rows.size()).toArray(),
            rows.stream().mapToDouble(row -> row.getDouble(1)).toArray(),
            new double[rows.size()]),
        raw,
        frame);
  }
}
