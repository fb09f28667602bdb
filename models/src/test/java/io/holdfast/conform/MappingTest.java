package io.holdfast.conform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MappingTest {

  @Test
  void unknownEntityIsRefusedWithTheNearestOne() {
    assertThatThrownBy(() -> entity("tikcet", "id", Map.of()))
        .hasMessage("entity 'tikcet' does not exist; did you mean 'ticket'?");
  }

  @Test
  void everyProblemOfAnEntityIsNamedAtOnce() {
    assertThatThrownBy(
            () -> entity("ticket", null, Map.of("statsu", "status", "priority", "lower(")))
        .hasMessageContaining("columns.statsu is not a column of ticket; did you mean 'status'?")
        .hasMessageContaining("key is required: the source's own key of the record")
        .hasMessageContaining("columns.priority 'lower(' cannot be parsed: ");
  }

  @Test
  void functionsThatSparkLacksOrThatWouldGiveOtherRowsAreRefused() {
    assertThatThrownBy(() -> entity("ticket", "id", Map.of("status", "lowr(status)")))
        .hasMessage(
            "columns.status 'lowr(status)' calls lowr, which Spark SQL does not have;"
                + " did you mean 'lower'?");
    assertThatThrownBy(() -> entity("ticket", "id", Map.of("closed_at", "now()")))
        .hasMessage("columns.closed_at 'now()' calls now; a rerun would give other rows");
    assertThatThrownBy(() -> entity("ticket", "id", Map.of("closed_at", "current_date")))
        .hasMessageContaining("a rerun would give other rows");
    assertThatThrownBy(() -> entity("ticket", "id", Map.of("status", "max(status)")))
        .hasMessageContaining("calls max, but an expression sees one record only");
  }

  @Test
  void fieldsAreReadFromTheExpressions() {
    EntityMapping entity =
        entity("ticket", "concat(id, '-', context.groupId)", Map.of("status", "lower(`a b`)"));
    assertThat(entity.fields())
        .containsExactlyInAnyOrder(List.of("id"), List.of("context", "groupId"), List.of("a b"));
  }

  @Test
  void neededFieldsAreThoseUsedAndNotOptional() {
    Export export =
        export(
            List.of("context.groupId"),
            entity("ticket", "context.groupId", Map.of("status", "state")));
    assertThat(export.needed()).containsExactly(List.of("state"));
    assertThat(export.readers().get("state")).containsExactly("ticket.status");
  }

  @Test
  void optionalFieldThatNothingReadsIsRefused() {
    assertThatThrownBy(
            () -> export(List.of("statte"), entity("ticket", "id", Map.of("status", "state"))))
        .hasMessage("optional field 'statte' is used by no expression; did you mean 'state'?");
  }

  @Test
  void fieldReadWholeAndInPartsIsRefused() {
    assertThatThrownBy(
            () -> export(List.of(), entity("ticket", "context", Map.of("status", "context.state"))))
        .hasMessageContaining("'context' is read both whole and by its parts");
  }

  @Test
  void fileNameThatDoesNotTellItsFormatIsRefused() {
    assertThatThrownBy(
            () ->
                export(
                    List.of("a/*.csv", "a/*.dat"),
                    List.of(),
                    Map.of(),
                    entity("ticket", "id", Map.of())))
        .hasMessageContaining("files 'a/*.dat' does not say its format");
    assertThat(Format.of("a/*.jsonl.gz")).contains(Format.JSONL);
    assertThat(Format.of("a/*.csv*")).contains(Format.CSV);
  }

  @Test
  void globsThatLeaveTheLandingFolderAreRefused() {
    for (String glob :
        List.of("../a.csv", "a/../../b.csv", "{a,..}/b.csv", "/etc/a.csv", "s3a://other/a.csv")) {
      assertThatThrownBy(
              () -> export(List.of(glob), List.of(), Map.of(), entity("ticket", "id", Map.of())))
          .hasMessageContaining("files '%s' leaves the landing folder; name a glob below it", glob);
    }
  }

  @Test
  void aliasMustNameAFieldThatIsUsedAndNoOther() {
    assertThatThrownBy(
            () ->
                export(
                    List.of("a/*.csv"),
                    List.of(),
                    Map.of("site", List.of("id"), "state", List.of("status", "State")),
                    entity("ticket", "id", Map.of("status", "state"))))
        .hasMessage(
            "aliases.site is used by no expression; did you mean 'state'?;"
                + " aliases.site: 'id' is a field that expressions read");
  }

  @Test
  void expressionThatDoesNotFitATextIsRefusedWithWhatItFeedsAndARemedy() {
    Map<String, Export> exports =
        Map.of(
            "events",
            export(
                List.of(),
                entity(
                    "ticket",
                    "id",
                    Map.of(
                        "closed_at", "timestamp_millis(at)",
                        "account_key", "companies.data[0].id",
                        "status", "macro.low(state)"))));
    assertThatThrownBy(() -> new Mapping("desk", null, Map.of("low(text)", "lower(text)"), exports))
        .hasMessageContaining(
            "exports.events: ticket.closed_at 'timestamp_millis(at)' cannot be computed: fields are"
                + " texts, say cast(field AS bigint)")
        .hasMessageContaining("get_json_object(field, '$[0].name') reads one element")
        .hasMessageNotContaining("ticket.status");
  }

  @Test
  void sourceWhoseRecordsNameAccountsThatNothingMakesIsTold() {
    Map<String, String> account = Map.of("account_key", "company");
    Mapping chat =
        mapping("chat", entity("source_account", "id", Map.of()), entity("ticket", "id", account));
    Mapping usage = mapping("usage", entity("usage_event", "id", account));
    Mapping posts = mapping("posts", entity("ticket", "id", Map.of("user_key", "who")));
    assertThat(Accountless.of(List.of(chat, usage, posts)))
        .isEqualTo(Map.of("usage", Set.of("usage_event")));
  }

  private static Mapping mapping(String source, EntityMapping... entities) {
    return new Mapping(source, null, Map.of(), Map.of("all", export(List.of(), entities)));
  }

  @Test
  void latenessOfOneOutcomeOverridesThatOfTheExport() {
    Lateness late = new Lateness(1, Lateness.Then.HOLD, 3, Map.of("upsell", Lateness.Then.IGNORE));
    assertThat(late.then("upsell")).isEqualTo(Lateness.Then.IGNORE);
    assertThat(late.then("churn")).isEqualTo(Lateness.Then.HOLD);
    assertThatThrownBy(() -> new Lateness(2, null, 1, Map.of()))
        .hasMessage("up_to_days 1 should not be below after_days 2");
  }

  @Test
  void boundsAreForNumbersThatTheExportMaps() {
    EntityMapping invoice = entity("invoice", "id", Map.of("amount", "total", "status", "state"));
    Gate.Bounds bounds = new Gate.Bounds(0.0, null);
    assertThat(gated(new Gate(List.of("unit"), Map.of("invoice.amount", bounds)), invoice).gate())
        .isNotNull();
    assertThatThrownBy(() -> gated(new Gate(List.of(), Map.of("invoice.amuont", bounds)), invoice))
        .hasMessage(
            "gate.columns.invoice.amuont is no number that the export maps;"
                + " did you mean 'invoice.amount'?");
    assertThatThrownBy(() -> gated(new Gate(List.of(), Map.of("invoice.status", bounds)), invoice))
        .hasMessage(
            "gate.columns.invoice.status is no number that the export maps; known: invoice.amount");
    assertThatThrownBy(() -> new Gate.Bounds(5.0, 1.0))
        .hasMessage("min 5.0 should not be above max 1.0");
    assertThatThrownBy(() -> new Gate.Bounds(null, null)).hasMessage("needs min, max or both");
  }

  private static Export gated(Gate gate, EntityMapping entity) {
    return new Export(
        List.of("a/*.csv"),
        null,
        null,
        null,
        null,
        null,
        List.of(entity),
        List.of(),
        Map.of(),
        null,
        gate,
        null);
  }

  private static Export export(List<String> optional, EntityMapping... entities) {
    return export(List.of("a/*.csv"), optional, Map.of(), entities);
  }

  private static Export export(
      List<String> files,
      List<String> optional,
      Map<String, List<String>> aliases,
      EntityMapping... entities) {
    return new Export(
        files,
        null,
        null,
        null,
        null,
        null,
        List.of(entities),
        optional,
        aliases,
        null,
        null,
        null);
  }

  private static EntityMapping entity(String entity, String key, Map<String, String> columns) {
    return Mappings.entity(entity).key(key).columns(columns).build();
  }

  @Test
  void comparisonsOfTextsThatToolsWriteOtherwiseAreRefused() {
    Map<String, Export> exports =
        Map.of(
            "events",
            export(
                List.of(),
                entity(
                    "ticket",
                    "id",
                    Map.of(
                        "closed_at", "greatest(closed, updated)",
                        "status", "CASE WHEN macro.yes(open) THEN 'open' END",
                        "priority", "CASE WHEN solved > '2024-01-01' THEN 'low' END",
                        "escalated", "timestamp(solved) > timestamp(opened)",
                        "reopened", "votes > 3"))));
    assertThatThrownBy(
            () -> new Mapping("desk", null, Map.of("yes(text)", "lower(text) = 'true'"), exports))
        .satisfies(
            refused ->
                assertThat(refused.getMessage().split("; exports"))
                    .hasSize(3)
                    .anyMatch(
                        m ->
                            m.contains(
                                "ticket.closed_at 'greatest(closed, updated)' compares texts by size; say timestamp(field)"))
                    .anyMatch(
                        m -> m.contains("ticket.priority") && m.contains("compares texts by size"))
                    .anyMatch(
                        m -> m.contains("ticket.status") && m.contains("say boolean(field)")));
  }
}
