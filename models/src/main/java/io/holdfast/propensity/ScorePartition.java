package io.holdfast.propensity;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import scala.jdk.javaapi.CollectionConverters;

/** Turns account and raw features into rows of predictions, some thousands at a time. */
final class ScorePartition implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1L;
  private static final int BATCH = 4096;
  private static final int DECIMALS = 6;

  private final PropensityModel model;
  private final LocalDate day;

  ScorePartition(PropensityModel model, LocalDate day) {
    this.model = model;
    this.day = day;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> accounts) {
    return new Iterator<>() {
      private Iterator<Row> batch = List.<Row>of().iterator();

      @Override
      public boolean hasNext() {
        if (!batch.hasNext() && accounts.hasNext()) {
          batch = score(accounts).iterator();
        }
        return batch.hasNext();
      }

      @Override
      public Row next() {
        if (!hasNext()) {
          throw new java.util.NoSuchElementException("No account is left to score");
        }
        return batch.next();
      }
    };
  }

  private List<Row> score(Iterator<Row> accounts) {
    List<String> ids = new ArrayList<>();
    List<double[]> raw = new ArrayList<>();
    while (accounts.hasNext() && ids.size() < BATCH) {
      Row account = accounts.next();
      ids.add(account.getString(0));
      raw.add(((Vector) account.get(1)).toArray());
    }
    double[][] addends = model.scorer().explain(raw);
    List<Row> rows = new ArrayList<>(ids.size());
    for (int i = 0; i < addends.length; i++) {
      rows.add(row(ids.get(i), addends[i]));
    }
    return rows;
  }

  private Row row(String account, double[] addends) {
    int features = model.features().size();
    Platt platt = model.platt();
    double base = rounded(platt.logOdds(addends[features]));
    BigDecimal logOdds = BigDecimal.valueOf(base);
    double margin = addends[features];
    Map<String, Double> contributions = new HashMap<>();
    for (int i = 0; i < features; i++) {
      double contribution = rounded(platt.slope() * addends[i]);
      margin += addends[i];
      if (contribution != 0) {
        contributions.put(model.features().get(i), contribution);
        logOdds = logOdds.add(BigDecimal.valueOf(contribution));
      }
    }
    double reach = platt.reach(margin);
    double sum = logOdds.doubleValue();
    return RowFactory.create(
        Date.valueOf(day),
        account,
        model.outcome(),
        (long) model.horizonDays(),
        model.name(),
        "fresh",
        null,
        rounded(Platt.logistic(sum)),
        rounded(Platt.logistic(sum - reach)),
        rounded(Platt.logistic(sum + reach)),
        base,
        sum,
        CollectionConverters.asScala(contributions));
  }

  private static double rounded(double value) {
    return BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_EVEN).doubleValue();
  }
}
