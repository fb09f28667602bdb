package io.holdfast.job.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Very many small files, half CSV and half JSON lines, one kilobyte each. */
class SmallFilesBench {
  private static final int FILES = Integer.getInteger("holdfast.files", 100_000);
  private static final int RECORDS = 8;
  private static final int FOLDERS = 100;
  private static final String MAPPING =
      """
      source: shop
      exports:
        tickets:
          files: tickets/*/*.csv
          entities:
            - entity: ticket
              key: id
              event_time: opened
              columns: {status: status, account_key: account}
        events:
          files: events/*/*.jsonl
          entities:
            - entity: usage_event
              key: id
              event_time: at
              columns: {event: name, account_key: context.groupId, user_key: userId}
      """;

  @TempDir Path folder;

  @Test
  void manySmallFilesLandInMinutes() throws IOException {
    try (LandingNight night = LandingNight.in(folder)) {
      write(night.landing());
      long first = land(night, "first night");
      assertThat(night.control().files().records())
          .containsEntry("shop.tickets", (long) FILES / 2 * RECORDS)
          .containsEntry("shop.events", (long) FILES / 2 * RECORDS);
      land(night, "nothing new");
      Files.writeString(
          night.landing().resolve("tickets/0/late.csv"),
          "id,opened,status,subject,account\nlate,2024-01-02,open,x,a\n");
      land(night, "one new file");
      assertThat(first).isLessThan(600_000L * FILES / 100_000 + 60_000);
    }
  }

  private static long land(LandingNight night, String what) {
    long begin = System.nanoTime();
    String note = night.land("2024-01-02", MAPPING).note().lines().findFirst().orElseThrow();
    long millis = (System.nanoTime() - begin) / 1_000_000;
    System.out.printf(Locale.ROOT, "%s: %.1f s (%s)%n", what, millis / 1000.0, note);
    return millis;
  }

  private static void write(Path landing) throws IOException {
    for (int f = 0; f < FOLDERS; f++) {
      Files.createDirectories(landing.resolve("tickets/" + f));
      Files.createDirectories(landing.resolve("events/" + f));
    }
    for (int i = 0; i < FILES / 2; i++) {
      StringBuilder csv = new StringBuilder("id,opened,status,subject,account\n");
      StringBuilder json = new StringBuilder();
      for (int r = 0; r < RECORDS; r++) {
        String id = i + "-" + r;
        csv.append(id)
            .append(",2024-01-01T10:00:00Z,open,\"Something, somewhere, does not work as it should")
            .append(" since we have the new version of it\",account-")
            .append(i % 1000)
            .append('\n');
        json.append("{\"id\":\"")
            .append(id)
            .append("\",\"at\":\"2024-01-01T10:00:00Z\",\"name\":\"Report Created\",\"userId\":\"u")
            .append(i % 5000)
            .append("\",\"context\":{\"groupId\":\"account-")
            .append(i % 1000)
            .append("\"}}\n");
      }
      Files.writeString(landing.resolve("tickets/%d/%06d.csv".formatted(i % FOLDERS, i)), csv);
      Files.writeString(landing.resolve("events/%d/%06d.jsonl".formatted(i % FOLDERS, i)), json);
    }
  }
}
