package io.holdfast.job.pull;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ZendeskPullTest extends Pulling<FakeZendesk> {

  ZendeskPullTest() {
    super(new FakeZendesk());
  }

  @Test
  void ticketsComeOnceWhateverGoesWrong() {
    for (int i = 1; i <= 7; i++) {
      vendor.put("tickets", i, CUT.minusSeconds(1000 - i), "");
    }
    server
        .fault(429, Map.of("Retry-After", "17"), "slow down")
        .fault(500, Map.of(), "oops")
        .fine()
        .cut();
    assertThat(pull("tickets")).containsExactly(new Pulled("zendesk", "tickets", 7, 1, null));
    assertThat(ids("tickets")).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
    assertThat(place.pauses())
        .containsExactly(Duration.ofSeconds(17), Duration.ofSeconds(2), Duration.ofSeconds(1));
    assertThat(pull("tickets").get(0).records()).isZero();
  }

  @Test
  void whatChangedAfterTheDayWaitsForTheNextOne() {
    vendor
        .put("tickets", 1, CUT.minusSeconds(60), "")
        .put("tickets", 2, CUT.minusSeconds(1), "")
        .put("tickets", 3, CUT, "")
        .put("tickets", 4, CUT.plusSeconds(60), "");
    pull("tickets");
    assertThat(ids("tickets")).containsExactly(1L, 2L);
    vendor.put("tickets", 2, CUT.plusSeconds(90), "");
    place.pull("zendesk", yaml("tickets"), CUT.plusSeconds(86_400));
    assertThat(ids("tickets")).containsExactly(1L, 2L, 3L, 4L, 2L);
  }

  @Test
  void lastSecondOfATimeBasedPageIsGivenTwiceAndTakenOnce() {
    for (int i = 1; i <= 8; i++) {
      vendor.put("organizations", i, CUT.minusSeconds(100 - i / 2), "");
    }
    pull("organizations");
    assertThat(ids("organizations")).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
  }

  @Test
  void secondWithMoreRecordsThanAPageStopsThePullAndSaysSo() {
    for (int i = 1; i <= 8; i++) {
      vendor.put("organizations", i, CUT.minusSeconds(100), "");
    }
    assertThat(pull("organizations").get(0).stopped())
        .contains("zendesk.organizations: the server gave the same page twice (start_time=");
  }

  @Test
  void commentsComeFromTheEventsOfTheirTickets() {
    vendor
        .comment(10, 5, CUT.minusSeconds(30), "It burns")
        .comment(20, 6, CUT.minusSeconds(20), "Put out");
    pull("ticket_comments");
    assertThat(place.lines("zendesk/ticket_comments"))
        .containsExactly(
            "{\"id\":12,\"event_type\":\"Comment\",\"author_id\":7,\"public\":true,\"body\":\"It burns\","
                + "\"ticket_id\":5,\"created_at\":\"2024-12-31T23:59:30Z\"}",
            "{\"id\":22,\"event_type\":\"Comment\",\"author_id\":7,\"public\":true,\"body\":\"Put out\","
                + "\"ticket_id\":6,\"created_at\":\"2024-12-31T23:59:40Z\"}");
    assertThat(server.asked().get(0).query()).containsEntry("include", "comment_events");
  }

  @Test
  void settingsComeOnceAndAgainWhenTheyChange() {
    for (int i = 1; i <= 3; i++) {
      vendor
          .put("sla_policies", i, CUT.minusSeconds(900 - i), "")
          .put("schedules", i, CUT.minusSeconds(800 - i), "")
          .put("holidays of " + i, 10 + i, CUT.minusSeconds(700), "");
    }
    for (String export : List.of("sla_policies", "schedules", "holidays")) {
      pull(export);
      pull(export);
    }
    assertThat(ids("sla_policies")).containsExactly(1L, 2L, 3L);
    assertThat(ids("schedules")).containsExactly(1L, 2L, 3L);
    assertThat(place.lines("zendesk/holidays"))
        .hasSize(3)
        .last()
        .asString()
        .contains("\"id\":13", "\"schedule_id\":3");
    vendor.put("schedules", 2, CUT.plusSeconds(9), "");
    pull("schedules");
    assertThat(ids("schedules")).as("changed after the day").hasSize(3);
    place.pull("zendesk", yaml("schedules"), CUT.plusSeconds(86_400));
    assertThat(ids("schedules")).containsExactly(1L, 2L, 3L, 2L);
  }

  @Test
  void metricEventsGoByTheirTime() {
    for (int i = 1; i <= 5; i++) {
      Instant at = CUT.minusSeconds(50 - i);
      vendor.put("ticket_metric_events", i, at, ",\"time\":\"%s\"".formatted(at));
    }
    vendor.put("ticket_metric_events", 6, CUT, ",\"time\":\"%s\"".formatted(CUT));
    pull("ticket_metric_events");
    assertThat(ids("ticket_metric_events")).containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void ratingAnsweredLaterComesAgain() {
    for (int i = 1; i <= 5; i++) {
      vendor.put("satisfaction_ratings", i, CUT.minusSeconds(100), ",\"score\":\"offered\"");
    }
    pull("satisfaction_ratings");
    assertThat(ids("satisfaction_ratings")).containsExactly(1L, 2L, 3L, 4L, 5L);
    vendor.put("satisfaction_ratings", 3, CUT.plusSeconds(9), ",\"score\":\"good\"");
    server.now(CUT.plusSeconds(90_000));
    place.pull("zendesk", yaml("satisfaction_ratings"), CUT.plusSeconds(86_400));
    assertThat(place.lines("zendesk/satisfaction_ratings")).hasSize(6);
    assertThat(place.lines("zendesk/satisfaction_ratings").get(5)).contains("\"score\":\"good\"");
  }

  @Test
  void everyVersionThatADayEndedWithComesOnceOverManyNightsFaultsAndKills() {
    Random random = new Random(4);
    Map<String, Long> wanted = new TreeMap<>();
    for (int night = 0; night < 12; night++) {
      Instant cut = CUT.plusSeconds(86_400L * night);
      Map<Long, String> today = new TreeMap<>();
      for (int i = 0; i < 12; i++) {
        long id = 1L + random.nextInt(30);
        Instant at = cut.minusSeconds(86_400 - i * 6_000L - random.nextInt(5_000));
        vendor.put("users", id, at, "");
        today.put(id, id + "@" + at);
      }
      today.values().forEach(key -> wanted.put(key, 1L));
      server.now(cut.plusSeconds(3_600));
      for (boolean done = false; !done; ) {
        if (random.nextInt(3) == 0) {
          server.cut().fault(503, Map.of(), "busy");
        }
        boolean kill = random.nextInt(3) == 0;
        place.placed(
            line -> {
              if (kill) {
                throw new PullPlace.Killed();
              }
            });
        try {
          place.pull("zendesk", yaml("users"), cut);
          done = true;
        } catch (PullPlace.Killed e) {
          // The file is there and the position is not.
        }
      }
    }
    Map<String, Long> found = new TreeMap<>();
    for (String line : place.lines("zendesk/users")) {
      var user = Json.parse(line);
      found.merge(user.get("id").asText() + "@" + user.get("updated_at").asText(), 1L, Long::sum);
    }
    assertThat(found).isEqualTo(wanted);
  }

  private List<Pulled> pull(String export) {
    return place.pull("zendesk", yaml(export), CUT);
  }

  private String yaml(String export) {
    return "vendor: zendesk\nurl: %s\nuser: ops@acme.test\ntoken: zd-secret\npage: 3\nexports: {%s: {}}"
        .formatted(server.url(), export);
  }

  private List<Long> ids(String export) {
    List<Long> ids =
        place.lines("zendesk/" + export).stream()
            .map(line -> Json.parse(line).get("id").asLong())
            .toList();
    assertThat(new HashSet<>(place.files())).noneMatch(file -> file.contains("/_"));
    return ids;
  }
}
