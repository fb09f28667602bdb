package io.holdfast.job.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.table.AccountKeys;
import io.holdfast.table.Contact;
import io.holdfast.table.Discount;
import io.holdfast.table.Holiday;
import io.holdfast.table.Invoice;
import io.holdfast.table.InvoiceLine;
import io.holdfast.table.Payment;
import io.holdfast.table.Plan;
import io.holdfast.table.Product;
import io.holdfast.table.Schedule;
import io.holdfast.table.Signal;
import io.holdfast.table.SlaTarget;
import io.holdfast.table.SourceAccount;
import io.holdfast.table.Staff;
import io.holdfast.table.Subscription;
import io.holdfast.table.SubscriptionItem;
import io.holdfast.table.Ticket;
import io.holdfast.table.TicketMessage;
import io.holdfast.table.UsageEvent;
import io.holdfast.table.Wanted;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Encoders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The mappings of a loader's layout, and Snowplow's, over sample rows; what each file gives. */
class SeedsTest {
  private static final Path PROJECT = project();

  @TempDir Path folder;

  @Test
  void stripeInALoadersTables() throws IOException {
    try (LandingNight night = new LandingNight(folder, Wanted.data("fivetran"))) {
      StepResult result = night.land("2025-12-31", mapping("loader/stripe"));
      assertThat(counts(result)).isEqualTo(pinned("stripe-loader"));
      assertThat(
              night.lines(SourceAccount.TABLE, "source_key", "known_at", "deleted", "created_on"))
          .contains(
              "cus_ImVzJQmSlYHjZL 2021-01-18 12:35:30.0 false 2021-01-18",
              "cus_IuKuZJLG9mNRn2 2021-02-08 09:40:39.0 false 2021-02-08",
              "cus_IuKuZJLG9mNRn2 2021-02-08 14:21:18.0 true null");
      assertThat(night.lines(Product.TABLE, "source_key", "name", "active"))
          .contains("prod_seven Mobile true");
      assertThat(night.lines(Signal.TABLE, "source_key", "account_key", "kind", "value"))
          .contains(
              "payment_method:card_GQxHpPyKWUVsRS cus_GQxHnIOOpXDmHp payment_method card",
              "payment_method:pm_0IB5RYig6peNXzgDEpJNTma5 null payment_method null");
      assertThat(night.lines(Signal.TABLE, "source_key", "attributes"))
          .contains(
              "payment_method:pm_0IB5RYig6peNXzgDEpJNTma5 Map(expires_on -> 2024-12-31T00:00:00.000000Z, funding -> credit)");
      assertThat(
              night.lines(
                  Plan.TABLE, "source_key", "interval_months", "list_mrr", "currency", "product"))
          .contains(
              "zb1 1 1500.00 USD prod_BUZaPcD5jIhqAG", // 150000 a month
              "5gh 6 250.00 USD prod_BTzAZ8EnmwNUqW", // 150000 in half a year
              "price_1 null null USD prod_HCqb8lm6kfYk", // paid once
              "price_3 12 24.99 USD prod_002", // 29990 a year
              "price_4 3 26.67 EUR prod_003"); // 8000 a quarter
      assertThat(
              night.lines(
                  Subscription.TABLE, "source_key", "account_key", "status", "seats", "end_at"))
          .containsExactly(
              "sdgfs4536 sdf6547 active 4 2021-02-19 14:16:37.0",
              "sdgfs4536 sdf6547 active 4 2021-02-19 14:16:37.0",
              "sfjytkyu876 123fsdf active 5 2021-02-19 14:16:37.0",
              "sfjytkyu876 123fsdf active 5 2021-02-19 14:16:37.0");
      assertThat(
              night.lines(
                  SubscriptionItem.TABLE, "source_key", "subscription_key", "plan_key", "quantity"))
          .contains("bea81c1795a612d8fc3a232b15646702 sfjytkyu876 ab2 2");
      assertThat(
              EntityVersions.whole(night.lake("2025-12-31"), Subscription.TABLE)
                  .where("mrr is not null")
                  .selectExpr("concat_ws(' ', source_key, mrr, currency, date(known_at))")
                  .distinct()
                  .as(Encoders.STRING())
                  .collectAsList())
          .containsExactlyInAnyOrder(
              "sdgfs4536 1500.00 USD 2025-08-26", // one of zb1
              "sfjytkyu876 3000.00 USD 2025-08-26"); // two of ab2, at 1500
      assertThat(
              night.lines(
                  Invoice.TABLE, "source_key", "account_key", "amount", "currency", "status"))
          .contains("ab1111 sdgfs84854 10.00 USD open", "ab1111 sdgfs84854 10.00 USD paid");
      assertThat(
              night.lines(
                  InvoiceLine.TABLE,
                  "source_key",
                  "invoice_key",
                  "quantity",
                  "amount",
                  "proration"))
          .contains(
              "ab1111:ad1111 ab1111 5.0 0.21 true", "cn_89hUNfs in_1J7DINLdeVo null -0.50 null");
      assertThat(
              night.lines(
                  Payment.TABLE, "source_key", "known_at", "amount", "status", "failure_reason"))
          .contains(
              "ch_0IMDAfig6peNXzgDJYQKfT3B 2021-02-18 14:07:57.0 32932.32 failed card_declined",
              "re_0IMJuLig6peNXzgDSLN6dNzl 2021-02-18 21:19:33.0 -6750.00 refunded duplicate",
              // won: the money was away until then
              "du_0MmTsrig6peNXzgD4bsS3XWF 2023-03-17 03:23:13.0 -12.34 disputed"
                  + " product_unacceptable",
              "du_0MmTsrig6peNXzgD4bsS3XWF 2023-06-02 08:23:57.0 0.00 disputed"
                  + " product_unacceptable",
              // an inquiry
              "du_0LuGbbig6peNXzgDjHA4RfoT 2022-10-18 14:17:19.0 0.00 disputed"
                  + " subscription_canceled");
      assertThat(
              night.lines(
                  Discount.TABLE,
                  "source_key",
                  "account_key",
                  "coupon",
                  "percent_off",
                  "amount_off",
                  "currency"))
          .contains(
              "coupon:coupon_1 null coupon_1 null 10.00 USD",
              "coupon:coupon_6 null coupon_6 10.0 null JPY",
              "di_test1 cus_MSXtGSAxxtYWe1 coupon_test1 null null null");
    }
  }

