package io.holdfast.conform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
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
                new Export(
                    "a/*.dat",
                    null,
                    null,
                    null,
                    List.of(entity("ticket", "id", Map.of())),
                    List.of()))
        .hasMessageContaining("files 'a/*.dat' does not say its format");
    assertThat(Format.of("a/*.jsonl.gz")).contains(Format.JSONL);
    assertThat(Format.of("a/*.csv*")).contains(Format.CSV);
  }

  private static Export export(List<String> optional, EntityMapping... entities) {
    return new Export("a/*.csv", null, null, null, List.of(entities), optional);
  }

  private static EntityMapping entity(String entity, String key, Map<String, String> columns) {
    return new EntityMapping(entity, null, null, key, null, null, null, null, columns, Map.of());
  }
}
