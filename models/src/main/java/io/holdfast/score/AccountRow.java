package io.holdfast.score;

import static java.util.stream.Collectors.toSet;

import io.holdfast.score.AccountFacts.Warning;
import io.holdfast.table.AccountHealth;
import io.holdfast.table.AccountScore;
import io.holdfast.table.Customer360;
import io.holdfast.table.EarlyWarning;
import io.holdfast.table.Prediction;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Row;

/** Reads the joined row of one account. */
final class AccountRow {
  private static final List<String> SEVERE_FIRST = List.of("urgent", "warn", "watch");

  static AccountFacts read(Row row, LocalDate asOf, LocalDate baselineDay) {
    BigDecimal arr = row.getAs(Customer360.ARR);
    return new AccountFacts(
        row.getAs(Customer360.ACCOUNT_ID),
        arr == null ? BigDecimal.ZERO : arr,
        day(row, Customer360.RENEWAL_ON),
        day(row, Customer360.ENDS_ON),
        new Evidence(
            asOf,
            silent(row),
            numbers(row, FeatureValues.VALUES),
            numbers(row, AccountScores.BASELINE),
            baselineDay,
            numbers(row, AccountScores.PREVIOUS),
            numbers(row, FeatureValues.PEERS)),
        AccountRow.<Row>list(row, AccountScores.FORECASTS).stream()
            .map(AccountRow::forecast)
            .toList(),
        AccountRow.<Row>list(row, AccountScores.WARNINGS).stream()
            .map(AccountRow::warning)
            .sorted(
                Comparator.comparing((Warning w) -> SEVERE_FIRST.indexOf(w.severity()))
                    .thenComparing(Warning::rule))
            .toList(),
        AccountRow.<String>list(row, AccountScores.PLAYS_MET).stream()
            .filter(Objects::nonNull)
            .collect(toSet()),
        row.getAs(AccountHealth.SCORE),
        row.getAs(AccountHealth.BAND),
        list(row, AccountHealth.EXPLANATION));
  }

  private static Map<String, Long> silent(Row row) {
    int at = row.fieldIndex(Customer360.SILENT_DAYS);
    return row.isNullAt(at) ? Map.of() : row.getJavaMap(at);
  }

  private static Forecast forecast(Row row) {
    Row earlier = row.getAs(AccountScores.EARLIER);
    return new Forecast(
        row.getAs(Prediction.OUTCOME),
        row.<Long>getAs(Prediction.HORIZON_DAYS),
        row.getAs(Prediction.MODEL),
        row.getAs(Prediction.STATUS),
        row.getAs(Prediction.STATUS_REASON),
        row.getAs(Prediction.PROBABILITY),
        row.getAs(Prediction.LOW),
        row.getAs(Prediction.HIGH),
        row.getAs(Prediction.BASE_LOG_ODDS),
        row.getAs(Prediction.LOG_ODDS),
        numbers(row, Prediction.CONTRIBUTIONS),
        row.getAs(AccountScore.PERCENTILE),
        earlier == null
            ? null
            : new Forecast.Earlier(
                earlier.getAs(Prediction.PROBABILITY),
                earlier.getAs(Prediction.MODEL),
                numbers(earlier, Prediction.CONTRIBUTIONS),
                earlier.getAs(AccountScore.PLAY),
                day(earlier, AccountScore.PROPOSED_ON)));
  }

  private static Warning warning(Row row) {
    return new Warning(
        row.getAs(EarlyWarning.SEVERITY),
        row.getAs(EarlyWarning.RULE),
        row.getAs(EarlyWarning.SENTENCE));
  }

  private static LocalDate day(Row row, String column) {
    Integer epochDay = row.getAs(column);
    return epochDay == null ? null : LocalDate.ofEpochDay(epochDay);
  }

  private static Map<String, Double> numbers(Row row, String column) {
    int at = row.fieldIndex(column);
    Map<String, Double> numbers = new HashMap<>();
    if (!row.isNullAt(at)) {
      row.<String, Double>getJavaMap(at)
          .forEach(
              (name, number) -> {
                if (number != null && !number.isNaN()) {
                  numbers.put(name, number);
                }
              });
    }
    return numbers;
  }

  private static <T> List<T> list(Row row, String column) {
    int at = row.fieldIndex(column);
    return row.isNullAt(at) ? List.of() : row.getList(at);
  }

  private AccountRow() {}
}
