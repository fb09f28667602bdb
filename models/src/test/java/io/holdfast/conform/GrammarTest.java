package io.holdfast.conform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.table.AttributeType;
import io.holdfast.table.Contact;
import io.holdfast.table.Entity;
import io.holdfast.table.Invoice;
import io.holdfast.table.InvoiceLine;
import io.holdfast.table.Opportunity;
import io.holdfast.table.RawRecord;
import io.holdfast.table.SourceAccount;
import io.holdfast.table.Table;
import io.holdfast.table.TestSpark;
import java.sql.Date;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

/** What version 2 of the mapping grammar says. */
class GrammarTest {

  @Test
  void aColumnWithADotInItsNameIsReadAsAFieldOfAnObjectIs() {
    NamedExport export =
        Mappings.export(
            null,
            Mappings.entity("contact")
                .columns(Map.of("name", "owner.name", "title", "id"))
                .build());
    assertThat(
            values(
                export,
                Contact.TABLE,
                "name",
                "{'id':'1','owner.name':'Kim'}",
                "{'id':'2','owner':{'name':'Bo'}}",
                "{'id':'3','owner.name':''}"))
        .containsExactly("Kim", "Bo", "null");
  }

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
            "3 invoice column amount: 'x' is not decimal(18,2)");
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
                + " column amount: 'x' is not decimal(18,2)",
            "2 invoice_line each: 'lines' is not an array: 'not a list'",
            "3 invoice_line element 1: column quantity: 'item.n / 0' cannot be computed");
    assertThat(values(export, Invoice.TABLE, "source_key", records)).containsExactly("4");
    assertThat(counts(export, records))
        .isEqualTo("landed=4 loaded=1 quarantined=3 ignored=0 rejects=3 invoice=1 invoice_line=1");
  }

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
            "2024-01-01 00:00:00.0 2024-01-01 00:00:00.0 A null {tier=gold}",
            "2024-12-31 23:59:59.999999 2024-01-01 00:00:00.0 null 5 {plan=pro}");
    assertThat(values(export, SourceAccount.TABLE, "states", record))
        .satisfies(
            states -> {
              assertThat(states.get(0))
                  .contains("event_time", "deleted", "name", "owner", "attributes.tier")
                  .doesNotContain("employees", "attributes.plan");
              assertThat(states.get(1)).isEqualTo("[employees,attributes.plan]");
            });
    assertThat(counts(export, record))
        .endsWith("loaded=1 quarantined=0 ignored=0 rejects=0" + " source_account=2");
  }

  @Test
  void attributeIsKeptAsTextOfItsType() {
    NamedExport export =
        Mappings.export(
            ",",
            Mappings.entity("source_account")
                .attribute("n", new AttributeMapping("n", AttributeType.NUMBER, null, null))
                .attribute("f", new AttributeMapping("f", AttributeType.FLAG, null, null))
                .attribute("t", new AttributeMapping("t", AttributeType.TIME, null, null))
                .build());
    assertThat(
            values(
                export,
                SourceAccount.TABLE,
                "attributes",
                "{'id':'1','n':'1.200,50','f':'TRUE','t':'2024-01-02T03:00:00+02:00'}",
                "{'id':'2','n':'100'}"))
        .containsExactly("{f=true, n=1200.5, t=2024-01-02T01:00:00.000000Z}", "{n=100}");
    assertThat(reasons(export, "{'id':'1','n':'many'}"))
        .containsExactly("1 source_account attribute n: 'many' is not a number");
  }

  @Test
  void numbersMayHaveADecimalComma() {
    NamedExport export =
        Mappings.export(",", Mappings.entity("invoice").columns(Map.of("amount", "a")).build());
    String[] records = {
      "{'id':'1','a':'1.234,56'}",
      "{'id':'2','a':'-7'}",
      "{'id':'3','a':'12,5'}",
      "{'id':'4','a':'1234.56'}"
    };
    assertThat(values(export, Invoice.TABLE, "amount", records))
        .containsExactly("1234.56", "-7.00", "12.50");
    assertThat(reasons(export, records))
        .containsExactly("4 invoice column amount: '1234.56' is not decimal(18,2)");
  }

  @Test
  void versionSortsAsTheSourceCounts() {
    NamedExport text = Mappings.export(null, Mappings.entity("invoice").version("v").build());
    assertThat(
            values(
                text,
                Invoice.TABLE,
                "version",
                "{'id':'1','v':'9'}",
                "{'id':'2','v':'10'}",
                "{'id':'3','v':'2024-01-02T01:00:00+01:00'}",
                "{'id':'4','v':'v1.2'}",
                "{'id':'5','v':'-3'}"))
        .containsExactly(
            "00000000000000000009",
            "00000000000000000010",
            "2024-01-02T00:00:00.000000Z",
            "v1.2",
            "-99999999999999999996");
    NamedExport typed =
        Mappings.export(
            null,
            Mappings.entity("invoice").version("timestamp_seconds(cast(v as bigint))").build(),
            Mappings.entity("invoice").version("cast(v as bigint)").build());
    assertThat(values(typed, Invoice.TABLE, "version", "{'id':'1','v':'1'}"))
        .containsExactly("1970-01-01T00:00:01.000000Z", "00000000000000000001");
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

  private static List<String> values(
      NamedExport export, Table table, String columns, String... records) {
    Conforming conforming = new Conforming(export, ZoneOffset.UTC);
    return table
        .conform(conforming.entities(conforming.evaluate(raw(records)), table))
        .collectAsList()
        .stream()
        .map(
            row ->
                List.of(columns.split(" ")).stream()
                    .map(name -> text(row, name))
                    .collect(Collectors.joining(" ")))
        .toList();
  }

  private static String text(Row row, String name) {
    int index = row.fieldIndex(name);
    if (row.isNullAt(index)) {
      return "null";
    }
    return switch (name) {
      case Entity.STATES -> row.<String>getList(index).toString().replace(", ", ",");
      case Entity.CUSTOM ->
          new java.util.TreeMap<>(row.<String, String>getJavaMap(index)).toString();
      default -> row.get(index).toString();
    };
  }

  private static String counts(NamedExport export, String... records) {
    Conforming conforming = new Conforming(export, ZoneOffset.UTC);
    Dataset<Row> counted =
        conforming.evaluate(raw(records)).select(conforming.counts().toArray(Column[]::new));
    Row row = counted.first();
    List<String> all = new ArrayList<>();
    for (String name : counted.columns()) {
      all.add(name + "=" + row.getAs(name));
    }
    return String.join(" ", all);
  }

  private static List<String> reasons(NamedExport export, String... records) {
    Conforming conforming = new Conforming(export, ZoneOffset.UTC);
    return conforming.rejects(conforming.evaluate(raw(records))).collectAsList().stream()
        .map(row -> row.get(3) + " " + row.get(5) + " " + row.get(6))
        .toList();
  }

  private static Dataset<Row> raw(String... records) {
    List<Row> rows = new ArrayList<>();
    for (String record : records) {
      String json = record.replace("\\'", "\\\"").replace('\'', '"').replace("\\\"", "\u0000");
      rows.add(
          RowFactory.create(
              "f.csv",
              rows.size() + 1L,
              "b",
              Date.valueOf("2024-12-31"),
              json.replace("\u0000", "\\\"")));
    }
    return TestSpark.session().createDataFrame(rows, RawRecord.of("crm", "things").schema());
  }
}
