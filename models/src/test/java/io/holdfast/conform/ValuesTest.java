package io.holdfast.conform;

import static io.holdfast.conform.Outcomes.reasons;
import static io.holdfast.conform.Outcomes.values;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.table.AttributeType;
import io.holdfast.table.Contact;
import io.holdfast.table.Invoice;
import io.holdfast.table.InvoiceLine;
import io.holdfast.table.SourceAccount;
import io.holdfast.table.Subscription;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What values of a source become. */
class ValuesTest {

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
        .containsExactly("4 invoice column amount: '1234.56' is not an amount of up to 16 digits");
  }

  @Test
  void aTimeThatAPatternReadsIsInTheSourcesZoneToo() {
    NamedExport export =
        Mappings.export(
            null,
            Mappings.entity("subscription")
                .columns(
                    Map.of(
                        "start_at", "to_timestamp(a, 'M/d/yyyy h:mm a')",
                        "end_at", "to_timestamp(d, 'dd.MM.yyyy')",
                        "renewal_at", "to_timestamp(t)",
                        "discount_until", "timestamp(replace(r, '/', '-'))"))
                .build());
    String record =
        "{'id':'1','a':'1/2/2026 8:00 PM','d':'01.01.2026','t':'2026-01-01 08:00:00',"
            + "'r':'2026/01/01 08:00:00'}";
    assertThat(
            values(
                ZoneId.of("America/New_York"),
                export,
                Subscription.TABLE,
                "start_at end_at renewal_at discount_until",
                record))
        .containsExactly(
            "2026-01-03T01:00:00Z 2026-01-01T05:00:00Z 2026-01-01T13:00:00Z 2026-01-01T13:00:00Z");
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
  void expressionsReadADecimalCommaToo() {
    NamedExport export =
        Mappings.export(
            ",",
            Mappings.entity("invoice_line")
                .columns(Map.of("amount", "a * 0.5", "quantity", "cast(trim(n) as double) * 2"))
                .build());
    String[] records = {
      "{'id':'1','a':'1.234,50','n':'0,5'}",
      "{'id':'2','a':'1.234','n':'1'}",
      "{'id':'3','a':'1234.50','n':'1'}",
      "{'id':'4','n':'1'}"
    };
    assertThat(values(export, InvoiceLine.TABLE, "amount quantity", records))
        .containsExactly("617.25 1.0", "617.00 2.0", "null 2.0");
    assertThat(reasons(export, records))
        .containsExactly(
            "3 invoice_line column amount: 'a * 0.5' cannot be computed with a: '1234.50'");
  }

  @Test
  void elementsReadADecimalCommaToo() {
    NamedExport export =
        Mappings.export(
            ",",
            Mappings.entity("invoice_line")
                .each("lines")
                .when("item.n > 0.6")
                .key("item.id")
                .columns(Map.of("amount", "cast(item.a as decimal(10,2)) * item.n"))
                .build());
    assertThat(
            values(
                export,
                InvoiceLine.TABLE,
                "source_key amount",
                "{'id':'1','lines':[{'id':'x','a':'2,50','n':'2'},{'id':'y','a':'1','n':'0,5'}]}"))
        .containsExactly("x 5.00");
  }

  @Test
  void currencyIsACodeInCapitals() {
    NamedExport export =
        Mappings.export(null, Mappings.entity("invoice").columns(Map.of("currency", "c")).build());
    String[] records = {"{'id':'1','c':' eur'}", "{'id':'2','c':'Euro'}", "{'id':'3'}"};
    assertThat(values(export, Invoice.TABLE, "currency", records)).containsExactly("EUR", "null");
    assertThat(reasons(export, records))
        .containsExactly("2 invoice column currency: 'Euro' is not a currency code such as EUR");
  }

  @Test
  void secondsAreNotTakenForMillisecondsNorTheOtherWayRound() {
    String mistaken =
        "is not a likely time; it takes seconds for milliseconds, or milliseconds for seconds";
    String[] records = {"{'id':'1','t':1709287200000}", "{'id':'2','t':1709287200}"};
    assertThat(reasons(at("timestamp_seconds(cast(t as bigint))"), records))
        .containsExactly("1 invoice column event_time: '+56135-02-26 16:00:00' " + mistaken);
    assertThat(reasons(at("timestamp_millis(cast(t as bigint))"), records))
        .containsExactly("2 invoice column event_time: '1970-01-20 18:48:07.2' " + mistaken);
  }

  private static NamedExport at(String sql) {
    return Mappings.export(null, Mappings.entity("invoice").eventTime(sql).build());
  }

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
  void aBooleanIsOneHoweverAToolWritesIt() {
    NamedExport export =
        Mappings.export(
            null,
            Mappings.entity("contact")
                .when("NOT coalesce(boolean(hidden), false)")
                .deleted("gone")
                .columns(Map.of("opted_out", "out"))
                .build());
    assertThat(
            values(
                export,
                Contact.TABLE,
                "source_key deleted opted_out",
                "{'id':'1','gone':'True','out':'FALSE'}",
                "{'id':'2','gone':'TRUE','out':'1.0'}",
                "{'id':'3','gone':'yes','out':'0'}",
                "{'id':'4','hidden':'True'}",
                "{'id':'5','hidden':'0.0'}"))
        .containsExactly("1 true false", "2 true true", "3 true false", "5 false null");
    assertThat(reasons(export, "{'id':'1','gone':'deleted'}", "{'id':'2','hidden':'x'}"))
        .containsExactly(
            "1 contact column deleted: 'deleted' is not true or false",
            "2 contact when: 'NOT coalesce(boolean(hidden), false)' cannot be computed with"
                + " hidden: 'x'");
  }

  @Test
  void aKeyLosesBlanksAndTheDecimalsOfAFloatingColumn() {
    NamedExport export =
        Mappings.export(
            null,
            Mappings.entity("contact").columns(Map.of("account_key", "a", "name", "n")).build());
    assertThat(
            values(
                export,
                Contact.TABLE,
                "source_key account_key name",
                "{'id':' C12 ','a':'41001.0','n':'7.0'}",
                "{'id':'\u00a0C13\ufeff','a':'007','n':' x '}",
                "{'id':'1.5','a':'a.b+c'}",
                "{'id':'12E4','a':'-3.00'}"))
        .containsExactly("C12 41001 7.0", "C13 007  x ", "1.5 a.b+c null", "12E4 -3 null");
  }

  @Test
  void aKeyThatASpreadsheetRoundedIsRejected() {
    NamedExport export =
        Mappings.export(
            null, Mappings.entity("contact").columns(Map.of("account_key", "a")).build());
    assertThat(reasons(export, "{'id':'2.02E+11','a':'1'}", "{'id':'2','a':'2.02E11'}"))
        .containsExactly(
            "1 contact column source_key: '2.02E+11' is not a key: a spreadsheet rounded it;"
                + " export the column as text",
            "2 contact column account_key: '2.02E11' is not a key: a spreadsheet rounded it;"
                + " export the column as text");
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP://WWW.Kestrelmark.com, kestrelmark.com",
    "Http://plumsteadkilns.com/, plumsteadkilns.com",
    "' https://www2.oarlockrowing.com:8080/a?b#c', oarlockrowing.com",
    "https:/acme.io, acme.io",
    "http//acme.io., acme.io",
    "//user:pw@shop.acme.io, shop.acme.io",
    "'acme.io; acme.com', acme.io",
    "ops@acme.io, acme.io",
    "acme.io:443, acme.io",
    "www.de, none",
    "n/a, none",
    "-, none"
  })
  void aWebsiteAsPeopleTypeItGivesItsDomain(String website, String domain) {
    NamedExport export =
        Mappings.export(
            null, Mappings.entity("source_account").columns(Map.of("domain", "w")).build());
    assertThat(
            values(export, SourceAccount.TABLE, "domain", "{'id':'1','w':'%s'}".formatted(website)))
        .containsExactly(domain.equals("none") ? "null" : domain);
  }

  @Test
  void timesWithoutAnOffsetAreTheSourcesAndDaysTheCompanys() {
    NamedExport export =
        Mappings.in(
            ZoneId.of("UTC"),
            Mappings.entity("source_account")
                .eventTime("at")
                .columns(Map.of("created_on", "on"))
                .build());
    assertThat(
            values(
                ZoneId.of("Europe/Berlin"),
                export,
                SourceAccount.TABLE,
                "event_time created_on",
                "{'id':'1','at':'2024-03-31 23:30:00','on':'2024-03-31 23:30:00'}",
                "{'id':'2','at':'2024-03-31T23:30Z','on':'2024-04-01T01:30+02:00'}",
                "{'id':'3','at':'2024-03-01T10:00+01:00','on':'2024-04-01'}",
                "{'id':'4','at':'2024-04-01','on':'2024-03-31t23:30:00,5z'}"))
        .containsExactly(
            "2024-03-31T23:30:00Z 2024-04-01",
            "2024-03-31T23:30:00Z 2024-04-01",
            "2024-03-01T09:00:00Z 2024-04-01",
            "2024-03-31T22:00:00Z 2024-04-01");
  }

  @Test
  void expressionsReadTimesAsColumnsDo() {
    NamedExport export =
        Mappings.in(
            ZoneId.of("America/New_York"),
            Mappings.entity("source_account")
                .eventTime("greatest(timestamp(at), timestamp(seen))")
                .columns(Map.of("created_on", "date(seen)"))
                .build());
    assertThat(
            values(
                ZoneId.of("Europe/Berlin"),
                export,
                SourceAccount.TABLE,
                "event_time created_on",
                "{'id':'1','at':'2024-03-15 17:30:00','seen':'2024-03-15T21:00Z'}"))
        .containsExactly("2024-03-15T21:30:00Z 2024-03-15");
    assertThat(reasons(export, "{'id':'1','at':'soon','seen':'2024-03-15'}"))
        .containsExactly(
            "1 source_account column event_time: 'greatest(timestamp(at), timestamp(seen))' cannot"
                + " be computed with at: 'soon', seen: '2024-03-15'");
  }
}
