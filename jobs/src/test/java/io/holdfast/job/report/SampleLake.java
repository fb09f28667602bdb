package io.holdfast.job.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.holdfast.job.step.MemoryLake;
import io.holdfast.table.Account;
import io.holdfast.table.AccountHealth;
import io.holdfast.table.AccountMrr;
import io.holdfast.table.AccountScore;
import io.holdfast.table.AccountSegment;
import io.holdfast.table.CheckResult;
import io.holdfast.table.CohortRetention;
import io.holdfast.table.Column;
import io.holdfast.table.Customer360;
import io.holdfast.table.EarlyWarning;
import io.holdfast.table.ModelCard;
import io.holdfast.table.PeriodClose;
import io.holdfast.table.Quarantine;
import io.holdfast.table.Table;
import io.holdfast.table.TestSpark;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Made-up released tables of a company with 400 accounts, as of 31 Dec 2025. */
final class SampleLake {
  private static final String DAY = "date'2025-12-31' as as_of";
  private static final String KNOWN = "date'2025-12-31' as known_as_of";
  private static final String ACCOUNT = "concat('hf-', id) as account_id";

  private static final String ARR = "if(id = 0, 95000D, 3000 + " + hash(1) + " * 90000)";

  /** A number from 0 to 1 that looks random but depends on the id alone. */
  private static String hash(int salt) {
    return "((id * %d + %d) %% 997) / 997D".formatted(7919 + salt * 104729, salt * 31);
  }

  static MemoryLake scored() {
    MemoryLake lake = new MemoryLake();
    accounts(lake);
    scores(lake);
    revenue(lake);
    put(
        lake,
        ModelCard.TABLE,
        2,
        "element_at(array('churn, xgboost, 2025-12-31', 'upsell, none, 2025-12-31'),"
            + " cast(id + 1 as int)) as model",
        "if(id = 0, 'churn', 'upsell') as outcome",
        "if(id = 0, 'xgboost', 'logistic_regression') as algorithm",
        "if(id = 0, 'champion', 'abstained') as status",
        "if(id = 0, 'Best out of time, by log loss.', 'The interval of its AUC reaches down to"
            + " 0.48, which is not above chance.') as reason",
        "date'2025-12-31' as trained_as_of",
        "9120L as training_rows",
        "611L as training_positives",
        "2410L as test_rows",
        "170L as test_positives",
        "if(id = 0, 0.781D, 0.531D) as auc",
        "if(id = 0, 0.742D, 0.48D) as auc_low",
        "if(id = 0, 0.818D, 0.58D) as auc_high",
        "0.061D as brier",
        "0.012D as calibration_error",
        "4.1D as lift_top_decile",
        "array('active_users_trend_28d', 'open_tickets', 'days_to_renewal', 'signins_28d')"
            + " as features");
    return lake;
  }

  /** The same company where no model forecasts anything. */
  static MemoryLake abstained() {
    MemoryLake lake = scored();
    Dataset<Row> scores = lake.read(AccountScore.TABLE);
    for (String column : List.of("probability", "low", "high", "band", "arr_at_stake", "drivers")) {
      scores = scores.withColumn(column, lit(null).cast(scores.schema().apply(column).dataType()));
    }
    return lake.with(
        AccountScore.TABLE,
        scores
            .withColumn("status", lit("abstained"))
            .withColumn("status_reason", lit("No signal above chance: the AUC is 0.50.")));
  }

