package io.holdfast.job.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.table.Quarantine;
import io.holdfast.table.RawRecord;
import io.holdfast.table.Ticket;
import io.holdfast.table.TicketMessage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A load that is too large to be kept while it is written comes out as any other. */
class LargeLoadTest {
  private static final String MAPPING =
      """
      source: desk
      exports:
        tickets:
          files: tickets/*
          entities:
            - entity: ticket
              key: id
              event_time: opened
              columns: {status: lower(status), resolution_hours: hours}
            - entity: ticket_message
              when: text IS NOT NULL
              key: id
              event_time: opened
              columns: {ticket_key: id, body: text}
      """;

  private static final String HEADER = "id,opened,status,hours,text\n";

  @TempDir Path folder;

  private LandingNight night(String name) {
    return LandingNight.in(folder.resolve(name))
        .file("tickets/a.csv", HEADER + "1,2024-01-01,New,1,hi\n2,never,New,2,\n3,2024-01-02,,3,\n")
        .file("tickets/b.csv", HEADER + "4,2024-01-01,Old,x,\n5,2024-01-03,Old,5,ho\n");
  }

  private static List<String> all(LandingNight night) {
    List<String> lines = new ArrayList<>();
    lines.addAll(night.lines(RawRecord.of("desk", "tickets"), "file", "record_no", "record"));
    lines.addAll(night.lines(Ticket.TABLE, "source_key", "status", "resolution_hours", "batch"));
    lines.addAll(night.lines(TicketMessage.TABLE, "source_key", "body"));
    lines.addAll(night.lines(Quarantine.TABLE, "file", "record_no", "reason"));
    return lines;
  }

  @Test
  void itGivesTheSameRowsAndSaysTheSame() {
    try (LandingNight kept = night("kept");
        LandingNight large = night("large")) {
      StepResult usual = kept.land("2024-01-05", MAPPING);
      StepResult result = large.landLarge("2024-01-05", MAPPING, large.lake("2024-01-05"));
      assertThat(result.note()).isEqualTo(usual.note()).contains("5 landed, 3 loaded");
      assertThat(all(large)).isEqualTo(all(kept)).hasSize(5 + 3 + 2 + 2);
      assertThat(large.landLarge("2024-01-05", MAPPING, large.lake("2024-01-05")).note())
          .startsWith("nothing new");
    }
  }

  @Test
  void killedAtAnyPointItIsFinishedByTheNextTry() {
    List<String> wanted = null;
    boolean died = true;
    for (int point = 0; died; point++) {
      try (LandingNight night = night("kill" + point)) {
        DyingLake lake =
            new DyingLake(night.lake("2024-01-05"), point, () -> night.control().close());
        try {
          night.landLarge("2024-01-05", MAPPING, lake);
        } catch (RuntimeException e) {
          assertThat(lake.isDead()).as(e.toString()).isTrue();
          night.restart();
        }
        died = lake.isDead() || point == 0;
        night.landLarge("2024-01-05", MAPPING, night.lake("2024-01-05"));
        wanted = wanted == null ? all(night) : wanted;
        assertThat(all(night)).as("killed at point " + point).isEqualTo(wanted);
      }
    }
  }

  @Test
  void oneWhoseColumnIsWrittenOtherwiseIsHeldBeforeAnythingOfItIsWritten() {
    try (LandingNight night = LandingNight.in(folder)) {
      StringBuilder text = new StringBuilder(HEADER);
      for (int i = 0; i < Retyped.FEWEST; i++) {
        text.append(i).append(",2024-01-01,New,long,\n");
      }
      night.file("tickets/a.csv", text.toString());
      assertThatThrownBy(() -> night.landLarge("2024-01-05", MAPPING, night.lake("2024-01-05")))
          .isInstanceOf(HeldException.class)
          .hasMessageContaining("column resolution_hours of ticket fails in each of the 5 records");
      assertThat(all(night)).isEmpty();
    }
  }
}
