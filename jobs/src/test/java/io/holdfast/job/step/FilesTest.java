package io.holdfast.job.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.table.Quarantine;
import io.holdfast.table.RawRecord;
import io.holdfast.table.SourceAccount;
import io.holdfast.table.Table;
import io.holdfast.table.Ticket;
import io.holdfast.table.Wanted;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as systems of the world write them. */
class FilesTest {
  private static final Table RAW = RawRecord.of("desk", "tickets");
  private static final String HEADER = "id,opened,status\n";

  @TempDir Path folder;
  private LandingNight night;

  @BeforeEach
  void open() {
    night = LandingNight.in(folder);
  }

  @AfterEach
  void close() {
    night.close();
  }

  private static String mapping(String... options) {
    StringBuilder all = new StringBuilder();
    for (String option : options) {
      all.append("    ").append(option).append('\n');
    }
    return """
        source: desk
        exports:
          tickets:
            files: [tickets/*, old/tickets/*]
        %s    entities:
              - entity: ticket
                key: id
                event_time: opened
                columns: {status: status, resolution_hours: hours}
            optional: [hours]
        """
        .formatted(all);
  }

  private List<String> tickets() {
    return night.lines(Ticket.TABLE, "source_key", "status");
  }

  @Test
  void byteOrderMarkDecidesWhatIsDeclaredAndTheNameWhatIsPacked() {
    String text = "\uFEFF" + HEADER;
    Charset utf32 = Charset.forName("UTF-32LE");
    night
        .file("tickets/a.csv", (text + "1,2024-01-01,naïve 8\n").getBytes(StandardCharsets.UTF_8))
        .file(
            "tickets/b.csv.zst",
            (text + "2,2024-01-01,naïve le\n").getBytes(StandardCharsets.UTF_16LE))
        .file(
            "old/tickets/c.csv.gz",
            (text + "3,2024-01-01,naïve be\n").getBytes(StandardCharsets.UTF_16BE))
        .file("tickets/d.csv", (text + "4,2024-01-01,naïve 32\n").getBytes(utf32))
        .file(
            "tickets/e.csv",
            (HEADER + "5,2024-01-01,naïve latin\n").getBytes(StandardCharsets.ISO_8859_1));
    StepResult result = night.land("2024-01-02", mapping("charset: latin1"));
    assertThat(result.note()).startsWith("5 files: 5 landed, 5 loaded, 0 quarantined");
    assertThat(tickets())
        .containsExactly("1 naïve 8", "2 naïve le", "3 naïve be", "4 naïve 32", "5 naïve latin");
  }

  @Test
  void utf16WithoutAMarkIsReadWhenDeclaredAndNamedWhenNot() {
    night.file("tickets/a.csv", (HEADER + "1,2024-01-01,x\n").getBytes(StandardCharsets.UTF_16LE));
    assertThatThrownBy(() -> night.land("2024-01-02", mapping()))
        .isInstanceOf(HeldException.class)
        .hasMessageContaining("the header holds NUL bytes, declare charset: utf-16");
    night.file("tickets/b.csv", (HEADER + "2,2024-01-01,y\n").getBytes(StandardCharsets.UTF_16BE));
    night.land("2024-01-02", mapping("charset: utf-16"));
    assertThat(tickets()).containsExactly("1 x", "2 y");
  }

  @Test
  void bytesThatAreNoTextCostTheirRecordOnly() {
    byte[] bytes =
        (HEADER + "1,2024-01-01,ok \uFFFD\n2,2024-01-01,b\u00E9d\n3,2024-01-01,x\n")
            .getBytes(StandardCharsets.UTF_8);
    String latin = new String(bytes, StandardCharsets.ISO_8859_1).replace("\u00C3\u00A9", "\u00E9");
    night.file("tickets/a.csv", latin.getBytes(StandardCharsets.ISO_8859_1));
    night.land("2024-01-02", mapping());
    assertThat(tickets()).containsExactly("1 ok \uFFFD", "3 x");
    assertThat(night.lines(Quarantine.TABLE, "record_no", "reason"))
        .containsExactly("2 row holds bytes that are not text; declare charset");
  }

  @Test
  void poisonRowsCostThemselvesOnly() {
    night.file(
        "tickets/a.csv",
        HEADER
            + "1,2024-01-01,\"a\"b\n"
            + "2,2024-01-01,\"two\nlines\" \n"
            + "3,2024-01-01,\"open\n"
            + "4,2024-01-01, \"x, \"\"y\"\"\"\r\n"
            + "\r5,2024-01-01\r\n"
            + "6,2024-01-01,say \"hi\",more\n"
            + "7,2024-01-01,say \"hi\"");
    night.land("2024-01-02", mapping());
    assertThat(tickets()).containsExactly("2 two\nlines", "4 x, \"y\"", "7 say \"hi\"");
    assertThat(night.lines(Quarantine.TABLE, "record_no", "reason"))
        .containsExactly(
            "1 text follows a closed quote",
            "3 text follows a closed quote",
            "5 values in row: 2, in header: 3",
            "6 values in row: 4, in header: 3");
    assertThat(night.lines(RAW, "record"))
        .contains(
            "{\"_holdfast_unreadable\":\"text follows a closed quote\","
                + "\"_holdfast_content\":\"3,2024-01-01,\\\"open\"}");
  }

