package io.holdfast.job.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.job.lake.IcebergLake;
import io.holdfast.job.lake.Lake;
import io.holdfast.table.Invoice;
import io.holdfast.table.InvoiceLine;
import io.holdfast.table.Quarantine;
import io.holdfast.table.RawRecord;
import io.holdfast.table.SourceAccount;
import io.holdfast.table.Table;
import io.holdfast.table.Ticket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LandStepTest {
  private static final String TICKETS =
      """
      source: zendesk
      exports:
        tickets:
          files: tickets/*
          entities:
            - entity: ticket
              key: id
              event_time: opened
              columns:
                status: status
                resolution_hours: hours
          optional: [hours]
      """;
  private static final Table RAW = RawRecord.of("zendesk", "tickets");

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

  @Test
  void fileIsLoadedOnceHoweverOftenTheStepRuns() {
    night.file("tickets/a.csv", "id,opened,status\n1,2024-01-01,open\n2,2024-01-02,open\n");
    StepResult first = night.land("2024-01-02", TICKETS);
    assertThat(first.rows()).containsEntry("ticket", 2L).containsEntry("raw_zendesk_tickets", 2L);
    assertThat(first.note())
        .isEqualTo(
            "1 file: 2 landed, 2 loaded, 0 quarantined\n"
                + "zendesk.tickets: 2 landed, 2 loaded, 0 quarantined\n"
                + "compared with nothing, as nothing had come of it before: zendesk.tickets");
    assertThat(night.land("2024-01-02", TICKETS).note()).isEqualTo("nothing new");

    night.file("tickets/b.csv", "id,opened,status\n3,2024-01-03,open\n");
    night.land("2024-01-03", TICKETS);
    assertThat(night.lines(Ticket.TABLE, "source_key", "file", "record_no"))
        .containsExactly("1 tickets/a.csv 1", "2 tickets/a.csv 2", "3 tickets/b.csv 1");
    assertThat(night.control().files().records()).containsEntry("zendesk.tickets", 3L);
  }

  @Test
  void elementsAndTodaysValuesAddUp() {
    String invoices =
        """
        source: billing
        exports:
          invoices:
            files: [invoices/*.csv, more/*.csv]
            entities:
              - entity: invoice
                key: id
                event_time: at
                columns: {amount: total, status: state}
                history: {status: current_only}
              - entity: invoice_line
                each: lines
                key: concat(id, ':', item.id)
                event_time: at
                columns: {invoice_key: id, amount: item.amount}
        """;
    night
        .file(
            "invoices/a.csv",
            "id,at,total,state,lines\n"
                + "1,2024-01-01,3,open,\"[{\"\"id\"\":\"\"a\"\",\"\"amount\"\":1},"
                + "{\"\"id\"\":\"\"b\"\",\"\"amount\"\":2}]\"\n"
                + "2,2024-01-01,3,open,\"[{\"\"id\"\":\"\"a\"\",\"\"amount\"\":\"\"x\"\"}]\"\n")
        .file("more/b.csv", "id,at,total,state,lines\n3,2024-01-01,3,open,\n");
    StepResult result = night.land("2024-01-03", invoices);
    assertThat(result.rows())
        .containsEntry("raw_billing_invoices", 3L)
        .containsEntry("invoice", 4L)
        .containsEntry("invoice_line", 2L)
        .containsEntry("quarantine", 1L);
    assertThat(result.note())
        .startsWith("2 files: 3 landed, 2 loaded, 1 quarantined")
        .contains("record 2: element 1: column amount: 'x' is not an amount of up to 16 digits");
    assertThat(night.lines(InvoiceLine.TABLE, "source_key", "amount"))
        .containsExactly("1:a 1.00", "1:b 2.00");
    assertThat(night.lines(Invoice.TABLE, "source_key", "known_at", "amount", "status"))
        .containsExactly(
            "1 2024-01-01 00:00:00.0 3.00 null",
            "1 2024-01-03 23:59:59.999999 null open",
            "3 2024-01-01 00:00:00.0 3.00 null",
            "3 2024-01-03 23:59:59.999999 null open");
  }

  @Test
  void csvWithByteOrderMarkQuotedNewlinesAndBlankLinesIsRead() {
    night.file(
        "tickets/a.csv.gz",
        "\uFEFFid,opened,status\r\n1,2024-01-01,\"so\r\nit \"\"is\"\"\"\r\n\r\n2,2024-01-01,x\r\n");
    night.land("2024-01-02", TICKETS);
    assertThat(night.lines(Ticket.TABLE, "record_no", "source_key", "status"))
        .containsExactly("1 1 so\r\nit \"is\"", "2 2 x");
  }

  @Test
  void badRecordsGoToQuarantineWithFileNumberAndReason() {
    night.file(
        "tickets/a.csv",
        "id,opened,status,hours\n1,2024-01-01,open,2\n2,2024-01-01\n3,2024-01-01,open,many\n,2024-01-01,open,1\n");
    assertThat(night.land("2024-01-02", TICKETS).note())
        .startsWith(
            "1 file: 4 landed, 1 loaded, 3 quarantined; tickets/a.csv record 2: values in row")
        .contains("tickets/a.csv record 3: column resolution_hours: 'many' is not a number");
    assertThat(night.lines(Quarantine.TABLE, "file", "record_no", "entity", "reason"))
        .containsExactly(
            "tickets/a.csv 2 ticket values in row: 2, in header: 4",
            "tickets/a.csv 3 ticket column resolution_hours: 'many' is not a number",
            "tickets/a.csv 4 ticket column source_key: 'id' is empty");
    assertThat(night.lines(RAW, "record_no")).hasSize(4);
  }

  @Test
  void jsonLinesArraysAndParquetAreReadAlike() {
    night
        .file(
            "tickets/a.jsonl",
            "{\"id\":1,\"opened\":\"2024-01-01\",\"status\":\"a\"}\n\n{\"id\":2,\n[3]\n")
        .file(
            "tickets/b.json.gz",
            "[{\"id\":4,\"opened\":\"2024-01-01\",\"status\":1.50},\n {\"id\":5,\"opened\":\"2024-01-01\"}]");
    io.holdfast.table.TestSpark.session()
        .sql("select '6' id, timestamp'2024-01-01 10:00:00' opened, 'c' status")
        .coalesce(1)
        .write()
        .parquet(folder.resolve("written").toString());
    move(folder.resolve("written"), "tickets/c d.parquet");
    night.land("2024-01-02", TICKETS);
    assertThat(night.lines(RAW, "record"))
        .contains("{\"id\":4,\"opened\":\"2024-01-01\",\"status\":1.50}");
    assertThat(night.lines(Ticket.TABLE, "file", "record_no", "source_key", "status"))
        .containsExactly(
            "tickets/a.jsonl 1 1 a",
            "tickets/b.json.gz 1 4 1.5",
            "tickets/b.json.gz 2 5 null",
            "tickets/c d.parquet 1 6 c");
    assertThat(night.lines(Quarantine.TABLE, "file", "record_no", "reason"))
        .containsExactly(
            "tickets/a.jsonl 2 line is not JSON",
            "tickets/a.jsonl 3 line is an array; a file that is not one object a line wants"
                + " format: json");
  }

  @Test
  void missingFieldHoldsTheExportWithTheNearestNameAndOthersLoad() {
    night
        .file("tickets/a.csv", "id,opened,statsu\n1,2024-01-01,open\n")
        .file("accounts/a.csv", "id,name\nA,Acme\n");
    String both =
        TICKETS
            + """
              accounts:
                files: accounts/*.csv
                entities:
                  - {entity: source_account, key: id, columns: {name: name}}
            """;
    assertThatThrownBy(() -> night.land("2024-01-02", both))
        .isInstanceOf(HeldException.class)
        .hasMessage(
            "Export zendesk.tickets is held, nothing of it is loaded: file tickets/a.csv: field"
                + " 'status' that ticket.status needs is missing; nearest is 'statsu'; correct the"
                + " mapping of zendesk.tickets or list the field under optional");
    assertThat(night.lines(RAW, "*")).isEmpty();
    assertThat(night.lines(SourceAccount.TABLE, "name")).containsExactly("Acme");

    night.file("tickets/a.csv", "id,opened,status\n1,2024-01-01,open\n");
    night.land("2024-01-02", both);
    assertThat(night.lines(Ticket.TABLE, "source_key")).containsExactly("1");
    assertThat(night.lines(SourceAccount.TABLE, "name")).containsExactly("Acme");
  }

  @Test
  void whatIsReadNeverthelessOrLeftForLaterIsSaid() {
    night
        .file(
            "tickets/a.csv",
            "id,opened,status\n1,2024-01-01,open\nid,opened,status\n2,2024-01-01,\\N\n")
        .file("tickets/b.csv.filepart", "id,opened,sta")
        .file("tickets/~$a.csv", "");
    assertThat(night.land("2024-01-02", TICKETS).note())
        .startsWith(
            "1 file: 2 landed, 2 loaded, 0 quarantined; file tickets/b.csv.filepart is not read: its"
                + " name is that of an unfinished upload; rename it when it is whole; file"
                + " tickets/a.csv has its header again below");
    assertThat(night.lines(Ticket.TABLE, "source_key", "status"))
        .containsExactly("1 open", "2 null");
  }

  @Test
  void jsonFieldIsMissingOnlyWhenNoRecordHasIt() {
    night.file("tickets/a.jsonl", "{\"id\":1,\"opened\":\"2024-01-01\",\"state\":\"a\"}\n{\n");
    assertThatThrownBy(() -> night.land("2024-01-02", TICKETS))
        .isInstanceOf(HeldException.class)
        .hasMessageContaining(
            "field 'status' that ticket.status needs is missing; nearest is 'state'");
    night.file("tickets/b.jsonl", "{\"id\":2,\"opened\":\"2024-01-01\",\"status\":null}\n");
    night.land("2024-01-02", TICKETS);
    assertThat(night.lines(Ticket.TABLE, "source_key", "status"))
        .containsExactly("1 null", "2 null");
  }

  @Test
  void truncatedGzipHoldsWithTheRecordReached() throws IOException {
    StringBuilder rows = new StringBuilder("id,opened,status\n");
    for (int i = 0; i < 5000; i++) {
      rows.append(i).append(",2024-01-01,").append(Integer.toHexString(i * 7919)).append('\n');
    }
    night.file("tickets/a.csv.gz", rows.toString());
    Path file = night.landing().resolve("tickets/a.csv.gz");
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> night.land("2024-01-02", TICKETS))
        .isInstanceOf(HeldException.class)
        .hasMessageMatching(
            "Export zendesk.tickets is held, nothing of it is loaded: file tickets/a.csv.gz cannot"
                + " be read after record [1-9]\\d*: it ends too early; deliver it again in its place");
    assertThat(night.lines(RAW, "*")).isEmpty();
  }

  @Test
  void unfinishedJsonAndOpenQuotesHold() {
    night
        .file("tickets/a.json", "[{\"id\":1,\"opened\":\"2024-01-01\",\"status\":\"a\"}, {\"id\":")
        .file("tickets/b.csv", "id,opened,status\n1,2024-01-01,\"open\n2,2024-01-01,x")
        .file("tickets/c.json", "[{\"id\":1,\"opened\":\"2024-01-01\",\"status\":\"a\"}");
    assertThatThrownBy(() -> night.land("2024-01-02", TICKETS))
        .isInstanceOf(HeldException.class)
        .hasMessageContaining("file tickets/a.json cannot be read after record 1: ")
        .hasMessageContaining("file tickets/b.csv cannot be read after record 0: ")
        .hasMessageContaining("file tickets/c.json cannot be read after record 1: ");
  }

  @Test
  void emptyFileHolds() {
    night.file("tickets/a.csv", "").file("tickets/b.jsonl.gz", "");
    assertThatThrownBy(() -> night.land("2024-01-02", TICKETS))
        .isInstanceOf(HeldException.class)
        .hasMessageContaining("file tickets/a.csv is empty; deliver it again")
        .hasMessageContaining("file tickets/b.jsonl.gz is empty; deliver it again");
  }

  @Test
  void loadedFileThatChangedIsWarnedAboutAndNotLoadedAgain() {
    night.file("tickets/a.csv", "id,opened,status\n1,2024-01-01,open\n");
    night.land("2024-01-02", TICKETS);
    night.file("tickets/a.csv", "id,opened,status\n1,2024-01-01,open\n2,2024-01-01,open\n");
    assertThat(night.land("2024-01-03", TICKETS).note())
        .isEqualTo(
            "nothing new; 1 loaded files changed since, see the next lines\n"
                + "file tickets/a.csv of zendesk.tickets went from 35 to 53 bytes since it was loaded;"
                + " 'holdfast withdraw tickets/a.csv --because …' takes back what was loaded, and"
                + " the next night loads what it holds now");
  }

  @Test
  void missingLandingFolderHolds() {
    assertThatThrownBy(() -> night.land("2024-01-02", TICKETS))
        .isInstanceOf(HeldException.class)
        .hasMessageContaining("does not exist; correct landing in holdfast.yaml");
  }

  @Test
  void killBetweenAnyTwoWritesAndALaterRerunWithMoreFilesGivesTheSameRows() {
    for (String victim : List.of("ticket", "quarantine")) {
      night.file("tickets/" + victim + "1.csv", "id,opened,status\n1,2024-01-01,open\n2\n");
      assertThatThrownBy(() -> night.land("2024-01-02", TICKETS, dyingAt(victim)))
          .hasMessage("killed");
      night.file("tickets/" + victim + "2.csv", "id,opened,status\n3,2024-01-03,open\n");
      night.land("2024-01-03", TICKETS);
    }
    assertThat(night.lines(RAW, "file", "record_no"))
        .containsExactly(
            "tickets/quarantine1.csv 1",
            "tickets/quarantine1.csv 2",
            "tickets/quarantine2.csv 1",
            "tickets/ticket1.csv 1",
            "tickets/ticket1.csv 2",
            "tickets/ticket2.csv 1");
    assertThat(night.lines(Ticket.TABLE, "file", "record_no"))
        .containsExactly(
            "tickets/quarantine1.csv 1",
            "tickets/quarantine2.csv 1",
            "tickets/ticket1.csv 1",
            "tickets/ticket2.csv 1");
    assertThat(night.lines(Quarantine.TABLE, "file", "reason"))
        .containsExactly(
            "tickets/quarantine1.csv values in row: 1, in header: 3",
            "tickets/ticket1.csv values in row: 1, in header: 3");
    assertThat(night.control().files().loaded("zendesk", "tickets")).hasSize(4);
  }

  private Lake dyingAt(String victim) {
    IcebergLake lake = night.lake("2024-01-02");
    return new Lake() {
      @Override
      public Dataset<Row> read(Table table) {
        return lake.read(table);
      }

      @Override
      public Dataset<Row> released(Table table) {
        return lake.released(table);
      }

      @Override
      public long append(Table table, Dataset<Row> rows, String batch) {
        if (table.name().equals(victim)) {
          throw new IllegalStateException("killed");
        }
        return lake.append(table, rows, batch);
      }

      @Override
      public void compact(Table table, int appends, UnaryOperator<Dataset<Row>> merged) {
        lake.compact(table, appends, merged);
      }

      @Override
      public void remove(Table table, String batch, Set<String> files) {
        lake.remove(table, batch, files);
      }

      @Override
      public void rewrite(Table table, Column which, Dataset<Row> rows) {
        lake.rewrite(table, which, rows);
      }

      @Override
      public Set<String> batches(Table table) {
        return lake.batches(table);
      }

      @Override
      public long replace(Table table, Dataset<Row> rows) {
        return lake.replace(table, rows);
      }
    };
  }

  private void move(Path written, String path) {
    try (var files = Files.list(written)) {
      Path part = files.filter(f -> f.toString().endsWith(".parquet")).findFirst().orElseThrow();
      Files.move(part, night.landing().resolve(path));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
