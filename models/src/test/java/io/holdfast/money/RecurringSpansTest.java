package io.holdfast.money;

import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.time.AsOf;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class RecurringSpansTest {
  private static final AsOf MARCH = new AsOf(LocalDate.of(2024, 3, 31), ZoneOffset.UTC);

  @Test
  void versionsFollowOneAnotherUntilTheAsOfDay() {
    assertThat(
            spans(
                MARCH,
                "s,a,2024-01-10,,trial,100",
                "s,a,2024-01-24 09:00:00,,active,100",
                "s,a,2024-02-15,,active,150",
                "s,a,2024-03-05,,paused,150"))
        .containsExactly(
            "2024-01-10 2024-01-24 0.00",
            "2024-01-24 2024-02-15 100.00",
            "2024-02-15 2024-03-05 150.00",
            "2024-03-05 2024-04-01 0.00");
  }

  @Test
  void versionKnownLateSlotsInWhereItTookEffect() {
    assertThat(
            spans(
                MARCH,
                "s,a,2024-01-01,,active,100",
                "s,a,2024-03-01,,active,300",
                "s,a,2024-02-01,2024-03-20,active,200",
                "s,a,2024-02-10,2024-04-01,active,999"))
        .containsExactly(
            "2024-01-01 2024-02-01 100.00",
            "2024-02-01 2024-03-01 200.00",
            "2024-03-01 2024-04-01 300.00");
  }

  @Test
  void aDiscountIsNoRevenueUntilItEnds() {
    assertThat(
            spans(
                MARCH,
                "s,a,2024-01-01,,active,80,,,,20,2024-03-01 00:00:00",
                "s,a,2024-02-01,,active,90,,,,10,2024-03-15 09:00:00"))
        .containsExactly(
            "2024-01-01 2024-02-01 80.00",
            "2024-02-01 2024-03-15 90.00",
            "2024-03-15 2024-04-01 100.00");
    assertThat(spans(MARCH, "free,a,2024-01-01,,active,0,,,,50,2024-02-01"))
        .containsExactly("2024-01-01 2024-02-01 0.00", "2024-02-01 2024-04-01 50.00");
    assertThat(spans(MARCH, "always,a,2024-01-01,,active,40,,,,10"))
        .containsExactly("2024-01-01 2024-04-01 40.00");
  }

  @Test
  void versionThatSpeaksOfAPartLeavesTheRestAsTheStateBeforeHasIt() {
    Dataset<Row> versions =
        Subscriptions.of(
                "s,a,2024-01-01,,active,100",
                "s,a,2024-02-01,,,250",
                "s,a,2024-03-01,,paused,",
                "s,a,2024-03-10,2024-05-01,,999")
            .withColumn(
                "states",
                expr(
                    "case when month(event_time) = 2 then array('mrr')"
                        + " when event_time = '2024-03-01' then array('status')"
                        + " when event_time = '2024-03-10' then array('mrr') end"))
            .withColumn("mrr", expr("if(states[0] = 'status', null, mrr)"));
    assertThat(
            RecurringSpans.of(versions, MARCH)
                .orderBy("from_day")
                .selectExpr("concat_ws(' ', from_day, to_day, mrr, plan, seats)")
                .as(Encoders.STRING())
                .collectAsList())
        .containsExactly(
            "2024-01-01 2024-02-01 100.00 Basic 5",
            "2024-02-01 2024-03-01 250.00 Basic 5",
            "2024-03-01 2024-04-01 0.00 Basic 5");
  }

  @Test
  void trialOfAContractThatPaysUpToItIsRevenue() {
    assertThat(
            spans(
                MARCH,
                "free month,a,2023-10-01,,active,100",
                "free month,a,2024-01-05,,trial,100",
                "free month,a,2024-01-20,,trial,120",
                "free month,a,2024-02-05,,active,120"))
        .containsExactly("2023-10-01 2024-01-20 100.00", "2024-01-20 2024-04-01 120.00");
  }

  @Test
  void trialAfterABreakOrBeforeAnyPaymentIsNone() {
    assertThat(
            spans(
                MARCH,
                "again,a,2024-01-01,,active,100",
                "again,a,2024-02-01,,ended,0",
                "again,a,2024-03-01,,trial,100"))
        .containsExactly("2024-01-01 2024-02-01 100.00", "2024-02-01 2024-04-01 0.00");
    assertThat(
            spans(
                MARCH,
                "over,a,2024-01-01,,active,100,,,2024-02-01",
                "over,a,2024-03-01,,trial,100"))
        .containsExactly("2024-01-01 2024-02-01 100.00", "2024-02-01 2024-04-01 0.00");
    assertThat(
            spans(
                MARCH,
                "once,a,2024-01-01 08:00:00,,active,100",
                "once,a,2024-01-01 09:00:00,,trial,100"))
        .containsExactly("2024-01-01 2024-04-01 0.00");
  }

  @Test
  void contractThatMovesIsTheOtherAccountsFromThatDayOn() {
    assertThat(
            RecurringSpans.of(
                    Subscriptions.of(
                        "s,a,2024-01-01,,active,100",
                        "s,b,2024-02-15,,active,100",
                        "s,a,2024-03-10,,active,100"),
                    MARCH)
                .orderBy("from_day")
                .selectExpr("concat_ws(' ', account_key, from_day, to_day, mrr)")
                .as(Encoders.STRING())
                .collectAsList())
        .containsExactly(
            "a 2024-01-01 2024-02-15 100.00",
            "b 2024-02-15 2024-03-10 100.00",
            "a 2024-03-10 2024-04-01 100.00");
  }

  @Test
  void startAndEndBoundWhatAnActiveVersionPays() {
    assertThat(
            spans(MARCH, "s,a,2024-01-01,,active,100,USD,2024-01-15 08:00:00,2024-02-10 08:00:00"))
        .containsExactly(
            "2024-01-01 2024-01-15 0.00",
            "2024-01-15 2024-02-10 100.00",
            "2024-02-10 2024-04-01 0.00");
  }

  @Test
  void scheduledEndsAndScheduledVersionsAreNotHistory() {
    assertThat(
            spans(
                MARCH,
                "s,a,2024-01-01,,active,100,USD,,2024-06-30",
                "s,a,2024-05-01,2024-03-01,active,200"))
        .containsExactly("2024-01-01 2024-04-01 100.00");
  }

  @Test
  void ofVersionsOfOneDayTheLastInEffectCountsAndOfEqualOnesTheLastKnown() {
    assertThat(
            spans(
                MARCH,
                "s,a,2024-01-01 08:00:00,,active,100",
                "s,a,2024-01-01 12:00:00,,active,200",
                "s,a,2024-01-01 12:00:00,2024-01-05,active,250",
                "s,a,2024-01-01 10:00:00,2024-03-01,active,300"))
        .containsExactly("2024-01-01 2024-04-01 250.00");
  }

  @Test
  void subscriptionThatStartsAndEndsAtTheSameTimeNeverPays() {
    assertThat(spans(MARCH, "s,a,2024-01-01,,active,100", "s,a,2024-01-01,,ended,0"))
        .containsExactly("2024-01-01 2024-04-01 0.00");
  }

  @Test
  void deletedSubscriptionHasNoSpansFromThenOn() {
    assertThat(spans(MARCH, "s,a,2024-01-01,,active,100", "s,a,2024-02-01,,deleted"))
        .containsExactly("2024-01-01 2024-02-01 100.00");
  }

  @Test
  void endBeforeItsStartNeverPays() {
    assertThat(spans(MARCH, "s,a,2024-01-01,,active,100,USD,2024-02-10,2024-02-01"))
        .allMatch(span -> span.endsWith(" 0.00"));
  }

  @Test
  void daysAreThoseOfTheCompany() {
    AsOf berlin = new AsOf(MARCH.day(), ZoneId.of("Europe/Berlin"));
    assertThat(
            spans(
                berlin,
                "s,a,2024-01-31 22:59:00,,active,100",
                "s,a,2024-01-31 23:30:00,,active,200",
                "s,a,2024-03-31 22:30:00,,active,300"))
        .containsExactly("2024-01-31 2024-02-01 100.00", "2024-02-01 2024-04-01 200.00");
  }

  private static List<String> spans(AsOf asOf, String... versions) {
    Dataset<Row> spans = RecurringSpans.of(Subscriptions.of(versions), asOf);
    return spans
        .orderBy(RecurringSpans.FROM_DAY)
        .selectExpr("concat_ws(' ', from_day, to_day, mrr)")
        .as(Encoders.STRING())
        .collectAsList();
  }
}
