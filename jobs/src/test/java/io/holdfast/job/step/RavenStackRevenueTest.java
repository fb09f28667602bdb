package io.holdfast.job.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.job.config.Config;
import io.holdfast.money.ExchangeRates;
import io.holdfast.outcome.Outcome;
import io.holdfast.outcome.Outcomes;
import io.holdfast.table.Account;
import io.holdfast.table.AccountLink;
import io.holdfast.table.AccountMrr;
import io.holdfast.table.CohortRetention;
import io.holdfast.table.Customer360;
import io.holdfast.table.Entity;
import io.holdfast.table.OutcomeLabel;
import io.holdfast.table.PeriodClose;
import io.holdfast.table.Subscription;
import io.holdfast.table.Table;
import io.holdfast.table.TestSpark;
import io.holdfast.table.Wanted;
import io.holdfast.time.AsOf;
import io.holdfast.time.BusinessHours;
import io.holdfast.time.History;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Revenue, retention and labels of the RavenStack exports, beside DuckDB counting in the files. */
class RavenStackRevenueTest {
  private static final AsOf YEAR_END = new AsOf(LocalDate.of(2024, 12, 31), ZoneOffset.UTC);
  private static final String MONTHLY =
      """
      with months as (
        select cast(unnest(generate_series(date '2023-01-01', date '2024-12-01', interval 1 month))
          as date) as month),
      monthly as (
        select s.account_id, m.month, sum(s.mrr_amount) as mrr, count(*) as subscriptions
        from subscriptions s, months m
        where not s.is_trial and s.mrr_amount > 0 and s.start_date <= last_day(m.month)
          and (s.end_date is null or s.end_date > last_day(m.month))
        group by all),
      starts as (
        select account_id, min(month) as cohort, arg_min(mrr, month) as start
        from monthly group by account_id)
      """;

  private static final MemoryLake LAKE = new MemoryLake();
  private static Path data;

  @BeforeAll
  static void runTheSteps() {
    data = Wanted.data("ravenstack");
    // Entity and its tables refer to each other; it has to be loaded first.
    assertThat(Entity.ALL).contains(Subscription.TABLE);
    LAKE.with(Subscription.TABLE, subscriptionVersions());
    LAKE.with(AccountLink.TABLE, links());
    LAKE.with(Account.TABLE, accounts());
    StepContext context =
        new StepContext(TestSpark.session(), config(), YEAR_END, "2024-12-31", LAKE, null);
    new RevenueStep(List.of()).run(context);
    new RetentionStep().run(context);
    LAKE.with(Customer360.TABLE, monthEndSnapshots());
    new LabelStep(new Outcomes(List.of(Outcome.of(Outcome.Kind.CHURN)))).run(context);
  }

  @Test
  void monthEndMrrOfEveryAccountIsThatOfTheFiles() throws Exception {
    assertThat(
            lines(
                LAKE.read(AccountMrr.TABLE).where("subscriptions > 0"),
                "account_id, month, mrr, subscriptions"))
        .isEqualTo(
            counted(
                MONTHLY
                    + "select account_id, month, cast(mrr as decimal(18,2)), subscriptions"
                    + " from monthly"))
        .hasSizeGreaterThan(5000);
  }

  @Test
  void periodsCloseWithTheMrrOfTheFilesAndHaveTheKnownFigures() throws Exception {
    List<String> periods =
        lines(LAKE.read(PeriodClose.TABLE), "month, closing, active_accounts, difference");
    assertThat(periods)
        .isEqualTo(
            counted(
                MONTHLY
                    + "select month, cast(sum(mrr) as decimal(18,2)), count(*), '0.00' from monthly"
                    + " group by month"))
        .contains("2024-01-01 1522685.00 206 0.00", "2024-12-01 10159608.00 500 0.00");
    assertThat(LAKE.read(PeriodClose.TABLE).where("month = '2023-01-01' and opening <> 0").count())
        .isZero();
  }

  @Test
  void accountsComeBeginAndLeaveAsInTheFiles() throws Exception {
    assertThat(lines(LAKE.read(PeriodClose.TABLE), "month, new_accounts, churned_accounts"))
        .isEqualTo(
            counted(
                MONTHLY
                    + """
                    select m.month,
                      (select count(*) from starts where cohort = m.month),
                      (select count(*) from monthly b
                        where b.month = m.month - interval 1 month
                          and not exists (select 1 from monthly n
                            where n.account_id = b.account_id and n.month = m.month))
                    from months m where m.month >= (select min(cohort) from starts)
                    """));
  }

  @Test
  void cohortTableIsThatOfTheFiles() throws Exception {
    String figures =
        "cohort, dimension_value, period, accounts, active, start_mrr, mrr,"
            + " format_number(logo_retention, '0.000000'), format_number(grr, '0.000000'),"
            + " format_number(nrr, '0.000000')";
    assertThat(
            lines(
                LAKE.read(CohortRetention.TABLE)
                    .where("not censored and dimension in ('all', 'industry')"),
                figures))
        .isEqualTo(
            counted(
                MONTHLY
                    + """
                    , parts as (
                      select account_id, unnest(['all', industry]) as part from accounts),
                    grid as (
                      select s.account_id, s.cohort, p.part, s.start, m.month,
                        coalesce(x.mrr, 0) as mrr
                      from starts s join parts p using (account_id)
                        join months m on m.month >= s.cohort
                        left join monthly x on x.account_id = s.account_id and x.month = m.month)
                    select cohort, part, date_diff('month', cohort, month), count(*),
                      count(*) filter (mrr > 0), cast(sum(start) as decimal(18,2)),
                      cast(sum(mrr) as decimal(18,2)),
                      format('{:.6f}', count(*) filter (mrr > 0) / count(*)),
                      format('{:.6f}', sum(least(mrr, start)) / sum(start)),
                      format('{:.6f}', sum(mrr) / sum(start))
                    from grid group by cohort, part, month
                    """))
        .hasSizeGreaterThan(300);
  }

