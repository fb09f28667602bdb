package io.holdfast.conform;

import static io.holdfast.conform.Outcomes.counts;
import static io.holdfast.conform.Outcomes.reasons;
import static io.holdfast.conform.Outcomes.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.table.Contact;
import io.holdfast.table.Invoice;
import io.holdfast.table.InvoiceLine;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An array of a record gives a row for each of its elements. */
class ElementsTest {

  @Test
  void everyElementOfAnArrayBecomesARow() {
    NamedExport export =
        Mappings.export(
            null,
            Mappings.entity("invoice").eventTime("at").columns(Map.of("amount", "total")).build(),
            Mappings.entity("invoice_line")
                .each("lines.data")
                .when("item.kind <> 'tax' and total > 0")
                .key("concat(id, ':', item_no)")
                .eventTime("at")
                .columns(
                    Map.of(
                        "amount", "item.amount",
                        "product", "item.price.product",
                        "description", "concat_ws(',', from_json(item.tags, 'array<string>'))"))
                .build());
    String lines =
        "{'data':[{'kind':'x','amount':'1.50','price':{'product':'p'},'tags':['a','b']},"
            + "{'kind':'tax','amount':'9'},{'kind':'x','amount':2}]}";
    String[] records = {
      "{'id':'1','at':'2024-01-01','total':3,'lines':" + lines + "}",
      "{'id':'2','at':'2024-01-01','total':3,'lines':{'data':[]}}",
      "{'id':'3','at':'2024-01-01','total':3}",
    };
    assertThat(values(export, InvoiceLine.TABLE, "source_key amount product description", records))
        .containsExactly("1:1 1.50 p a,b", "1:3 2.00 null null");
    assertThat(values(export, Invoice.TABLE, "source_key", records)).containsExactly("1", "2", "3");
    assertThat(counts(export, records))
        .isEqualTo("landed=3 loaded=3 quarantined=0 ignored=0 rejects=0 invoice=3 invoice_line=2");
  }

  @Test
  void arrayMayBeTextAndItsElementsPlain() {
    NamedExport export =
        Mappings.export(
            null,
            Mappings.entity("invoice_line")
                .each("products")
                .key("concat(id, ':', item)")
                .columns(Map.of("product", "item", "quantity", "item_no"))
                .build());
    assertThat(
            values(
                export,
                InvoiceLine.TABLE,
                "source_key product quantity",
                "{'id':'1','products':'[\\'a\\', \\'b\\']'}",
                "{'id':'2','products':' '}"))
        .containsExactly("1:a a 1.0", "1:b b 2.0");
    assertThat(counts(export, "{'id':'2','products':' '}", "{'id':'3','products':[]}"))
        .isEqualTo("landed=2 loaded=0 quarantined=0 ignored=2 rejects=0 invoice_line=0");
  }

  @Test
  void elementsMayBeWhatATextIsSplitInto() {
    NamedExport export =
        Mappings.export(
            null,
            Mappings.entity("contact")
                .each("split(merged, ';')")
                .key("item")
                .partial()
                .columns(Map.of("merged_into_key", "id"))
                .build());
    assertThat(
            values(
                export,
                Contact.TABLE,
                "source_key merged_into_key",
                "{'id':'1','merged':'7;8'}",
                "{'id':'2'}"))
        .containsExactly("7 1", "8 1");
    assertThat(counts(export, "{'id':'2'}", "{'id':'3','merged':'9; '}"))
        .as("an element without a key")
        .isEqualTo("landed=2 loaded=0 quarantined=1 ignored=1 rejects=1 contact=0");
  }

  @Test
  void failingElementRejectsTheWholeRecordAndIsNamed() {
    NamedExport export =
        Mappings.export(
            null,
            Mappings.entity("invoice").build(),
            Mappings.entity("invoice_line")
                .each("lines")
                .key("item.id")
                .columns(Map.of("amount", "item.amount", "quantity", "item.n / 0"))
                .build());
    String[] records = {
      "{'id':'1','lines':[{'id':'a','amount':'1'},{'amount':'x'}]}",
      "{'id':'2','lines':'not a list'}",
      "{'id':'3','lines':[{'id':'c','amount':'1','n':'2'}]}",
      "{'id':'4','lines':[{'id':'d','amount':'1'}]}",
    };
    assertThat(reasons(export, records))
        .containsExactly(
            "1 invoice_line element 2: column source_key: 'item.id' is empty;"
                + " column amount: 'x' is not an amount of up to 16 digits",
            "2 invoice_line each: 'lines' is not an array: 'not a list'",
            "3 invoice_line element 1: column quantity: 'item.n / 0' cannot be computed"
                + " with item.n: '2'");
    assertThat(values(export, Invoice.TABLE, "source_key", records)).containsExactly("4");
    assertThat(counts(export, records))
        .isEqualTo("landed=4 loaded=1 quarantined=3 ignored=0 rejects=3 invoice=1 invoice_line=1");
  }
}