  private static void accounts(MemoryLake lake) {
    put(
        lake,
        Account.TABLE,
        400,
        ACCOUNT,
        "case when id = 0 then 'Initech <script>alert(1)</script> & Söhne'"
            + " else concat(element_at(array('Aster', 'Borealis', 'Cobalt', 'Delta', 'Ember',"
            + " 'Fjord', 'Granite'), cast(id % 7 + 1 as int)), ' ', element_at(array('Foods',"
            + " 'Logistics', 'Health', 'Software', 'Mobility'), cast(id % 5 + 1 as int)), ' ',"
            + " id) end as name",
        "element_at(array('enterprise', 'mid-market', 'small'), cast(id % 3 + 1 as int))"
            + " as segment");
    String arr = "cast(" + ARR + " as decimal(18,2)) as arr";
    put(lake, Customer360.TABLE, 400, DAY, ACCOUNT, "true as active", arr);
    put(
        lake,
        AccountSegment.TABLE,
        400,
        DAY,
        ACCOUNT,
        "element_at(array('Daily users with many integrations', 'Occasional users', 'New and"
            + " setting up', 'Heavy support users'), cast(id % 4 + 1 as int)) as segment_name");
    put(
        lake,
        AccountHealth.TABLE,
        400,
        DAY,
        ACCOUNT,
        "round(100 * sqrt(" + hash(5) + "), 1) as score",
        "case when sqrt("
            + hash(5)
            + ") < 0.4 then 'poor' when sqrt("
            + hash(5)
            + ") < 0.7 then"
            + " 'fair' else 'good' end as band");
    put(
        lake,
        EarlyWarning.TABLE,
        60,
        DAY,
        ACCOUNT,
        "element_at(array('contract_ends', 'nobody_signs_in', 'payment_failed'), cast(id % 3 + 1"
            + " as int)) as rule",
        "element_at(array('urgent', 'warn', 'watch'), cast(id % 3 + 1 as int)) as severity",
        "element_at(array('The contract ends on 31 Jan 2026 and nothing is agreed.', 'Nobody"
            + " signed in for 21 days.', '2 payments failed in 28 days.'), cast(id % 3 + 1 as"
            + " int)) as sentence");
  }

  private static void scores(MemoryLake lake) {
    String churn = "pow(" + hash(2) + ", 4) * 0.85 + 0.005";
    String p =
        "round(case when id = 0 then 0.82 when outcome = 'churn' then "
            + churn
            + " else pow("
            + hash(3)
            + ", 5) * 0.7 end, 6)";
    String reason =
        "named_struct('feature', 'f', 'sentence', '%s', 'contribution', 0.8D, 'value', 12D,"
            + " 'baseline', 40D, 'peers', 35D)";
    Dataset<Row> base =
        TestSpark.session()
            .range(400)
            .selectExpr("id", "explode(array('churn', 'upsell')) as outcome")
            .selectExpr("*", p + " as probability");
    lake.with(
        AccountScore.TABLE,
        fit(
            AccountScore.TABLE,
            base.selectExpr(
                DAY,
                ACCOUNT,
                "outcome",
                "90L as horizon_days",
                "'all' as subject",
                "'champion' as role",
                "probability",
                "probability * 0.7 as low",
                "least(probability * 1.4, 0.99) as high",
                "case when probability < 0.1 then 'low' when probability < 0.25 then 'medium' when"
                    + " probability < 0.5 then 'high' when outcome = 'upsell' then 'very high'"
                    + " else 'critical' end as band",
                "cast(" + ARR + " as decimal(18,2)) as arr",
                "cast(" + ARR + " * probability as decimal(18,2)) as arr_at_stake",
                "array("
                    + reason.formatted(
                        "Sign-ins in the last 28 days fell to 12 from 40 on 30 Sep 2025;"
                            + " comparable accounts have 35.")
                    + ", "
                    + reason.formatted(
                        "Open tickets rose to 7 from 1 on 30 Sep 2025; comparable accounts have 2.")
                    + ") as drivers",
                reason.formatted(
                        "Meetings held in the last 91 days stayed at 3 since 30 Sep 2025;"
                            + " comparable accounts have 1.")
                    + " as protector",
                "'Churn risk rose from 12% to 31%, mostly because sign-ins in the last 28 days fell"
                    + " to 12 from 30.' as change_reason",
                "'Customer success: Agree a rescue plan with the sponsor before the renewal on"
                    + " 5 Feb 2026; start from this: sign-ins in the last 28 days fell to 12 from"
                    + " 40 on 30 Sep 2025.' as action",
                "date'2026-01-05' as due_on",
                "'m' as model",
                "'fresh' as status",
                "concat('High churn risk (', cast(round(probability * 100) as int), '%) although"
                    + " health is good (78): sign-ins in the last 28 days fell to 12 from 40 on"
                    + " 30 Sep 2025.') as headline")));
  }

