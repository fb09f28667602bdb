package io.holdfast.job.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionTest {
  private static String draft(String name, boolean json, String... records) {
    UnknownExport export =
        new UnknownExport(name, name + ".csv", List.of(), json, List.of(records));
    return DraftYaml.of(new Draft("desk", List.of(), List.of(Suggestion.of(export))));
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
        .contains("    # second: e-mail address (personal)")
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
