package io.holdfast.conform;

import static io.holdfast.conform.Outcomes.counts;
import static io.holdfast.conform.Outcomes.reasons;
import static io.holdfast.conform.Outcomes.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.table.AttributeType;
import io.holdfast.table.Opportunity;
import io.holdfast.table.SourceAccount;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Records that speak of a part: of some columns, of one change, of today only. */
class PartialRecordsTest {

  @Test
  void partialRecordNamesWhatItSpeaksOf() {
    NamedExport export =
        Mappings.export(
            null,
            Mappings.entity("opportunity")
                .eventTime("at")
                .partial()
                .columns(Map.of("account_key", "company"))
                .attributes(Map.of("tier", "tier"))
                .build());
    assertThat(
            values(
                export,
                Opportunity.TABLE,
                "source_key account_key states attributes",
                "{'id':'1','at':'2024-01-01','company':'c','tier':'gold'}"))
        .containsExactly("1 c [account_key,attributes.tier] {tier=gold}");
  }

  @Test
  void wholeRecordSpeaksOfWhatIsMappedAndThatItIsThere() {
    NamedExport export =
        Mappings.export(
            null, Mappings.entity("source_account").columns(Map.of("name", "name")).build());
    assertThat(values(export, SourceAccount.TABLE, "states", "{'id':'1'}"))
        .containsExactly("[name,event_time,deleted]");
  }

  @Test
  void recordOfWhatIsGivenSpeaksOfColumnsWithAValue() {
    NamedExport export =
        Mappings.export(
            null,
            Mappings.entity("opportunity")
                .eventTime("at")
                .given()
                .columns(Map.of("account_key", "company"))
                .attributes(Map.of("tier", "tier"))
                .build());
    assertThat(
            values(
                export,
                Opportunity.TABLE,
                "states",
                "{'id':'1','at':'2024-01-01','company':'c','tier':''}",
                "{'id':'2','at':'2024-01-01','tier':'gold'}"))
        .containsExactly("[account_key]", "[attributes.tier]");
  }

  @Test
  void partialRecordWithBothTimesSpeaksOfWhenItHappened() {
    NamedExport export =
        Mappings.export(
            null,
            Mappings.entity("opportunity")
                .eventTime("at")
                .knownAt("seen")
                .partial()
                .columns(Map.of("account_key", "company"))
                .build());
    assertThat(
            values(
                export,
                Opportunity.TABLE,
                "states",
                "{'id':'1','at':'2024-01-01','seen':'2024-02-01','company':'c'}"))
        .containsExactly("[account_key,event_time]");
  }

  @Test
  void changeOfOneFieldSpeaksOfWhatThatFieldFeeds() {
    Changes changes =
        new Changes(
            "name",
            "new_value",
            Map.of("Industry", "industry", "NumberOfEmployees", "employees"),
            Map.of("Seats'__c", "seats"));
    NamedExport export =
        Mappings.export(
            null,
            Mappings.entity("source_account")
                .eventTime("at")
                .version("at")
                .attribute("seats", new AttributeMapping("s", AttributeType.NUMBER, null, null))
                .build(),
            Mappings.entity("source_account").key("pid").eventTime("at").changes(changes).build());
    NamedExport only =
        new NamedExport(
            "crm",
            "things",
            Mappings.export(
                    null,
                    Mappings.entity("source_account")
                        .key("pid")
                        .eventTime("at")
                        .changes(changes)
                        .build())
                .export(),
            Siblings.of("crm", export.export().entities()),
            null,
            Macros.NONE);
    String[] records = {
      "{'pid':'1','at':'2024-01-01','name':'Industry','new_value':'Retail'}",
      "{'pid':'1','at':'2024-01-02','name':'NumberOfEmployees','new_value':'12'}",
      "{'pid':'1','at':'2024-01-03','name':'NumberOfEmployees'}",
      "{'pid':'1','at':'2024-01-04','name':'NumberOfEmployees','new_value':'few'}",
      "{'pid':'1','at':'2024-01-05','name':'Owner','new_value':'x'}",
      "{'pid':'1','at':'2024-01-06','name':'Seats\\u0027__c','new_value':'1e3'}",
    };
    assertThat(
            values(
                only, SourceAccount.TABLE, "version industry employees states attributes", records))
        .containsExactly(
            "2024-01-01T00:00:00.000000Z Retail null [industry] {}",
            "2024-01-02T00:00:00.000000Z null 12 [employees] {}",
            "2024-01-03T00:00:00.000000Z null null [employees] {}",
            "2024-01-06T00:00:00.000000Z null null [attributes.seats] {seats=1000}");
    assertThat(reasons(only, records))
        .containsExactly("4 source_account column employees: 'few' is not a whole number");
    assertThat(counts(only, records))
        .isEqualTo("landed=6 loaded=4 quarantined=1 ignored=1 rejects=1 source_account=4");
  }

  @Test
  void todaysValueIsAVersionOfItsOwnKnownSinceItLanded() {
    NamedExport export =
        Mappings.export(
            null,
            Mappings.entity("source_account")
                .eventTime("at")
                .columns(Map.of("name", "name", "employees", "employees"))
                .history(Map.of("employees", History.CURRENT_ONLY))
                .attribute("plan", new AttributeMapping("plan", null, History.CURRENT_ONLY, null))
                .attributes(Map.of("tier", "tier"))
                .build());
    String record =
        "{'id':'1','at':'2024-01-01','name':'A','employees':'5','plan':'pro','tier':'gold'}";
    assertThat(
            values(
                export,
                SourceAccount.TABLE,
                "known_at event_time name employees attributes",
                record))
        .containsExactly(
            "2024-01-01T00:00:00Z 2024-01-01T00:00:00Z A null {tier=gold}",
            "2024-12-31T23:59:59.999999Z 2024-01-01T00:00:00Z null 5 {plan=pro}");
    assertThat(values(export, SourceAccount.TABLE, "states", record))
        .satisfies(
            states -> {
              assertThat(states.get(0))
                  .contains("event_time", "deleted", "name", "attributes.tier")
                  .doesNotContain("employees", "attributes.plan");
              assertThat(states.get(1)).isEqualTo("[employees,attributes.plan]");
            });
    assertThat(counts(export, record))
        .endsWith("loaded=1 quarantined=0 ignored=0 rejects=0" + " source_account=2");
  }

  @Test
  void whatContradictsItselfIsRefused() {
    assertThatThrownBy(
            () ->
                Mappings.entity("ticket")
                    .each("lower(x)")
                    .deleted("d")
                    .columns(Map.of("status", "s"))
                    .history(Map.of("priority", History.CURRENT_ONLY))
                    .changes(new Changes("f", "v", Map.of("a", "statsu"), Map.of()))
                    .build())
        .hasMessage(
            "changes.columns.statsu is not a column of ticket; did you mean 'status'?;"
                + " history.priority is not among columns; known: status;"
                + " each 'lower(x)' is not a field such as lines.data,"
                + " nor a list such as split(ids, ';');"
                + " changes stands instead of columns and attributes; name them below changes;"
                + " deleted is for whole records; one that speaks of a part deletes nothing");
    assertThatThrownBy(() -> Mappings.entity("usage_event").partial().build())
        .hasMessageContaining("partial says that it speaks of what it maps, but it maps nothing")
        .hasMessageContaining("usage_event has no versions");
    assertThatThrownBy(() -> new Changes(null, "max(v)", Map.of(), Map.of()))
        .hasMessageContaining("field is required")
        .hasMessageContaining("value 'max(v)' calls max")
        .hasMessageContaining("columns and attributes are empty");
  }
}