  @Test
  void zendeskInALoadersTables() throws IOException {
    try (LandingNight night = new LandingNight(folder, Wanted.data("fivetran"))) {
      StepResult result = night.land("2025-12-31", mapping("loader/zendesk"));
      assertThat(counts(result)).isEqualTo(pinned("zendesk-loader"));
      assertThat(night.lines(SourceAccount.TABLE, "source_key", "name", "domain"))
          .contains("370326104793 name1 null", "370335 null null"); // a masked domain is none
      assertThat(night.lines(Contact.TABLE, "source_key", "account_key", "name", "known_at"))
          .contains("2222 370297696174 Earnest End User 2020-02-26 22:41:37.0");
      assertThat(night.lines(Staff.TABLE, "source_key", "name", "role", "active"))
          .containsExactly("1111 Arthur Agent agent true");
      assertThat(
              night.lines(
                  Ticket.TABLE,
                  "source_key",
                  "known_at",
                  "status",
                  "priority",
                  "user_key",
                  "sla_policy_key",
                  "states"))
          .contains(
              "11071 2020-08-28 18:06:36.0 new null 2222 null ArraySeq(account_key, user_key,"
                  + " status, event_time, deleted)",
              "11071 2020-09-02 11:01:27.0 pending null null null ArraySeq(status)",
              "11071 2020-09-30 11:01:27.0 null normal null null ArraySeq(priority)",
              "11071 2020-08-28 18:06:36.0 null null null 1002 ArraySeq(sla_policy_key)");
      assertThat(night.lines(Ticket.TABLE, "source_key", "known_at", "closed_at", "schedule_key"))
          .contains(
              "11071 2020-11-14 11:01:27.0 2020-11-14 11:01:27.0 null",
              "76900 2019-05-29 15:32:24.0 null 3600");
      assertThat(
              EntityVersions.whole(night.lake("2025-12-31"), Ticket.TABLE)
                  .where("source_key = '11071'")
                  .selectExpr("string(max_by(closed_at, known_at))")
                  .as(Encoders.STRING())
                  .first())
          .as("solved a day before it was closed")
          .isEqualTo("2020-11-14 11:01:27");
      assertThat(
              night.lines(
                  TicketMessage.TABLE, "source_key", "ticket_key", "author_key", "author_role"))
          .contains(
              "1030820361033 1077 402935450113 null",
              "4323.953441.TzkArUd3CjKI:0 null 403959218893 null");
      assertThat(
              AccountKeys.of(TicketMessage.TABLE, table -> night.lake("2025-12-31").read(table))
                  .where("source_key = '4323.953441.TzkArUd3CjKI:0'")
                  .selectExpr("concat(author_role, ' ', account_key)")
                  .first()
                  .getString(0))
          .isEqualTo("customer 370326130213");
      assertThat(
              night.lines(
                  SlaTarget.TABLE, "source_key", "target_minutes", "business_hours", "known_at"))
          .contains(
              "1001:first_reply_time:urgent 60 true 2020-01-01 00:00:00.0",
              "1001:first_reply_time:urgent 45 true 2020-06-01 00:00:00.0");
      assertThat(
              night.lines(
                  Schedule.TABLE, "source_key", "name", "time_zone", "start_minute", "end_minute"))
          .contains("360000310393:7680 SupportCA Pacific Time (US & Canada) 7680 8400");
      assertThat(night.lines(Holiday.TABLE, "schedule_key", "name", "start_on", "end_on"))
          .containsExactly(
              "360000 Test Holiday 2 2022-12-29 2022-12-29",
              "360000 Test Holiday 2022-12-26 2022-12-27");
    }
  }