  @Test
  void delimiterAndQuoteAreWhatTheMappingSays() {
    night.file("tickets/a.csv", "id`opened`status\n1`2024-01-01`'a`b'\n2`2024-01-01`\"\n");
    night.land("2024-01-02", mapping("delimiter: '`'", "quote: \"'\""));
    assertThat(tickets()).containsExactly("1 a`b", "2 \"");
  }

  @Test
  void bulkFileWithBackquotesIsRead() {
    Path data = Wanted.data("salesforce");
    String mapping =
        """
        source: bulk
        exports:
          accounts:
            files: "*_backquote.csv"
            delimiter: "`"
            entities:
              - {entity: source_account, key: NAME, columns: {name: NAME, domain: WEBSITE}}
        """;
    try (LandingNight bulk = new LandingNight(folder.resolve("bulk"), data)) {
      assertThat(bulk.land("2024-01-02", mapping).note())
          .startsWith("1 file: 10 landed, 10 loaded, 0 quarantined");
      assertThat(bulk.lines(SourceAccount.TABLE, "name", "domain"))
          .contains("account #9 accountupsert9.com");
    }
  }

  @Test
  void nestedJsonStaysAsItIsAndPlainNamesMayBePacked() {
    night
        .file(
            "tickets/x.jsonl.gz",
            "{\"id\":1,\"opened\":\"2024-01-01\",\"status\":{\"a\":[1,{\"b\":null}]}}")
        .file(
            "tickets/z.json.zst",
            "{\"id\":2,\"opened\":\"2024-01-01\",\"status\":[\"x\"]} {\"id\":3,\"opened\":\"2024-01-01\"}");
    night.land("2024-01-02", mapping());
    assertThat(tickets()).containsExactly("1 {\"a\":[1,{\"b\":null}]}", "2 [\"x\"]", "3 null");
  }

  @Test
  void aliasIsReadAsTheDeclaredFieldAndRawKeepsTheRecord() {
    night
        .file("tickets/a.csv", "id,opened,Status\n1,2024-01-01,a\n")
        .file("tickets/b.csv", HEADER + "2,2024-01-01,b\n")
        .file(
            "tickets/c.jsonl",
            "{\"id\":3,\"opened\":\"2024-01-01\",\"fields\":{\"state\":\"c\"}}\n");
    night.land("2024-01-02", mapping("aliases: {status: [Status, STATUS, fields.state]}"));
    assertThat(tickets()).containsExactly("1 a", "2 b", "3 c");
    assertThat(night.lines(RAW, "record"))
        .contains("{\"id\":\"1\",\"opened\":\"2024-01-01\",\"Status\":\"a\"}");
  }

  @Test
  void newFieldsAreToldOnceANightAndKeptInRaw() {
    night.file("tickets/a.csv", "id,opened,status,first\n1,2024-01-01,a,x\n");
    assertThat(night.land("2024-01-01", mapping()).note()).doesNotContain("new field");
    night
        .file("tickets/b.csv", "id,opened,status,tier,hours\n2,2024-01-01,b,gold,1\n")
        .file(
            "tickets/c.jsonl",
            "{\"id\":3,\"opened\":\"2024-01-01\",\"status\":\"c\"}\n{\"id\":4,\"opened\":\"2024-01-01\",\"status\":\"c\",\"zone\":1}\n");
    String told = "desk.tickets has the new fields tier, zone, kept in raw; map them or leave them";
    assertThat(night.land("2024-01-02", mapping()).note()).contains(told);
    assertThat(night.land("2024-01-02", mapping()).note()).contains(told);
    night.file("tickets/d.csv", "id,opened,status,tier\n5,2024-01-03,b,gold\n");
    assertThat(night.land("2024-01-03", mapping()).note()).doesNotContain("new field");
    assertThat(night.lines(RAW, "record")).filteredOn(r -> r.contains("gold")).hasSize(2);
  }

  @Test
  void retypedColumnHoldsWithItsOldAndNewKind() {
    night.file("tickets/a.csv", "id,opened,status,hours\n1,2024-01-01,a,2.5\n2,2024-01-01,a,\n");
    night.land("2024-01-01", mapping());
    List<String> rows = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      rows.add("1%d,2024-01-02,a,PT%dH".formatted(i, i));
    }
    night.file(
        "tickets/b.csv", "id,opened,status,hours\n20,2024-01-02,a,\n" + String.join("\n", rows));
    assertThatThrownBy(() -> night.land("2024-01-02", mapping()))
        .isInstanceOf(HeldException.class)
        .hasMessage(
            "Export desk.tickets is held, nothing of it is loaded: column resolution_hours of ticket"
                + " fails in each of the 5 records that have it, first in file tickets/b.csv record"
                + " 2: 'PT1H' is not a number; before, field 'hours' held '2.5' (file tickets/a.csv"
                + " record 1); correct the mapping of desk.tickets, or let the source deliver it as"
                + " before");
    assertThat(night.lines(RAW, "record_no")).hasSize(2);
    night.file(
        "tickets/b.csv", "id,opened,status,hours\n20,2024-01-02,a,1\n" + String.join("\n", rows));
    assertThatThrownBy(() -> night.land("2024-01-02", mapping()))
        .as("one of its values is a number, so that the column is not another one")
        .isInstanceOf(HeldException.class)
        .hasMessageContaining("5 of its 6 records are rejected (83%), at most 0% were before");
  }
}
