package io.holdfast.job.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.table.Quarantine;
import io.holdfast.table.RawRecord;
import io.holdfast.table.Ticket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that could cost a night its memory or another file: each costs itself only. */
class OddFilesTest {
  private static final String MAPPING =
      """
      source: desk
      exports:
        tickets:
          files: ["tickets/*", "more ?new?/*"]
          entities:
            - entity: ticket
              key: id
              event_time: opened
              columns: {status: status}
      """;

  private static final String HEADER = "id,opened,status\n";
  private static final int TOO_LONG = 17_000_000;

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

  private static String json(int id, String status) {
    return "{\"id\":%d,\"opened\":\"2024-01-01\",\"status\":\"%s\"}\n".formatted(id, status);
  }

  @Test
  void namesWithColonsBlanksAndBracketsAreNamesLikeOthers() {
    night
        .file("tickets/2024-01-01T10:00:00.csv", HEADER + "1,2024-01-01,colon\n")
        .file("tickets/a b [1] {x} 100%.csv", HEADER + "2,2024-01-01,blank\n")
        .file("tickets/b:c.jsonl.gz", json(3, "packed"))
        .file("more [new]/d.csv", HEADER + "4,2024-01-01,folder\n");
    night.land("2024-01-02", MAPPING);
    assertThat(night.lines(Ticket.TABLE, "source_key", "status", "file"))
        .containsExactly(
            "1 colon tickets/2024-01-01T10:00:00.csv",
            "2 blank tickets/a b [1] {x} 100%.csv",
            "3 packed tickets/b:c.jsonl.gz",
            "4 folder more [new]/d.csv");
  }

  @Test
  void aLineThatIsTooLongCostsItselfAndOnlyItsBeginIsKept() {
    String endless = "x".repeat(TOO_LONG);
    night
        .file("tickets/a.jsonl", json(1, "before") + json(2, endless) + json(3, "after"))
        .file("tickets/b.csv", HEADER + "4,2024-01-01," + endless + "\n5,2024-01-01,after\n");
    night.land("2024-01-02", MAPPING);
    assertThat(night.lines(Ticket.TABLE, "source_key", "status"))
        .containsExactly("1 before", "3 after", "5 after");
    assertThat(night.lines(Quarantine.TABLE, "file", "record_no", "reason"))
        .containsExactly(
            "tickets/a.jsonl 2 line is longer than 16,777,216 characters, the first 1,000 of it"
                + " are kept; split it at the source",
            "tickets/b.csv 1 row is longer than 16,777,216 characters");
    assertThat(night.lines(RawRecord.of("desk", "tickets"), "record"))
        .allMatch(record -> record.length() < 2_000);
  }

  @Test
  void aFileWithARecordThatIsTooLargeIsLeftOutWhileOthersLoad() {
    String large =
        "{\"id\":2,\"text\":[\""
            + "x".repeat(TOO_LONG / 2)
            + "\",\""
            + "x".repeat(TOO_LONG / 2)
            + "\"]}";
    night
        .file("tickets/a.json", "[" + json(1, "before") + "," + large + "]")
        .file("tickets/b.csv", HEADER + "3,2024-01-01,other\n");
    StepResult result = night.land("2024-01-02", MAPPING);
    assertThat(night.lines(Ticket.TABLE, "source_key", "status")).containsExactly("3 other");
    assertThat(result.note())
        .startsWith("1 file: 1 landed, 1 loaded, 0 quarantined")
        .contains(
            "file tickets/a.json is not loaded: after record 1 it has a record of more than"
                + " 16,777,216 characters; split it at the source");
  }

  @Test
  void aFileThatUnpacksToAnythingIsLeftOutWhileOthersLoad() {
    night
        .file("tickets/a.jsonl.gz", " ".repeat(70_000_000))
        .file("tickets/c.csv.gz", " ".repeat(TOO_LONG))
        .file("tickets/b.csv", HEADER + "1,2024-01-01,other\n");
    StepResult result = night.land("2024-01-02", MAPPING);
    assertThat(night.lines(Ticket.TABLE, "source_key", "status")).containsExactly("1 other");
    assertThat(result.note())
        .contains(
            "file tickets/a.jsonl.gz is not loaded: after record 0 it unpacks to more than 200 times"
                + " its size, as no export does; deliver it unpacked if it is right, and remove it"
                + " if not",
            "file tickets/c.csv.gz is not loaded: after record 0 it has no header: its first row is"
                + " longer than 16,777,216 characters; mend it");
  }

  @Test
  void aLinkOutOfTheLandingFolderIsNotReadAndOneWithinIs() throws IOException {
    night
        .file("tickets/a.csv", HEADER + "1,2024-01-01,own\n")
        .file("inbox/b.csv", HEADER + "2,2024-01-01,within\n");
    Path secret = Files.writeString(folder.resolve("secret.csv"), HEADER + "3,2024-01-01,secret\n");
    Path tickets = night.landing().resolve("tickets");
    Files.createSymbolicLink(tickets.resolve("b.csv"), night.landing().resolve("inbox/b.csv"));
    Files.createSymbolicLink(tickets.resolve("c.csv"), secret);
    StepResult result = night.land("2024-01-02", MAPPING);
    assertThat(night.lines(Ticket.TABLE, "source_key", "status"))
        .containsExactly("1 own", "2 within");
    assertThat(result.note())
        .contains(
            "file tickets/c.csv is not read: it is a link out of the landing folder; deliver the"
                + " file itself");
  }
}