  @Test
  void snowplowsEvents() throws IOException {
    try (LandingNight night =
        new LandingNight(folder, Wanted.data("snowplow").toAbsolutePath().getParent())) {
      StepResult result = night.land("2025-12-31", mapping("snowplow"));
      assertThat(counts(result)).isEqualTo(pinned("snowplow"));
      List<String> events = night.lines(UsageEvent.TABLE, "event");
      assertThat(events.stream().collect(Collectors.groupingBy(e -> e, Collectors.counting())))
          .containsEntry("page_view", 50L)
          .containsEntry("authentication login", 6L)
          .containsEntry("page_ping", 8L);
      assertThat(night.lines(UsageEvent.TABLE, "source_key").stream().distinct()).hasSize(157);
      assertThat(night.lines(UsageEvent.TABLE, "source_key", "event_time", "known_at", "user_key"))
          .contains(
              "9e983d4a-e07c-4858-8e97-bdb7feb31241 2021-03-03 21:27:32.695"
                  + " 2021-03-03 21:27:32.696 dupe: event_id different collector_tstamp");
    }
  }

  /** A line for each export, then the rows of each entity. */
  static String counts(StepResult result) {
    Map<String, Long> rows = new TreeMap<>(result.rows());
    rows.keySet().removeIf(table -> table.startsWith("raw_") || table.equals("load_profile"));
    return result
            .note()
            .lines()
            .skip(1)
            .filter(line -> line.contains(" landed, "))
            .sorted()
            .collect(Collectors.joining("\n"))
        + "\n"
        + rows.entrySet().stream()
            .map(row -> row.getKey() + ": " + row.getValue())
            .collect(Collectors.joining("\n"));
  }

  /** What {@link #counts} must be, from {@code seeds/NAME.txt}. */
  static String pinned(String name) throws IOException {
    try (InputStream in = SeedsTest.class.getResourceAsStream("/seeds/" + name + ".txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }

  static String mapping(String name) throws IOException {
    return Files.readString(PROJECT.resolve("conf/sources/" + name + ".yaml"));
  }

  private static Path project() {
    Path here = Path.of("").toAbsolutePath();
    return Files.exists(here.resolve("conf")) ? here : here.getParent();
  }
}
