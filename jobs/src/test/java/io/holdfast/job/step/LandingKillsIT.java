package io.holdfast.job.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.table.Quarantine;
import io.holdfast.table.RawRecord;
import io.holdfast.table.SourceAccount;
import io.holdfast.table.Table;
import io.holdfast.table.Ticket;
import io.holdfast.table.TicketMessage;
import io.holdfast.table.UsageEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A load that is killed again and again, and finished, gives the tables of one clean load. */
class LandingKillsIT {
  private static final int KILLS = Integer.getInteger("holdfast.kills", 50);
  private static final long SEED = Long.getLong("holdfast.seed", 20240102);
  private static final String DAY = "2024-01-02";
  private static final String MAPPING =
      """
      source: desk
      exports:
        accounts:
          files: accounts/*
          entities:
            - {entity: source_account, key: id, columns: {name: name}}
        tickets:
          files: tickets/*
          entities:
            - entity: ticket
              key: id
              event_time: opened
              columns: {status: status, resolution_hours: hours}
            - entity: ticket_message
              when: text is not null
              key: concat(id, '-1')
              event_time: opened
              columns: {ticket_key: id, body: text}
          optional: [hours, text]
        events:
          files: events/*
          entities:
            - {entity: usage_event, key: id, event_time: at, columns: {event: name}}
      """;
  private static final List<Table> TABLES =
      List.of(
          RawRecord.of("desk", "accounts"),
          RawRecord.of("desk", "tickets"),
          RawRecord.of("desk", "events"),
          SourceAccount.TABLE,
          Ticket.TABLE,
          TicketMessage.TABLE,
          UsageEvent.TABLE,
          Quarantine.TABLE);

  @TempDir Path folder;

  @Test
  void killedAtFiftyRandomPointsAndFinishedGivesTheTablesOfOneCleanLoad() {
    int points = 0;
    Map<String, List<String>> clean;
    try (LandingNight night = night("clean")) {
      early(night);
      late(night);
      DyingLake counting = new DyingLake(night.lake(DAY), -1, () -> {});
      night.land(DAY, MAPPING, counting);
      points = counting.points();
      clean = rows(night);
    }
    assertThat(clean.get("quarantine")).hasSize(4);
    Random random = new Random(SEED);
    int kills = 0;
    for (int lake = 0; kills < KILLS; lake++) {
      try (LandingNight night = night("lake" + lake)) {
        early(night);
        int before = kills;
        kills += untilDone(night, points, random);
        assertThat(rows(night)).as("lake %d, %d kills", lake, kills - before).isEqualTo(clean);
        assertThat(night.control().files().records())
            .isEqualTo(Map.of("desk.accounts", 2L, "desk.tickets", 7L, "desk.events", 5L));
      }
    }
    System.out.printf("%d kills at random points of %d%n", kills, points);
  }

  /** Kills the load until it ends by itself; more files land after the first death. */
  private static int untilDone(LandingNight night, int points, Random random) {
    for (int kills = 0; ; kills++) {
      int point = 1 + random.nextInt(points);
      DyingLake lake = new DyingLake(night.lake(DAY), point, () -> night.control().close());
      try {
        night.land(DAY, MAPPING, lake);
        if (kills > 0) {
          return kills;
        }
        kills--;
      } catch (RuntimeException e) {
        assertThat(lake.isDead()).as(e.toString()).isTrue();
        night.restart();
      }
      late(night);
    }
  }

  private LandingNight night(String name) {
    Path own = folder.resolve(name);
    return new LandingNight(own, own.resolve("landing"));
  }

  private static void early(LandingNight night) {
    night
        .file("accounts/a.csv", "id,name\nA,Acme\nB,Blue\n")
        .file("tickets/a.csv", "id,opened,status,text\n1,2024-01-01,open,hi\n2,never,open,\n3\n")
        .file("events/a.jsonl", event(1) + event(2) + "{\n");
  }

  private static void late(LandingNight night) {
    night
        .file("tickets/b.csv", "id,opened,status,hours\n4,2024-01-01,new,1\n5,2024-01-01,new,2\n")
        .file("tickets/c.csv.gz", "id,opened,status,text\n6,2024-01-01,new,a\n7,2024-01-01,new,b\n")
        .file("events/b.jsonl", event(3) + event(4));
  }

  private static String event(int id) {
    return "{\"id\":%d,\"at\":\"2024-01-01T10:00:00Z\",\"name\":\"x\"}\n".formatted(id);
  }

  private static Map<String, List<String>> rows(LandingNight night) {
    Map<String, List<String>> rows = new TreeMap<>();
    for (Table table : TABLES) {
      String[] columns =
          table.columnNames().stream()
              .filter(name -> !name.equals(RawRecord.BATCH))
              .toArray(String[]::new);
      rows.put(table.name(), night.lines(table, columns));
    }
    return rows;
  }
}
