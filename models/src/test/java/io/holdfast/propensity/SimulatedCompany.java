package io.holdfast.propensity;

import io.holdfast.table.Customer360;
import io.holdfast.table.FeatureWords;
import io.holdfast.table.OutcomeLabel;
import io.holdfast.table.TestSpark;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Month-end snapshots of accounts that leave with a hazard of about 2.5% a month. Of its features
 * {@code f00}..{@code f04} drive the hazard by {@code strength}; the others are as persistent, and
 * noise. One in ten values is missing.
 */
public final class SimulatedCompany {
  static final int HORIZON_MONTHS = 3;
  public static final LocalDate END = LocalDate.of(2025, 12, 31);

  public final List<FeatureWords> catalogue;
  public final Dataset<Row> customer360;
  public final Dataset<Row> outcome;
  final double oracleAuc;

  private final Random random;
  private final int features;
  private final double strength;
  private final List<Row> snapshots = new ArrayList<>();
  private final List<Row> labels = new ArrayList<>();
  private final List<double[]> oracle = new ArrayList<>();

  public SimulatedCompany(long seed, int accounts, int months, int features, double strength) {
    this.random = new Random(seed);
    this.features = features;
    this.strength = strength;
    for (int slot = 0; slot < accounts; slot++) {
      for (int from = 0, life = 0; from < months; life++) {
        from = live("hf-%04d-%d".formatted(slot, life), from, months);
      }
    }
    StructType schema = Customer360.TABLE.schema();
    List<FeatureWords> words = new ArrayList<>();
    for (String name : names()) {
      schema = schema.add(name, DataTypes.DoubleType);
      words.add(new FeatureWords(name, name, "", "neutral", "usage", true, true));
    }
    this.catalogue = List.copyOf(words);
    this.customer360 = TestSpark.session().createDataFrame(snapshots, schema);
    this.outcome = TestSpark.session().createDataFrame(labels, OutcomeLabel.TABLE.schema());
    this.oracleAuc =
        Auc.of(
                new TestedRows(
                    oracle.stream().mapToInt(o -> (int) o[0]).toArray(),
                    IntStream.range(0, oracle.size()).toArray(),
                    oracle.stream().mapToDouble(o -> o[1]).toArray(),
                    oracle.stream().mapToDouble(o -> o[2]).toArray()))
            .value();
  }

  private List<String> names() {
    return IntStream.range(0, features).mapToObj("f%02d"::formatted).toList();
  }

  /** One account's life from a month on; the month after its end. */
  private int live(String id, int from, int months) {
    double[] trait = gaussians();
    double[] state = gaussians();
    List<double[]> values = new ArrayList<>();
    List<Double> risk = new ArrayList<>();
    int month = from;
    boolean left = false;
    for (; month < months + HORIZON_MONTHS && !left; month++) {
      double[] noise = gaussians();
      double[] value = new double[features];
      for (int i = 0; i < features; i++) {
        state[i] = .7 * state[i] + Math.sqrt(1 - .49) * noise[i];
        value[i] = .7 * trait[i] + Math.sqrt(1 - .49) * state[i];
      }
      double logOdds = -3.8;
      for (int i = 0; i < Math.min(5, features); i++) {
        logOdds += strength * (i % 2 == 0 ? value[i] : -value[i]);
      }
      values.add(value);
      risk.add(logOdds);
      left = random.nextDouble() < Platt.logistic(logOdds);
    }
    for (int i = 0; i < values.size() && from + i < months; i++) {
      write(id, from, i, values.get(i), risk.get(i), left ? month - 1 : Integer.MAX_VALUE, months);
    }
    return left ? month : months;
  }

  private void write(
      String id, int from, int i, double[] value, double risk, int leftIn, int months) {
    LocalDate day = YearMonth.from(END).minusMonths(months - 1L - from - i).atEndOfMonth();
    Object[] row = new Object[Customer360.TABLE.columns().size() + features];
    set(row, Customer360.AS_OF, Date.valueOf(day));
    set(row, Customer360.ACCOUNT_ID, id);
    set(row, Customer360.ACTIVE, true);
    set(row, Customer360.TRIAL, false);
    set(row, Customer360.MRR, new BigDecimal("100.00"));
    set(row, Customer360.TENURE_DAYS, 30L * i);
    set(row, Customer360.CATALOGUE_HASH, "c1");
    for (int f = 0; f < features; f++) {
      row[Customer360.TABLE.columns().size() + f] =
          random.nextDouble() < .1 ? null : f % 3 == 2 ? Math.exp(value[f]) : value[f];
    }
    snapshots.add(RowFactory.create(row));
    boolean known = from + i + HORIZON_MONTHS < months;
    double label = leftIn < from + i + HORIZON_MONTHS ? 1.0 : 0.0;
    labels.add(
        RowFactory.create(
            "churn", id, Date.valueOf(day), true, known ? label : null, null, !known));
    if (known) {
      oracle.add(new double[] {day.toEpochDay(), label, risk});
    }
  }

  private static void set(Object[] row, String column, Object value) {
    row[Customer360.TABLE.columnNames().indexOf(column)] = value;
  }

  private double[] gaussians() {
    double[] all = new double[features];
    Arrays.setAll(all, i -> random.nextGaussian());
    return all;
  }

  List<PropensityModel> train() {
    return train(new TrainingSettings("churn", 90, 90, 500, 40, 0.5));
  }

  List<PropensityModel> train(TrainingSettings settings) {
    return Training.train(customer360, outcome, catalogue, List.of(settings), END);
  }
}
