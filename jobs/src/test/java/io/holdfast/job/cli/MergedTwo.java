package io.holdfast.job.cli;

import io.holdfast.job.step.StepContext;
import io.holdfast.job.step.StepResult;
import io.holdfast.job.step.TableRows;
import io.holdfast.table.SourceAccount;
import io.holdfast.table.Subscription;
import io.holdfast.table.UsageEvent;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Two accounts of a CRM, each with a subscription and usage: merged on 10 February 2024, taken
 * apart on 10 March.
 */
final class MergedTwo {

  static StepResult land(StepContext context) {
    TableRows accounts = TableRows.of(SourceAccount.TABLE);
    account(accounts, "crm", "a", "2024-01-01", null, null);
    account(accounts, "crm", "b", "2024-01-02", null, null);
    account(accounts, "crm", "b", "2024-02-10", null, "a");
    account(accounts, "crm", "b", "2024-03-10", null, null);
    TableRows subscriptions = TableRows.of(Subscription.TABLE);
    TableRows events = TableRows.of(UsageEvent.TABLE);
    for (String key : List.of("a", "b")) {
      account(accounts, "billing", "c" + key, "2024-01-03", key, null);
      account(accounts, "product", "g" + key, "2024-01-03", key, null);
      subscriptions.row(
          "source",
          "billing",
          "source_key",
          "s" + key,
          "account_key",
          "c" + key,
          "event_time",
          at("2024-01-05"),
          "known_at",
          at("2024-01-05"),
          "start_at",
          at("2024-01-05"),
          "status",
          "active",
          "mrr",
          new BigDecimal(key.equals("a") ? "100.00" : "50.00"),
          "currency",
          "USD");
      for (String day : List.of("2024-01-20", "2024-02-20", "2024-03-20")) {
        for (int i = 0; i < (key.equals("a") ? 5 : 3); i++) {
          event(events, "g" + key, key + day + i, day);
        }
      }
    }
    for (String day : List.of("2024-01-31", "2024-02-29", "2024-03-31")) {
      event(events, "nobody", day, day);
    }
    context.lake().append(SourceAccount.TABLE, accounts.rows(), "first");
    context.lake().append(Subscription.TABLE, subscriptions.rows(), "first");
    context.lake().append(UsageEvent.TABLE, events.rows(), "first");
    return StepResult.empty();
  }

  private static void event(TableRows rows, String account, String key, String day) {
    rows.row(
        "source",
        "product",
        "source_key",
        key,
        "account_key",
        account,
        "event_time",
        at(day),
        "known_at",
        at(day),
        "event",
        "Signed In",
        "batch",
        "first");
  }

  private static void account(
      TableRows rows, String source, String key, String day, String crm, String into) {
    rows.row(
        "source",
        source,
        "source_key",
        key,
        "event_time",
        at(day),
        "known_at",
        at(day),
        "name",
        source.equals("crm") ? "Acme" : null,
        "crm_key",
        crm,
        "merged_into_key",
        into);
  }

  private static Timestamp at(String day) {
    return Timestamp.from(LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  private MergedTwo() {}
}
