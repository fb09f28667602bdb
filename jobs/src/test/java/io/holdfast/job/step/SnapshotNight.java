package io.holdfast.job.step;

import io.holdfast.job.config.Configs;
import io.holdfast.money.ExchangeRates;
import io.holdfast.table.Account;
import io.holdfast.table.AccountLink;
import io.holdfast.table.Catalogue;
import io.holdfast.table.CellMetric;
import io.holdfast.table.FeatureDefinition;
import io.holdfast.table.TestSpark;
import io.holdfast.table.Ticket;
import io.holdfast.table.UsageEvent;
import io.holdfast.time.AsOf;
import io.holdfast.time.History;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/** Nights of two accounts whose usage is that of one of them. */
final class SnapshotNight {
  static final Catalogue CATALOGUE = catalogue(28);

  private final History history;

  final MemoryLake lake =
      new MemoryLake()
          .with(
              Account.TABLE,
              TableRows.of(Account.TABLE)
                  .row("account_id", "hf-1", "first_seen", at("2024-01-10"))
                  .row("account_id", "hf-2", "first_seen", at("2024-03-10"))
                  .rows())
          .with(
              AccountLink.TABLE,
              TableRows.of(AccountLink.TABLE)
                  .row("source", "segment", "source_key", "s1", "account_id", "hf-1")
                  .row("source", "segment", "source_key", "s2", "account_id", "hf-2")
                  .rows());

  SnapshotNight() {
    this(History.monthly());
  }

  SnapshotNight(History history) {
    this.history = history;
  }

  StepResult usage() {
    return new UsageStep(CATALOGUE).run(context(LocalDate.of(2024, 3, 15)));
  }

  StepResult snapshot(Catalogue catalogue, int dayOfMarch) {
    return new SnapshotStep(catalogue, ExchangeRates.none("USD"))
        .run(context(LocalDate.of(2024, 3, dayOfMarch)));
  }

  StepContext context(LocalDate day) {
    return new StepContext(
        TestSpark.session(),
        Configs.lookingBackOn(history),
        new AsOf(day, ZoneOffset.UTC),
        "run-" + day,
        lake,
        null);
  }

  /** Events of account s1 on 2024-02-02, the first day of the 28 until leap day. */
  void append(String batch, String... keys) {
    TableRows rows = TableRows.of(UsageEvent.TABLE);
    for (String key : keys) {
      rows.row(
          "source",
          "segment",
          "source_key",
          key,
          "account_key",
          "s1",
          "event_time",
          at("2024-02-02"),
          "known_at",
          at("2024-02-02"),
          "event",
          "Signed In",
          "batch",
          batch);
    }
    lake.append(UsageEvent.TABLE, rows.rows(), batch);
  }

  /** Events of an account that nobody knows, so that the source has come to no end by a day. */
  void alive(String... days) {
    TableRows rows = TableRows.of(UsageEvent.TABLE);
    for (String day : days) {
      rows.row(
          "source",
          "segment",
          "source_key",
          day,
          "account_key",
          "unknown",
          "event_time",
          at(day),
          "known_at",
          at(day),
          "event",
          "Signed In",
          "batch",
          "alive");
    }
    lake.append(UsageEvent.TABLE, rows.rows(), "alive");
  }

  static Catalogue catalogue(int window) {
    Map<String, FeatureDefinition> features = new LinkedHashMap<>();
    features.put("events_28d", CountFeature.of("events", window));
    features.put("tickets_28d", CountFeature.of(Ticket.TABLE.name(), window));
    return new Catalogue(Map.of("events", new CellMetric(null, null)), features);
  }

  static Timestamp at(String day) {
    return Timestamp.from(LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toInstant());
  }
}
