package io.holdfast.job.workload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;

/**
 * Writes the Parquet exports of a made-up company: a year of usage events of many accounts, skewed
 * as real use is, some late, some sent twice; contracts and tickets beside them. The same arguments
 * write the same rows.
 */
final class Workload {
  static final LocalDate FIRST = LocalDate.of(2025, 1, 1);
  static final int DAYS = 365;
  private static final long EVENTS_PER_ACCOUNT = 400;

  private final long events;
  private final long accounts;

  Workload(long events) {
    this.events = events;
    this.accounts = Math.max(10, events / EVENTS_PER_ACCOUNT);
  }

  /**
   * Writes Parquet exports: what was received before the last day to {@code history}, the last
   * day's to {@code night}.
   */
  void write(Path folder) throws IOException, SQLException {
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        Statement sql = duckdb.createStatement()) {
      sql.execute("set threads = 2");
      sql.execute("set preserve_insertion_order = false");
      sql.execute("create macro u(i, salt) as hash(i * 31 + salt) / 18446744073709551616.0");
      for (String part : new String[] {"history", "night"}) {
        boolean night = part.equals("night");
        Path to = folder.resolve(part);
        copy(sql, to, "product/events", events(night));
        if (!night) {
          copy(sql, to, "crm/accounts", accounts());
          copy(sql, to, "product/workspaces", workspaces());
        }
        copy(sql, to, "crm/subscriptions", subscriptions(night));
        copy(sql, to, "crm/tickets", tickets(night));
      }
    }
  }

  private static void copy(Statement sql, Path folder, String export, String rows)
      throws IOException, SQLException {
    Path target = folder.resolve(export);
    Files.createDirectories(target);
    sql.execute(
        "copy (%s) to '%s' (format parquet, compression zstd)"
            .formatted(rows, target.resolve(folder.getFileName() + ".parquet")));
  }

  private String when(String time, boolean night) {
    String last = "timestamp '%s'".formatted(FIRST.plusDays(DAYS - 1).atStartOfDay());
    return "%s %s %s and %s < %s + interval 1 day"
        .formatted(time, night ? ">=" : "<", last, time, last);
  }

  private static String instant(String day, String second) {
    return "timestamp '%s' + to_days((%s)::int) + to_seconds((%s)::int)"
        .formatted(FIRST.atStartOfDay(), day, second);
  }

  /** One event in fifty is late by up to twenty days, one in two hundred is sent twice. */
  private String events(boolean night) {
    return """
        with drawn as (
          select i,
            floor(%d * pow(u(i, 1), 1.6))::bigint as account,
            %s as happened,
            case when u(i, 4) < 0.02 then floor(pow(u(i, 5), 3) * 20 * 86400) else floor(u(i, 5) * 60) end
              as lag
          from range(%d) t(i)),
        sent as (
          select *, happened + to_seconds(lag::int) as received from drawn
          union all
          select *, happened + to_seconds((lag + 3600 * 30)::int) from drawn where u(i, 9) < 0.005)
        select 'e' || lpad(hash(i)::varchar, 20, '0') as id,
          'w' || account as workspace,
          'u' || account || '-' || floor((1 + account %% 40) * pow(u(i, 6), 2))::bigint as user,
          ['Signed In', 'Report Created', 'Dashboard Viewed', 'Data Exported',
            'Integration Connected', 'User Invited', 'Workflow Run', 'API Called']
            [1 + floor(8 * pow(u(i, 7), 1.5))::int] as event,
          1 + floor(5 * pow(u(i, 8), 4)) as quantity, happened, received
        from sent where %s"""
        .formatted(
            accounts,
            instant("floor(%d * u(i, 2))".formatted(DAYS), "floor(86400 * u(i, 3))"),
            events,
            when("received", night));
  }

  private String accounts() {
    return """
        select 'a' || i as id, 'Company ' || i as name, 'company' || i || '.example' as domain,
          ['Software', 'Retail', 'Health', 'Finance'][1 + i %% 4] as industry,
          ['DE', 'US', 'FR'][1 + i %% 3] as country, ['small', 'medium', 'large'][1 + i %% 3] as size,
          timestamp '%s' as created
        from range(%d) t(i)"""
        .formatted(FIRST.atStartOfDay(), accounts);
  }

  private String workspaces() {
    return """
        select 'w' || i as id, 'a' || i as account, timestamp '%s' as created from range(%d) t(i)"""
        .formatted(FIRST.atStartOfDay(), accounts);
  }

  /** A contract each, with more or fewer seats later for some, ended for others. */
  private String subscriptions(boolean night) {
    return """
        with states as (
          select i, 0 as n, %s as since from range(%d) t(i)
          union all
          select i, 1, %s from range(%d) t(i) where u(i, 12) < 0.4)
        select 's' || i as id, 'a' || i as account, 'plan ' || (1 + i %% 3) as plan,
          case when n = 1 and u(i, 15) < 0.3 then 'ended' else 'active' end as status,
          (50 + i %% 17 * 10 + n * floor(u(i, 13) * 40))::decimal(18, 2) as mrr,
          1 + i %% 40 + n * floor(u(i, 14) * 10)::bigint as seats,
          %s as starts, null::timestamp as ends,
          timestamp '%s' + to_days((30 + i %% 340)::int) as renews, since, since as known
        from states where %s"""
        .formatted(
            instant("floor(200 * u(i, 10))", "3600"),
            accounts,
            instant("201 + floor(164 * u(i, 11))", "7200"),
            accounts,
            instant("floor(200 * u(i, 10))", "3600"),
            FIRST.plusDays(DAYS).atStartOfDay(),
            when("since", night));
  }

  /** Two tickets an account, each opened and solved. */
  private String tickets(boolean night) {
    return """
        with opened as (
          select i, %s as opened from range(%d) t(i)),
        states as (
          select *, 0 as n, opened as known from opened
          union all
          select *, 1, opened + to_seconds(floor(600 + u(i, 24) * 900000)::int) from opened)
        select 't' || i as id, 'a' || (i %% %d) as account, opened, known,
          case when n = 0 then 'open' else 'solved' end as status,
          ['low', 'normal', 'high', 'urgent'][1 + i %% 4] as priority,
          case when n = 1 then floor(u(i, 22) * 600) end as answered,
          case when n = 1 then round(u(i, 24) * 250, 2) end as solved,
          case when n = 1 and u(i, 23) < 0.3 then 1 + i %% 5 end as rating
        from states where %s"""
        .formatted(
            instant("floor(365 * u(i, 20))", "floor(86400 * u(i, 21))"),
            2 * accounts,
            accounts,
            when("known", night));
  }
}