  private static void revenue(MemoryLake lake) {
    String month = "add_months(date'2024-07-01', cast(id as int)) as month";
    put(
        lake,
        PeriodClose.TABLE,
        18,
        KNOWN,
        month,
        "cast(900000 + id * 21000 as decimal(18,2)) as opening",
        "24500.00BD as new_mrr",
        "11800.00BD as expansion",
        "-4300.00BD as contraction",
        "-13200.00BD as churn",
        "2900.00BD as reactivation",
        "-700.00BD as currency_effect",
        "cast(900000 + (id + 1) * 21000 as decimal(18,2)) as closing",
        "0.00BD as difference",
        "300 + id * 6 as active_accounts",
        "14L as new_accounts",
        "8L as churned_accounts");
    Dataset<Row> cohorts =
        TestSpark.session()
            .range(18 * 18)
            .selectExpr("id", "cast(id div 18 as int) as c", "cast(id % 18 as int) as p");
    String reached = "if(c + p < 18, %s, null)";
    lake.with(
        CohortRetention.TABLE,
        fit(
            CohortRetention.TABLE,
            cohorts.selectExpr(
                KNOWN,
                "add_months(date'2024-07-01', c) as cohort",
                "'all' as dimension",
                "'all' as dimension_value",
                "cast(p as bigint) as period",
                "cast(20 + c % 5 as bigint) as accounts",
                reached.formatted("20L") + " as active",
                "cast(14000 + c * 300 as decimal(18,2)) as start_mrr",
                "14000.00BD as mrr",
                reached.formatted("greatest(0.4, 1 - p * 0.024 - " + hash(4) + " * p * 0.006)")
                    + " as logo_retention",
                "1D as grr",
                reached.formatted("1 + (" + hash(6) + " - 0.5) * p * 0.045") + " as nrr",
                "c + p >= 18 as censored")));
    lake.with(
        AccountMrr.TABLE,
        fit(
            AccountMrr.TABLE,
            TestSpark.session()
                .range(400)
                .selectExpr("id", "explode(array(date'2024-12-01', date'2025-12-01')) as month")
                .where("not (month = date'2025-12-01' and id % 11 = 0)")
                .selectExpr(
                    KNOWN,
                    ACCOUNT,
                    "month",
                    "cast(1000 + if(month = date'2025-12-01', id % 400, 0) as decimal(18,2))"
                        + " as mrr",
                    "1L as subscriptions")));
    put(
        lake,
        CheckResult.TABLE,
        3,
        DAY,
        "element_at(array('landed_is_loaded_or_quarantined', 'usage_before_subscription',"
            + " 'bridge_closes'), cast(id + 1 as int)) as check_name",
        "if(id = 1, 'warn', 'pass') as status",
        "if(id = 1, 19142L, 0L) as found",
        "0L as expected",
        "if(id = 1, '19,142 usage records lie before the subscription they belong to, such as"
            + " usage 17 of subscription S-4.', 'As expected.') as detail");
    put(
        lake,
        Quarantine.TABLE,
        7,
        "'zendesk' as source",
        "'tickets' as export",
        "'zendesk/tickets/1.csv' as file",
        "id as record_no",
        "'ticket' as entity",
        "'created_at is not a time' as reason");
  }

  private static void put(MemoryLake lake, Table table, int rows, String... columns) {
    lake.with(table, fit(table, TestSpark.session().range(rows).selectExpr(columns)));
  }

  /** The rows with every other column of the table null. */
  private static Dataset<Row> fit(Table table, Dataset<Row> rows) {
    List<String> present = Arrays.asList(rows.columns());
    return table.conform(
        rows.select(
            table.columns().stream()
                .map(column -> present.contains(column.name()) ? present(column) : absent(column))
                .toArray(org.apache.spark.sql.Column[]::new)));
  }

  private static org.apache.spark.sql.Column present(Column column) {
    return col(column.name()).cast(column.type()).as(column.name().toLowerCase(Locale.ROOT));
  }

  private static org.apache.spark.sql.Column absent(Column column) {
    return lit(null).cast(column.type()).as(column.name());
  }

  private SampleLake() {}
}
