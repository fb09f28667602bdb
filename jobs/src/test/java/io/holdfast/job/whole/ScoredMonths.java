package io.holdfast.job.whole;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.holdfast.health.Health;
import io.holdfast.health.HealthConfig;
import io.holdfast.health.KeptColumns;
import io.holdfast.health.Warnings;
import io.holdfast.job.config.Problems;
import io.holdfast.job.config.Yaml;
import io.holdfast.outcome.Outcomes;
import io.holdfast.propensity.Predictions;
import io.holdfast.propensity.PropensityModel;
import io.holdfast.score.AccountScores;
import io.holdfast.score.OutcomeWords;
import io.holdfast.score.Playbooks;
import io.holdfast.score.ScoreInputs;
import io.holdfast.score.ScoreParams;
import io.holdfast.table.AccountHealth;
import io.holdfast.table.AccountScore;
import io.holdfast.table.Catalogue;
import io.holdfast.table.Customer360;
import io.holdfast.table.EarlyWarning;
import io.holdfast.table.FeatureWords;
import io.holdfast.table.OutcomeLabel;
import io.holdfast.table.Prediction;
import io.holdfast.table.Table;
import io.holdfast.table.TestSpark;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A released night's models on all its days: what each would have published, one after another. */
final class ScoredMonths {
  private final SmallNight night;
  private final HealthConfig health;
  private final Playbooks playbooks;
  private final List<OutcomeWords> outcomes;
  private final List<FeatureWords> words;
  private final List<PropensityModel> models;

  ScoredMonths(SmallNight night, Path conf, LocalDate day) {
    Yaml yaml = new Yaml(new Problems(), System::getenv);
    this.night = night;
    this.health = yaml.read(conf.resolve("health.yaml"), HealthConfig.class);
    this.playbooks = yaml.read(conf.resolve("playbooks.yaml"), Playbooks.class);
    this.outcomes =
        yaml.read(conf.resolve("outcomes.yaml"), Outcomes.class).outcomes().stream()
            .map(OutcomeWords::of)
            .toList();
    this.models = night.models(day, outcomes.stream().map(OutcomeWords::name).toList());
    Set<String> used = new HashSet<>();
    models.forEach(model -> used.addAll(model.features()));
    this.words =
        yaml.read(conf.resolve("metrics.yaml"), Catalogue.class).words().stream()
            .filter(feature -> used.contains(feature.name()))
            .toList();
  }

  /** What is said on the last so many days of customer_360. */
  Claims read(int months) {
    Claims claims = new Claims();
    Dataset<Row> customers = night.released(Customer360.TABLE).cache();
    List<LocalDate> days =
        customers.select(col(Customer360.AS_OF)).distinct().collectAsList().stream()
            .map(row -> row.getDate(0).toLocalDate())
            .sorted()
            .toList();
    Dataset<Row> predicted = none(Prediction.TABLE);
    Dataset<Row> scored = none(AccountScore.TABLE);
    Dataset<Row> healthy = none(AccountHealth.TABLE);
    LocalDate previous = null;
    for (LocalDate day : days.subList(Math.max(0, days.size() - months), days.size())) {
      Dataset<Row> today = customers.where(col(Customer360.AS_OF).equalTo(lit(day)));
      healthy =
          kept(
              Health.accountHealth(today, healthy, health, words, KeptColumns.NONE),
              AccountHealth.TABLE);
      Dataset<Row> warned =
          kept(
              Warnings.earlyWarning(today, health.warnings(), KeptColumns.NONE),
              EarlyWarning.TABLE);
      Dataset<Row> now = kept(predictions(customers, day), Prediction.TABLE);
      Dataset<Row> before = scored;
      scored =
          kept(
              AccountScores.accountScore(
                  new ScoreInputs(now, predicted, before, customers, healthy, warned),
                  new ScoreParams(day, previous, "USD", outcomes, words, playbooks)),
              AccountScore.TABLE);
      predicted = now;
      previous = day;
      read(claims, scored, today, healthy);
    }
    customers.unpersist();
    return claims;
  }

  private Dataset<Row> predictions(Dataset<Row> customers, LocalDate day) {
    Dataset<Row> labels = night.released(OutcomeLabel.TABLE);
    return models.stream()
        .map(model -> Predictions.of(customers, labels, model, day))
        .reduce(Dataset::union)
        .orElse(none(Prediction.TABLE));
  }

  private static void read(
      Claims claims, Dataset<Row> scored, Dataset<Row> today, Dataset<Row> healthy) {
    Map<String, Row> customers = byAccount(today);
    Map<String, Row> health = byAccount(healthy);
    for (Row score : scored.collectAsList()) {
      String account = score.getAs(AccountScore.ACCOUNT_ID);
      claims.read(score, customers.get(account), health.get(account));
    }
  }

  private static Map<String, Row> byAccount(Dataset<Row> rows) {
    Map<String, Row> all = new HashMap<>();
    rows.collectAsList().forEach(row -> all.put(row.getAs(Customer360.ACCOUNT_ID), row));
    return all;
  }

  private static Dataset<Row> none(Table table) {
    return TestSpark.session().createDataFrame(List.<Row>of(), table.schema());
  }

  private static Dataset<Row> kept(Dataset<Row> rows, Table table) {
    return TestSpark.session().createDataFrame(table.conform(rows).collectAsList(), table.schema());
  }
}
