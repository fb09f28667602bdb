package io.holdfast.job.pull;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HubSpotPullTest extends Pulling<FakeHubSpot> {

  HubSpotPullTest() {
    super(new FakeHubSpot());
  }

  @Test
  void searchGoesOnAtTheLastInstantAndTakesNoneTwice() {
    for (int i = 1; i <= 23; i++) {
      vendor.put(i, CUT.minusSeconds(100 - i / 4));
    }
    pull("", CUT);
    assertThat(ids())
        .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, 23).boxed().toList());
    vendor.put(5, CUT.plusSeconds(3)).put(24, CUT.minusSeconds(1));
    pull("", CUT);
    assertThat(ids()).hasSize(24).endsWith(24L);
    server.now(CUT.plusSeconds(90_000));
    pull("", CUT.plusSeconds(86_400));
    assertThat(ids()).hasSize(25).endsWith(5L);
  }

  @Test
  void moreRecordsOfOneInstantThanAPageGoOnByTheirIds() {
    vendor.put(900, CUT.minusSeconds(60)).put(901, CUT.minusSeconds(40));
    for (int i = 1; i <= 33; i++) {
      vendor.put(i, CUT.minusSeconds(50));
    }
    pull("", CUT);
    assertThat(ids()).hasSize(35).doesNotHaveDuplicates().startsWith(900L).endsWith(901L);
  }

  @Test
  void archivedOnesComeFromTheirList() {
    vendor.put(1, CUT.minusSeconds(60)).archive(2, CUT.minusSeconds(50)).archive(3, CUT);
    pull("", CUT);
    assertThat(place.files())
        .anyMatch(file -> file.startsWith("hubspot/companies/archived-000001-"));
    assertThat(ids()).containsExactly(1L, 2L);
    server.now(CUT.plusSeconds(90_000));
    pull("", CUT.plusSeconds(86_400));
    assertThat(ids()).containsExactlyInAnyOrder(1L, 2L, 3L);
  }

  @Test
  void associationsStandInTheirRecordsAndAllPropertiesAreAskedFor() {
    vendor.put(1, CUT.minusSeconds(60)).put(2, CUT.minusSeconds(50));
    pull("include: [deals]", CUT);
    assertThat(place.lines("hubspot/companies"))
        .containsExactly(
            "{\"id\":\"1\",\"updatedAt\":\"2020-01-01T00:00:00Z\",\"archived\":false,\"properties\":{\"hs_lastmodifieddate\":\"2024-12-31T23:59:00Z\"},"
                + "\"associations\":{\"deals\":{\"results\":[{\"id\":\"77\",\"type\":\"Primary\",\"typeId\":\"1\",\"category\":\"HUBSPOT_DEFINED\"},{\"id\":\"77\",\"type\":null,\"typeId\":\"2\",\"category\":null}]}}}",
            "{\"id\":\"2\",\"updatedAt\":\"2020-01-01T00:00:00Z\",\"archived\":false,\"properties\":{\"hs_lastmodifieddate\":\"2024-12-31T23:59:10Z\"},"
                + "\"associations\":{\"deals\":{\"results\":[]}}}");
    assertThat(Json.parse(server.asked().get(1).body()).path("properties"))
        .extracting(name -> name.asText())
        .containsExactly("name", "domain", "hs_lastmodifieddate");
  }

  @Test
  void mailEventsComeOnceThoughTheNewestComesFirst() {
    for (int i = 0; i < 9; i++) {
      vendor.mail("a" + i, CUT.minusSeconds(100 - i / 2));
      vendor.mail("b" + i, CUT.minusSeconds(500)); // of one instant more than a page
    }
    vendor.mail("later", CUT);
    mails(CUT);
    mails(CUT);
    assertThat(mailIds())
        .hasSize(18)
        .doesNotHaveDuplicates()
        .startsWith("a8")
        .doesNotContain("later");
    server.now(CUT.plusSeconds(90_000));
    mails(CUT.plusSeconds(86_400));
    assertThat(mailIds()).hasSize(19).endsWith("later");
    assertThat(server.asked().get(1).query())
        .as("by the time of the oldest event before, not by an offset")
        .doesNotContainKey("offset")
        .containsEntry("endTimestamp", String.valueOf(CUT.minusSeconds(98).toEpochMilli()));
  }

  @Test
  void mergesAreDatedByTheHistoryOfWhatWasMerged() {
    vendor.put(2, CUT.minusSeconds(60));
    vendor.merged(
        CUT.minusSeconds(50),
        "[{\"value\":\"7;8\",\"timestamp\":\"2024-12-05T00:00:00Z\"},"
            + "{\"value\":\"7\",\"timestamp\":\"2024-11-01T00:00:00Z\"}]");
    pull("", CUT);
    assertThat(place.lines("hubspot/companies").get(0)).doesNotContain("mergeAudits");
    assertThat(place.lines("hubspot/companies").get(1))
        .endsWith(
            ",\"mergeAudits\":[{\"id\":\"7\",\"timestamp\":\"2024-11-01T00:00:00Z\"},"
                + "{\"id\":\"8\",\"timestamp\":\"2024-12-05T00:00:00Z\"}]}");
    assertThat(server.asked())
        .filteredOn(request -> request.path().endsWith("/companies/batch/read"))
        .hasSize(1)
        .allMatch(request -> request.body().contains("\"inputs\":[{\"id\":\"1\"}]"));
  }

  private void mails(Instant cut) {
    assertThat(
            place.pull(
                "hubspot",
                "vendor: hubspot\nurl: %s\ntoken: pat-1\npage: 4\nexports: {email_events: {}}"
                    .formatted(server.url()),
                cut))
        .extracting(Pulled::stopped)
        .containsOnlyNulls();
  }

  private List<String> mailIds() {
    return place.lines("hubspot/email_events").stream()
        .map(line -> Json.parse(line).get("id").asText())
        .toList();
  }

  private void pull(String more, Instant cut) {
    List<Pulled> pulled =
        place.pull(
            "hubspot",
            "vendor: hubspot\nurl: %s\ntoken: pat-1\npage: 5\nexports: {companies: {%s}}"
                .formatted(server.url(), more),
            cut);
    assertThat(pulled).extracting(Pulled::stopped).containsOnlyNulls();
  }

  private List<Long> ids() {
    return place.lines("hubspot/companies").stream()
        .map(line -> Json.parse(line).get("id").asLong())
        .toList();
  }
}
