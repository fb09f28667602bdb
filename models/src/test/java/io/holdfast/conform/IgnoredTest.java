package io.holdfast.conform;

import static io.holdfast.conform.Outcomes.counts;
import static io.holdfast.conform.Outcomes.reasons;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of records that no entity takes. */
class IgnoredTest {

  @Test
  void recordThatNoEntityTakesIsRejectedUnlessTheExportSaysWhyNot() {
    EntityMapping paid =
        Mappings.entity("invoice").when("paid = 'yes'").columns(Map.of("amount", "total")).build();
    String[] records = {
      "{'id':'1','paid':'yes','total':1}",
      "{'id':'2','paid':'no'}",
      "{'id':'3','paid':'yes','total':'x'}",
    };
    assertThat(counts(Mappings.export(null, paid), records))
        .isEqualTo("landed=3 loaded=1 quarantined=1 ignored=1 rejects=1 invoice=1");
    NamedExport silent = Mappings.export(List.of(paid), null);
    assertThat(counts(silent, records))
        .isEqualTo("landed=3 loaded=1 quarantined=2 ignored=0 rejects=2 invoice=1");
    assertThat(reasons(silent, records))
        .containsExactly(
            "2  no entity of the export takes it; map it, or say why not with ignored: REASON",
            "3 invoice column amount: 'x' is not an amount of up to 16 digits");
  }

  @Test
  void exportThatIsIgnoredNeedsNoEntities() {
    NamedExport payouts = Mappings.export(List.of(), "what our bank gets");
    String[] records = {"{'id':'1'}", "{'_holdfast_unreadable':'values in row: 7, in header: 9'}"};
    assertThat(counts(payouts, records))
        .isEqualTo("landed=2 loaded=0 quarantined=1 ignored=1 rejects=1");
    assertThat(reasons(payouts, records)).containsExactly("2  values in row: 7, in header: 9");
    assertThatThrownBy(() -> Mappings.export(List.of(), null))
        .hasMessage(
            "entities is empty; say what its records become, or why they are ignored: REASON");
    assertThatThrownBy(() -> Mappings.export(List.of(), " "))
        .hasMessage("ignored is empty; say why the records tell nothing of a customer");
  }
}