  @Test
  void churnWithinNinetyDaysIsThatOfTheFiles() throws Exception {
    assertThat(
            lines(
                LAKE.read(OutcomeLabel.TABLE)
                    .where("at_risk and not censored")
                    .groupBy("as_of")
                    .agg(
                        org.apache.spark.sql.functions.expr("count(1) as n"),
                        org.apache.spark.sql.functions.expr(
                            "cast(sum(label) as bigint) as churned")),
                "as_of, n, churned"))
        .isEqualTo(
            counted(
                MONTHLY
                    + """
                    select last_day(m.month), count(*), count(*) filter (not exists (
                      select 1 from subscriptions s
                      where s.account_id = m.account_id and not s.is_trial and s.mrr_amount > 0
                        and s.start_date <= last_day(m.month) + 90
                        and (s.end_date is null or s.end_date > last_day(m.month) + 90)))
                    from monthly m where last_day(m.month) + 90 <= date '2024-12-31'
                    group by m.month
                    """));
  }

  /** A version when it starts and, where it has an end, one that says so then. */
  private static Dataset<Row> subscriptionVersions() {
    return csv("subscriptions")
        .selectExpr(
            "*",
            "explode(array_compact(array("
                + "struct(start_date as at, if(is_trial = 'TRUE', 'trial', 'active') as status),"
                + "if(end_date is null, null,"
                + " struct(end_date as at, 'ended' as status))))) as v")
        .selectExpr(
            "'ravenstack' as source",
            "subscription_id as source_key",
            "cast(v.at as timestamp) as event_time",
            "cast(v.at as timestamp) as known_at",
            "cast(null as string) as version",
            "false as deleted",
            "cast(map() as map<string, string>) as attributes",
            "'file' as file",
            "1L as record_no",
            "'batch' as batch",
            "account_id as account_key",
            "cast(null as string) as plan_key",
            "plan_tier as plan",
            "cast(null as string) as product",
            "v.status as status",
            "cast(if(v.status = 'ended', '0', mrr_amount) as decimal(18,2)) as mrr",
            "cast(null as string) as mrr_unknown",
            "cast(null as decimal(18,2)) as discount",
            "cast(null as timestamp) as discount_until",
            "'USD' as currency",
            "cast(seats as bigint) as seats",
            "cast(start_date as timestamp) as start_at",
            "if(v.status = 'ended', cast(end_date as timestamp), null) as end_at",
            "cast(null as timestamp) as renewal_at",
            "auto_renew_flag = 'TRUE' as auto_renew",
            "is_trial = 'TRUE' as trial");
  }

  private static Dataset<Row> links() {
    return with(
        AccountLink.TABLE,
        csv("accounts"),
        "'ravenstack' as source",
        "account_id as source_key",
        "account_id");
  }

  private static Dataset<Row> accounts() {
    return with(Account.TABLE, csv("accounts"), "account_id", "account_name as name", "industry");
  }

  private static Dataset<Row> monthEndSnapshots() {
    return with(
        Customer360.TABLE,
        LAKE.read(AccountMrr.TABLE),
        "last_day(month) as as_of",
        "account_id",
        "subscriptions > 0 as active",
        "mrr",
        "false as trial");
  }

  /** Columns of a table, those that are not named null. */
  private static Dataset<Row> with(Table table, Dataset<Row> rows, String... expressions) {
    return TestSpark.session()
        .createDataFrame(List.of(), table.schema())
        .unionByName(rows.selectExpr(expressions), true);
  }

  private static Dataset<Row> csv(String export) {
    return TestSpark.session()
        .read()
        .option("header", true)
        .csv(data.resolve("ravenstack_" + export + ".csv").toString());
  }

  private static List<String> lines(Dataset<Row> rows, String columns) {
    return rows
        .selectExpr("concat_ws(' ', " + columns + ") as line")
        .as(Encoders.STRING())
        .collectAsList()
        .stream()
        .sorted()
        .toList();
  }

  private static List<String> counted(String sql) throws Exception {
    List<String> lines = new ArrayList<>();
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        var statement = duckdb.createStatement()) {
      for (String export : List.of("subscriptions", "accounts")) {
        statement.execute(
            "create view %s as select * from read_csv('%s')"
                .formatted(export, data.resolve("ravenstack_" + export + ".csv")));
      }
      try (ResultSet rows = statement.executeQuery(sql)) {
        while (rows.next()) {
          List<String> fields = new ArrayList<>();
          for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            fields.add(rows.getString(i));
          }
          lines.add(String.join(" ", fields));
        }
      }
    }
    return lines.stream().sorted().toList();
  }

  private static Config config() {
    Path here = Path.of("");
    return new Config(
        here,
        here,
        "RavenStack",
        "",
        "",
        "",
        "",
        "",
        ZoneOffset.UTC,
        "USD",
        "ravenstack",
        List.of(),
        History.monthly(),
        BusinessHours.onWeekdays(ZoneOffset.UTC, 9, 17),
        ExchangeRates.none("USD"));
  }
}
