package io.holdfast.job.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.job.config.Problems;
import io.holdfast.job.config.Yaml;
import io.holdfast.money.ExchangeRates;
import io.holdfast.snapshot.Coverage;
import io.holdfast.snapshot.SnapshotInputs;
import io.holdfast.snapshot.SnapshotParams;
import io.holdfast.snapshot.Snapshots;
import io.holdfast.table.Account;
import io.holdfast.table.AccountLink;
import io.holdfast.table.Catalogue;
import io.holdfast.table.Customer360;
import io.holdfast.table.Table;
import io.holdfast.table.UsageEvent;
import io.holdfast.usage.DailyCells;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class SnapshotOracleTest {
  private static final Path FILE = Path.of("../conf/metrics.yaml");
  private static final int ACCOUNTS = Integer.getInteger("holdfast.accounts", 50);
  private static final List<ExchangeRates.Rate> RATES =
      List.of(
          rate("2000-01-01", "EUR", "1.0837"),
          rate("2024-03-01", "EUR", "1.1213"),
          rate("2000-01-01", "GBP", "1.2675"));
  private static final List<LocalDate> DAYS =
      List.of(
          LocalDate.of(2023, 12, 31),
          LocalDate.of(2024, 1, 31),
          LocalDate.of(2024, 2, 28),
          LocalDate.of(2024, 2, 29),
          LocalDate.of(2024, 3, 1),
          LocalDate.of(2024, 3, 31),
          LocalDate.of(2024, 4, 30),
          LocalDate.of(2024, 6, 30),
          LocalDate.of(2024, 8, 31),
          LocalDate.of(2024, 10, 27),
          LocalDate.of(2024, 11, 30),
          LocalDate.of(2024, 12, 31));

  private final Problems problems = new Problems();
  private final Catalogue catalogue = new Yaml(problems, name -> null).read(FILE, Catalogue.class);

  private static ExchangeRates.Rate rate(String from, String currency, String rate) {
    return new ExchangeRates.Rate(LocalDate.parse(from), currency, new BigDecimal(rate));
  }

  @Test
  void everyCellIsWhatTheRawRowsSay() throws Exception {
    assertThat(problems.all()).isEmpty();
    RandomHistory history = new RandomHistory(20240229, ACCOUNTS);
    Map<String, Map<String, Object>> built = cells(snapshots(history::dataset, DAYS));
    List<String> wrong = new ArrayList<>();
    Map<String, List<Object>> known = new TreeMap<>();
    int compared = 0;
    List<Boolean> knownAtTheEnd = new ArrayList<>();
    try (SnapshotOracle oracle = new SnapshotOracle(FILE, history, RATES)) {
      for (LocalDate day : DAYS) {
        for (Map.Entry<String, Map<String, Object>> account : oracle.day(day).entrySet()) {
          Map<String, Object> found = built.remove(day + " " + account.getKey());
          for (Map.Entry<String, Object> cell : account.getValue().entrySet()) {
            compared++;
            Object expected = cell.getValue();
            if (day.equals(DAYS.get(DAYS.size() - 1)) && cell.getKey().equals("events_28d")) {
              knownAtTheEnd.add(expected != null);
            }
            if (expected != null) {
              known.computeIfAbsent(cell.getKey(), k -> new ArrayList<>()).add(expected);
            }
            Object value = found == null ? "no row" : found.get(cell.getKey());
            if (!same(value, expected)) {
              wrong.add(
                  "%s %s %s: %s, not %s"
                      .formatted(cell.getKey(), day, account.getKey(), value, expected));
            }
          }
        }
      }
    }
    System.out.printf(
        "%,d cells of %,d accounts on %d days compared: %,d known, %,d differ%n",
        compared,
        ACCOUNTS,
        DAYS.size(),
        known.values().stream().mapToInt(List::size).sum(),
        wrong.size());
    assertThat(wrong).isEmpty();
    assertThat(built).isEmpty();
    assertThat(compared).isGreaterThan(50_000);
    assertThat(knownAtTheEnd).as("whether usage has not ended long ago").contains(true, false);
    assertThat(known).containsKeys(catalogue.features().keySet().toArray(String[]::new));
    known.forEach(
        (feature, values) -> {
          assertThat(values).as("known values of " + feature).hasSizeGreaterThan(5);
          assertThat(Set.copyOf(values)).as("values of " + feature).hasSizeGreaterThan(1);
        });
  }

  @Test
  void whatBecomesKnownLaterChangesNoCell() {
    RandomHistory history = new RandomHistory(7, 25);
    LocalDate day = LocalDate.of(2024, 5, 31);
    Instant cut = day.plusDays(1).atStartOfDay(RandomHistory.ZONE).toInstant();

    Map<String, Map<String, Object>> then =
        cells(snapshots(table -> history.before(table, cut), List.of(day)));
    Map<String, Map<String, Object>> now =
        cells(snapshots(history::dataset, List.of(day, LocalDate.of(2024, 12, 31))));

    now.keySet().removeIf(key -> !key.startsWith(day.toString()));
    assertThat(now).isEqualTo(then).hasSizeGreaterThan(10);
  }

  @Test
  void noPlanHasANestedLoop() {
    RandomHistory history = new RandomHistory(7, 2);
    String plan = snapshots(history::dataset, DAYS).queryExecution().executedPlan().toString();
    assertThat(plan).contains("MapGroups").doesNotContain("NestedLoop", "Cartesian");
  }

  private static boolean same(Object found, Object expected) {
    if (found instanceof Double a && expected instanceof Double b) {
      return Math.abs(a - b) <= 1.1e-6 + 1e-9 * Math.abs(b);
    }
    return java.util.Objects.equals(found, expected);
  }

  private Dataset<Row> snapshots(Function<Table, Dataset<Row>> rows, List<LocalDate> days) {
    SnapshotInputs inputs =
        new SnapshotInputs(
            rows.apply(Account.TABLE),
            rows.apply(AccountLink.TABLE),
            DailyCells.of(
                rows.apply(UsageEvent.TABLE),
                catalogue,
                catalogue.cells().keySet(),
                RandomHistory.ZONE,
                "b"),
            WithRoles.of(rows));
    SnapshotParams params =
        new SnapshotParams(catalogue, days, RandomHistory.ZONE, new ExchangeRates("USD", RATES));
    Coverage coverage = Coverage.of(Snapshots.coverage(inputs, params).collectAsList());
    return Snapshots.of(inputs, params, coverage);
  }

  private static Map<String, Map<String, Object>> cells(Dataset<Row> snapshots) {
    String[] columns = snapshots.columns();
    Map<String, Map<String, Object>> cells = new HashMap<>();
    for (Row row : snapshots.collectAsList()) {
      Map<String, Object> values = new HashMap<>();
      for (int i = 0; i < columns.length; i++) {
        values.put(columns[i], SnapshotOracle.plain(row.get(i)));
      }
      cells.put(values.get(Customer360.AS_OF) + " " + values.get(Customer360.ACCOUNT_ID), values);
    }
    return cells;
  }
}
