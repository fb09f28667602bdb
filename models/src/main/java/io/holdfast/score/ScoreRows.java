package io.holdfast.score;

import static java.util.Comparator.comparingInt;
import static java.util.stream.Collectors.toMap;

import io.holdfast.table.AccountScore;
import io.holdfast.table.FeatureWords;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Makes the rows of account_score of one account; days of a play are numbers of days since 1970.
 */
final class ScoreRows implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final List<String> COLUMNS =
      AccountScore.TABLE.columnNames().stream()
          .filter(
              name ->
                  !List.of(AccountScore.AS_OF, AccountScore.SUBJECT, AccountScore.ROLE)
                      .contains(name))
          .toList();

  static final StructType SCHEMA = schema();

  private final ScoreParams params;
  private final LinkedHashMap<String, FeatureWords> catalogue;
  private final LinkedHashMap<String, OutcomeWords> outcomes;
  private final ArrayList<String> order;

  ScoreRows(ScoreParams params) {
    this.params = params;
    this.catalogue = new LinkedHashMap<>();
    params.features().forEach(words -> catalogue.put(words.name(), words));
    this.outcomes = new LinkedHashMap<>();
    params.outcomes().forEach(words -> outcomes.put(words.name(), words));
    this.order = new ArrayList<>(outcomes.keySet());
  }

  Iterator<Row> of(Row row) {
    AccountFacts account = AccountRow.read(row, params.day(), params.baselineDay());
    List<Told> told =
        account.forecasts().stream()
            .sorted(comparingInt(forecast -> order.indexOf(forecast.outcome())))
            .map(forecast -> told(account, forecast))
            .toList();
    String headline = Headline.of(account, told.stream().map(Told::forHeadline).toList());
    return told.stream().map(one -> score(account, one, headline)).iterator();
  }

  /** A forecast with what is said of it. */
  private record Told(
      OutcomeWords words,
      Forecast forecast,
      String band,
      List<Reason> drivers,
      Optional<Reason> protector) {

    Headline.Told forHeadline() {
      return new Headline.Told(
          words, forecast, band, drivers.isEmpty() ? null : drivers.get(0).evidence().clause());
    }
  }

  private Told told(AccountFacts account, Forecast forecast) {
    OutcomeWords words = outcomes.get(forecast.outcome());
    if (words == null) {
      throw new IllegalArgumentException(
          "Table prediction has outcome '%s'; outcomes.yaml has %s. Train again, or add it."
              .formatted(forecast.outcome(), String.join(", ", order)));
    }
    if (forecast.probability() == null) {
      return new Told(words, forecast, null, List.of(), Optional.empty());
    }
    Reasons reasons = new Reasons(catalogue, account.evidence(), words.bad());
    return new Told(
        words,
        forecast,
        words.band(forecast.probability()),
        reasons.drivers(forecast.contributions()),
        reasons.protector(forecast.contributions()));
  }

  private Row score(AccountFacts account, Told told, String headline) {
    Forecast forecast = told.forecast();
    BigDecimal atStake =
        forecast.probability() == null
            ? null
            : account
                .arr()
                .multiply(BigDecimal.valueOf(forecast.probability()))
                .setScale(2, RoundingMode.HALF_UP);
    Situation situation =
        new Situation(
            params.day(),
            params.currency(),
            account,
            forecast,
            told.band(),
            atStake,
            told.drivers());
    Map<String, Object> values = new LinkedHashMap<>();
    values.put(AccountScore.ACCOUNT_ID, account.id());
    values.put(AccountScore.OUTCOME, forecast.outcome());
    values.put(AccountScore.HORIZON_DAYS, forecast.horizonDays());
    putProbability(values, told);
    values.put(AccountScore.ARR_AT_STAKE, atStake);
    values.put(AccountScore.ARR, account.arr());
    values.put(AccountScore.DRIVERS, told.drivers().stream().map(ScoreRows::reason).toArray());
    values.put(AccountScore.PROTECTOR, told.protector().map(ScoreRows::reason).orElse(null));
    values.put(
        AccountScore.CHANGE_REASON,
        params.previousDay() == null
            ? null
            : new ChangeReason(catalogue, account.evidence()).of(told.words(), forecast));
    params.playbooks().first(situation).ifPresent(play -> putPlay(values, play, situation));
    values.put(AccountScore.HEADLINE, headline);
    return RowFactory.create(COLUMNS.stream().map(values::get).toArray());
  }

  private static void putPlay(Map<String, Object> values, Play play, Situation situation) {
    values.put(AccountScore.PLAY, play.name());
    values.put(AccountScore.ACTION, play.words(situation));
    values.put(AccountScore.PROPOSED_ON, epochDay(situation.proposedOn(play.name())));
    values.put(AccountScore.DUE_ON, epochDay(play.due(situation)));
  }

  private static int epochDay(LocalDate day) {
    return Math.toIntExact(day.toEpochDay());
  }

  private static void putProbability(Map<String, Object> values, Told told) {
    Forecast forecast = told.forecast();
    boolean scored = forecast.probability() != null;
    values.put(AccountScore.MODEL, forecast.model());
    values.put(AccountScore.STATUS, forecast.status());
    values.put(AccountScore.STATUS_REASON, forecast.statusReason());
    values.put(AccountScore.PROBABILITY, forecast.probability());
    values.put(AccountScore.LOW, scored ? forecast.low() : null);
    values.put(AccountScore.HIGH, scored ? forecast.high() : null);
    values.put(AccountScore.BAND, told.band());
    values.put(AccountScore.PERCENTILE, forecast.percentile());
    values.put(AccountScore.BASE_LOG_ODDS, scored ? forecast.baseLogOdds() : null);
    values.put(AccountScore.LOG_ODDS, scored ? forecast.logOdds() : null);
    values.put(
        AccountScore.PREVIOUS_PROBABILITY,
        forecast.previous() == null ? null : forecast.previous().probability());
  }

  private static Row reason(Reason reason) {
    return RowFactory.create(
        reason.words().name(),
        reason.evidence().sentence(),
        reason.contribution(),
        reason.evidence().value(),
        reason.evidence().baseline(),
        reason.evidence().peers());
  }

  private static StructType schema() {
    Map<String, org.apache.spark.sql.types.DataType> types =
        AccountScore.TABLE.columns().stream()
            .collect(toMap(io.holdfast.table.Column::name, io.holdfast.table.Column::type));
    types.put(AccountScore.PROPOSED_ON, DataTypes.IntegerType);
    types.put(AccountScore.DUE_ON, DataTypes.IntegerType);
    StructType schema = new StructType();
    for (String column : COLUMNS) {
      schema = schema.add(column, types.get(column), true);
    }
    return schema;
  }
}
