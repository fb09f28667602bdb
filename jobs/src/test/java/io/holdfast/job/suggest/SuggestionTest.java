package io.holdfast.job.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionTest {
  private static String draft(String name, boolean json, String... records) {
    return drafts(List.of(export(name, json, List.of(), records)));
  }

  private static UnknownExport export(
      String name, boolean json, List<String> others, String... records) {
    return new UnknownExport(name, name + ".csv", List.of(), json, others, List.of(records));
  }

  private static String drafts(List<UnknownExport> exports) {
    return DraftYaml.of(new Draft("desk", List.of(), Suggestion.of(exports)));
  }

  @Test
  void elementsOfAnArrayBecomeAnEntityOfTheirOwn() {
    assertThat(
            draft(
                "invoices",
                true,
                """
                {"id":"i1","customer":"c1","total":1200,"currency":"eur","created":1700000000,
                 "lines":{"data":[{"amount":700,"quantity":1,"description":"a"},
                 {"amount":500,"quantity":2,"description":"b"}]}}""",
                """
                {"id":"i2","customer":"c2","total":900,"currency":"eur","created":1700000100}"""))
        .contains("      - entity: invoice ")
        .contains("        event_time: timestamp_seconds(cast(created AS bigint))")
        .contains("          amount: cast(total AS decimal(18,0)) / 100")
        .contains("    optional: [lines.data]")
        .contains("        each: lines.data")
        .contains("        key: \"concat_ws(':', id, item_no)\"")
        .contains("          invoice_key: id")
        .contains("          account_key: customer")
        .contains("          description: item.description");
  }

  @Test
  void statusesAreTranslatedAndWhatIsUnknownIsSaid() {
    assertThat(
            draft(
                "tickets",
                false,
                "{\"id\":1,\"account_id\":\"a\",\"status\":\"Hold\",\"created_at\":\"2024-01-01\"}",
                "{\"id\":2,\"account_id\":\"a\",\"status\":\"Odd\",\"created_at\":\"2024-01-02\"}"))
        .contains(
            "status: \"CASE lower(status) WHEN 'hold' THEN 'pending' ELSE lower(status) END\"")
        .contains("# ? should be one of new, open, pending, solved, closed; found also odd");
  }

  @Test
  void whatHasNoTimeOfChangeIsKnownAsOfTodayOnly() {
    assertThat(
            draft(
                "companies",
                false,
                "{\"id\":1,\"name\":\"A\",\"industry\":\"x\",\"created_at\":\"2024-01-01\"}",
                "{\"id\":2,\"name\":\"B\",\"industry\":\"y\",\"created_at\":\"2024-01-02\"}"))
        .contains("        event_time: created_at")
        .contains("        history: {industry: current_only}");
  }

  @Test
  void personalValuesAreNamedByTheirKindAndNeverShown() {
    assertThat(
            draft(
                "people",
                false,
                "{\"id\":1,\"email\":\"ann@a.com\",\"second\":\"ann@home.net\",\"city\":\"Oslo\"}",
                "{\"id\":2,\"email\":\"bo@b.com\",\"second\":\"bo@home.net\",\"city\":\"Rome\"}"))
        .contains("          email: lower(email)           # personal")
        .contains("    # `second`: e-mail address (personal)")
        .doesNotContain("ann", "Oslo");
  }

  @Test
  void numbersAndDaysAreReadAsTheyAreWritten() {
    assertThat(
            draft(
                "invoices",
                false,
                "{\"id\":1,\"customer_id\":\"a\",\"amount\":\"1.200,50\",\"due_date\":\"31.12.2024\"}",
                "{\"id\":2,\"customer_id\":\"a\",\"amount\":\"99\",\"due_date\":\"1.1.2025\"}"))
        .contains("    decimal: \",\"")
        .contains("          amount: amount")
        .contains("          due_at: \"to_timestamp(due_date, 'd.M.yyyy')\"");
  }

  @Test
  void wholeAmountsAreRemarkedAsTheyMayBeCents() {
    assertThat(
            draft(
                "invoices",
                true,
                "{\"id\":\"i1\",\"customer_id\":\"c\",\"total\":1200,\"currency_code\":\"EUR\"}"))
        .contains("amount: total")
        .contains("# ? whole numbers; if cents: cast(total AS decimal(18,0)) / 100");
  }

  @Test
  void aFieldThatHardlyAnyRecordHasIsNotTakenForABetterFilledOne() {
    String record =
        "{\"id\":\"%d\",\"customer_id\":\"c\",\"status\":\"active\",\"started_at\":1700000000%s}";
    assertThat(
            draft(
                "subscriptions",
                true,
                record.formatted(1, ",\"start_date\":1800000000"),
                record.formatted(2, ""),
                record.formatted(3, ""),
                record.formatted(4, "")))
        .contains("start_at: timestamp_seconds(cast(started_at AS bigint))");
  }

  @Test
  void conversationsBecomeTicketsAndTheirPartsMessagesOfThem() {
    assertThat(
            draft(
                "conversations",
                true,
                """
                {"id":"7","created_at":1700000000,"state":"open","priority":"priority","source":
                 {"author":{"id":"u1"}},"conversation_parts":{"conversation_parts":[
                 {"id":"p1","body":"hello","created_at":1700000100,"author":{"id":"u1","type":"user"}}]}}"""))
        .contains("- entity: ticket ", "user_key: source.author.id")
        .contains("- entity: ticket_message ", "ticket_key: id", "author_key: item.author.id");
  }

  @Test
  void eventTimesInMillisecondsAreToldDespiteAnOddValue() {
    List<String> records =
        java.util.stream.IntStream.range(0, 10)
            .mapToObj(
                i ->
                    "{\"visitorId\":\"u%d\",\"accountId\":\"a\",\"featureName\":\"x\",\"firstTime\":\"%s\",\"numEvents\":\"%d\"}"
                        .formatted(i, i == 5 ? "n/a" : "170000000000" + i, i))
            .toList();
    assertThat(draft("featureEvents", false, records.toArray(String[]::new)))
        .contains("event_time: timestamp_millis(cast(firstTime AS bigint))")
        .contains("user_key: visitorId", "quantity: numEvents");
  }

  @Test
  void changesOfFieldsAreDraftedAsSuch() {
    assertThat(
            draft(
                "account_history",
                false,
                "{\"account_id\":\"1\",\"field\":\"Industry\",\"old_value\":\"x\",\"new_value\":\"y\",\"created_at\":\"2024-01-01\"}",
                "{\"account_id\":\"1\",\"field\":\"Mood\",\"old_value\":\"\",\"new_value\":\"z\",\"created_at\":\"2024-01-02\"}"))
        .contains("- entity: source_account ", "key: account_id", "event_time: created_at")
        .contains(
            "changes: {field: field, value: new_value, columns: {Industry: industry}}  # ? also found Mood");
  }

  @Test
  void recordsThatOnlyLinkSpeakOfAPart() {
    assertThat(
            draft(
                "deal",
                false,
                "{\"deal_id\":\"1\",\"company_id\":\"a\",\"updated_at\":\"2024-01-01\"}",
                "{\"deal_id\":\"2\",\"company_id\":\"a\",\"updated_at\":\"2024-01-02\"}"))
        .contains("- entity: opportunity ", "key: deal_id", "partial: true")
        .contains("account_key: company_id");
  }

  @Test
  void anExportOfNothingKnownIsOnlyRemarked() {
    assertThat(draft("moons", false, "{\"radius\":1,\"planet\":\"Mars\"}"))
        .contains(
            "  # moons (moons.csv):\n    # no entity is likely for its 1 records\n    # radius, planet");
  }

  @Test
  void deliveriesOfOneExportAreOneGroup() {
    assertThat(
            FileGroups.of(
                List.of(
                    "tickets/2024-01-01.csv.gz",
                    "tickets/2024-01-02.csv",
                    "sf_account_data.csv",
                    "events_20240101.jsonl",
                    "events_20240102.jsonl")))
        .extracting(group -> group.name() + " " + group.glob())
        .containsExactly(
            "tickets tickets/*.csv*", "account sf_account_data.csv", "events events*.jsonl*");
  }
}
