package io.holdfast.job.pull;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubSpotPullTest {
  private static final Instant CUT = Instant.parse("2025-01-01T00:00:00Z");

  private final FakeHubSpot hubspot = new FakeHubSpot();
  private final Vendors server = new Vendors(CUT.plusSeconds(7200), hubspot);
  @TempDir Path folder;
  private PullPlace place;

  @BeforeEach
  void open() {
    place = new PullPlace(folder);
  }

  @AfterEach
  void close() {
    place.close();
    server.close();
  }

  @Test
  void searchGoesOnAtTheLastInstantAndTakesNoneTwice() {
    for (int i = 1; i <= 23; i++) {
      hubspot.put(i, CUT.minusSeconds(100 - i / 4));
    }
    pull("", CUT);
    assertThat(ids())
        .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, 23).boxed().toList());
    hubspot.put(5, CUT.plusSeconds(3)).put(24, CUT.minusSeconds(1));
    pull("", CUT);
    assertThat(ids()).hasSize(24).endsWith(24L);
    server.now(CUT.plusSeconds(90_000));
    pull("", CUT.plusSeconds(86_400));
    assertThat(ids()).hasSize(25).endsWith(5L);
  }

  @Test
  void moreRecordsOfOneInstantThanAPageGoOnByTheirIds() {
    hubspot.put(900, CUT.minusSeconds(60)).put(901, CUT.minusSeconds(40));
    for (int i = 1; i <= 33; i++) {
      hubspot.put(i, CUT.minusSeconds(50));
    }
    pull("", CUT);
    assertThat(ids()).hasSize(35).doesNotHaveDuplicates().startsWith(900L).endsWith(901L);
  }

  @Test
  void archivedOnesComeFromTheirList() {
    hubspot.put(1, CUT.minusSeconds(60)).archive(2, CUT.minusSeconds(50)).archive(3, CUT);
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
    hubspot.put(1, CUT.minusSeconds(60)).put(2, CUT.minusSeconds(50));
    pull("include: [deals]", CUT);
    assertThat(place.lines("hubspot/companies"))
        .containsExactly(
            "{\"id\":\"1\",\"updatedAt\":\"2020-01-01T00:00:00Z\",\"archived\":false,\"properties\":{\"hs_lastmodifieddate\":\"2024-12-31T23:59:00Z\"},"
                + "\"associations\":{\"deals\":{\"results\":[{\"id\":\"77\",\"type\":\"Primary\"},{\"id\":\"77\",\"type\":null}]}}}",
            "{\"id\":\"2\",\"updatedAt\":\"2020-01-01T00:00:00Z\",\"archived\":false,\"properties\":{\"hs_lastmodifieddate\":\"2024-12-31T23:59:10Z\"},"
                + "\"associations\":{\"deals\":{\"results\":[]}}}");
    assertThat(Json.parse(server.asked().get(1).body()).path("properties"))
        .extracting(name -> name.asText())
        .containsExactly("name", "domain", "hs_lastmodifieddate");
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
