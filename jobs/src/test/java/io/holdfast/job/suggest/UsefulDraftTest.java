package io.holdfast.job.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Drafts that read well and make nonsense. */
class UsefulDraftTest {
  private static UnknownExport export(String name, List<String> others, String... records) {
    return new UnknownExport(name, name + ".csv", List.of(), false, others, List.of(records));
  }

  /** The draft of one export, of records written as {@code name=value,name=value}. */
  private static String draft(String name, String... rows) {
    return drafts(export(name, List.of(), json(rows)));
  }

  private static String[] json(String... rows) {
    return Arrays.stream(rows)
        .map(row -> "{\"" + row.replace("=", "\":\"").replace(",", "\",\"") + "\"}")
        .toArray(String[]::new);
  }

  private static String drafts(UnknownExport... exports) {
    return DraftYaml.of(new Draft("desk", List.of(), Suggestion.of(List.of(exports))));
  }

  @Test
  void whatHasRecurringRevenueIsAContractAndNoPayment() {
    assertThat(
            draft(
                "rate_plan_charges",
                "Id=1,SubscriptionId=s1,Quantity=3,MRR=30.00,UpdatedDate=2024-01-01",
                "Id=2,SubscriptionId=s2,Quantity=1,MRR=10.00,UpdatedDate=2024-01-02"))
        .contains("- entity: subscription_item", "mrr: MRR", "subscription_key: SubscriptionId")
        .doesNotContain("payment");
  }

  @Test
  void aPaymentThatSeveralExportsShowIsCountedOnce() {
    String[] rows =
        json(
            "id=1,customer_id=c,amount=5.00,date=2024-01-01",
            "id=2,customer_id=c,amount=6.00,date=2024-01-02");
    assertThat(
            drafts(
                export("transactions", List.of(), rows),
                export("payments", List.of(), rows),
                export("refunds", List.of(), rows)))
        .containsOnlyOnce("amount: amount")
        .containsOnlyOnce("amount: \"-abs(amount)\"")
        .contains("# ? payments, too, as transactions are: map both only if no payment stands in");
  }

  @Test
  void aPaymentAndItsAttemptsAreNotTwoPayments() {
    assertThat(
            drafts(
                new UnknownExport(
                    "transactions",
                    "t.jsonl",
                    List.of(),
                    true,
                    List.of(),
                    List.of(
                        """
                        {"id":"t1","customer_id":"c","amount":"5.00","billed_at":"2024-01-01",
                         "payments":[{"id":"p1","amount":"5.00","status":"captured"}]}"""))))
        .containsOnlyOnce("- entity: payment");
  }

  @Test
  void aTimeOfChangeIsToldHoweverItIsCalled() {
    for (String name :
        List.of(
            "updated_date",
            "UpdatedDate",
            "modified",
            "last_modified_date",
            "changed_on",
            "update_time",
            "Last update time",
            "dateOfLastChange",
            "LAST_CHANGE",
            "modification_timestamp",
            "edited_at",
            "date_modified",
            "updatedAtUtc")) {
      assertThat(
              draft(
                  "companies",
                  "id=1,name=A,created=2023-01-01,%s=2024-01-01".formatted(name),
                  "id=2,name=B,created=2023-01-02,%s=2024-01-02".formatted(name)))
          .as(name)
          .containsPattern(
              "event_time: \"?`?" + name + "`?\"? +# a version holds since its change");
    }
  }

  @Test
  void whatNamesARecordOfAnotherExportIsNoKey() {
    String[] rows =
        json(
            "survey_id=1,score=9,comment=a,answered_at=2024-01-01",
            "survey_id=2,score=3,comment=b,answered_at=2024-01-02");
    assertThat(drafts(export("nps", List.of("surveys"), rows))).doesNotContain("key: survey_id ");
    assertThat(drafts(export("nps", List.of("accounts"), rows))).contains("key: survey_id ");
  }

  @Test
  void keysAreToldUnderTheNamesThatSystemsGiveThem() {
    assertThat(
            draft(
                "contracts",
                "CONTRACT_NO=1,CUSTOMER_NO=7,MONTHLY_FEE=10.00",
                "CONTRACT_NO=2,CUSTOMER_NO=8,MONTHLY_FEE=20.00"))
        .contains("key: CONTRACT_NO", "account_key: CUSTOMER_NO", "mrr: MONTHLY_FEE");
    assertThat(
            draft(
                "subscriptions", "uuid=a,account_code=x,mrr=1.0", "uuid=b,account_code=y,mrr=2.0"))
        .contains("key: uuid", "account_key: account_code");
  }

  @Test
  void versionsThatTheSourceNumbersAreOneContract() {
    assertThat(
            draft(
                "subscription",
                "Id=1,SubscriptionNumber=A,Version=1,AccountId=x,mrr=1.0",
                "Id=2,SubscriptionNumber=A,Version=2,AccountId=x,mrr=2.0",
                "Id=3,SubscriptionNumber=B,Version=1,AccountId=y,mrr=3.0"))
        .contains("key: SubscriptionNumber", "# ? 3 records of 2: versions", "version: Version");
  }

  @Test
  void happeningsWithoutAKeyAreToldApartByWhoWhatAndWhen() {
    assertThat(
            draft(
                "featureEvents",
                "visitorId=u1,featureId=f1,firstTime=1700000000000",
                "visitorId=u2,featureId=f2,firstTime=1700000000001",
                "visitorId=u2,featureId=f2,firstTime=1700000000002"))
        .contains("key: \"concat_ws(':', visitorId, featureId, firstTime)\"");
  }

  @Test
  void aColumnThatAnEntityCannotDoWithoutIsAskedFor() {
    assertThat(
            draft(
                "subscriptions",
                "id=1,customer_id=c,unit_amount=9.50,status=active",
                "id=2,customer_id=c,unit_amount=7.50,status=active"))
        .containsPattern(
            "# mrr: \\? +# without it its recurring revenue is unknown; maybe unit_amount");
    assertThat(draft("events", "id=1,time=2024-01-01,user_id=u", "id=2,time=2024-01-02,user_id=u"))
        .containsPattern("# event: \\? +# without it no metric counts it");
  }

  @Test
  void flagsAreReadAsFlagsAndWebsitesAsTheyStand() {
    assertThat(
            draft(
                "companies",
                "id=1,name=A,website=www.a.com,active_flag=True",
                "id=2,name=B,website=https://b.com,active_flag=False"))
        .contains("domain: website", "deleted: NOT boolean(active_flag)");
  }

  @Test
  void eventsOfSessionsAreUseOfTheProductAndNoMeetings() {
    assertThat(
            draft(
                "all_events",
                "event_id=1,time=2024-01-01,user_id=u,session_id=5,event_table_name=signed_in",
                "event_id=2,time=2024-01-02,user_id=u,session_id=6,event_table_name=signed_in"))
        .contains("- entity: usage_event", "user_key: user_id", "event: event_table_name");
    assertThat(
            draft(
                "events",
                "Id=1,WhoId=u,AccountId=a,ActivityDate=2024-01-01,OwnerId=o",
                "Id=2,WhoId=u,AccountId=a,ActivityDate=2024-01-02,OwnerId=o"))
        .contains("- entity: activity");
  }
}
