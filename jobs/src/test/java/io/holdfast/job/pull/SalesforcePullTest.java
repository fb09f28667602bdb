package io.holdfast.job.pull;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SalesforcePullTest extends Pulling<FakeSalesforce> {
  private static final String HEADER = "\"Id\",\"Name\",\"SystemModstamp\",\"IsDeleted\"";

  SalesforcePullTest() {
    super(new FakeSalesforce().tokenUses(-1));
    for (int i = 1; i <= 5; i++) {
      vendor.put("Account", "001" + i, CUT.minusSeconds(100 - i), "Söhne, \"\"" + i + "\"\" & Co");
    }
  }

  @Test
  void jobsResultsComePartByPartIntoOneFileAndChangesTheNextDay() {
    pull(CUT);
    assertThat(place.files())
        .hasSize(1)
        .allMatch(file -> file.matches("salesforce/Account/000001-.*\\.csv\\.gz"));
    assertThat(place.lines("salesforce/Account"))
        .hasSize(6)
        .startsWith(
            HEADER, "\"0011\",\"Söhne, \"\"1\"\" & Co\",\"2024-12-31T23:58:21Z\",\"false\"");
    vendor.put("Account", "0013", CUT.plusSeconds(4), "Three");
    server.now(CUT.plusSeconds(90_000));
    pull(CUT.plusSeconds(86_400));
    pull(CUT.plusSeconds(86_400));
    assertThat(place.lines("salesforce/Account").subList(6, 8))
        .containsExactly(HEADER, "\"0013\",\"Three\",\"2025-01-01T00:00:04Z\",\"false\"");
    assertThat(place.pauses()).containsOnly(Duration.ofSeconds(1));
  }

  @Test
  void expiredTokenIsFetchedAnewInTheMiddle() {
    vendor.tokenUses(4);
    pull(CUT);
    assertThat(place.lines("salesforce/Account")).hasSize(6);
    assertThat(server.asked())
        .filteredOn(request -> request.path().equals("/services/oauth2/token"))
        .hasSize(2)
        .allMatch(request -> request.body().contains("grant_type=client_credentials"));
  }

  @Test
  void partsWithoutColumnNamesAreReadUnderThoseOfTheFirst() {
    vendor.headless();
    pull(CUT);
    assertThat(place.lines("salesforce/Account")).hasSize(6).doesNotHaveDuplicates();
  }

  @Test
  void deletedRecordsAreAskedForAndCompoundFieldsAreNot() {
    pull(CUT);
    String job =
        server.asked().stream()
            .filter(request -> request.path().endsWith("/jobs/query"))
            .findFirst()
            .orElseThrow()
            .body();
    assertThat(Json.parse(job).path("operation").asText()).isEqualTo("queryAll");
    assertThat(Json.parse(job).path("query").asText())
        .isEqualTo(
            "SELECT Id, Name, SystemModstamp, IsDeleted FROM Account WHERE SystemModstamp >="
                + " 1970-01-01T00:00:00Z AND SystemModstamp < 2025-01-01T00:00:00Z");
  }

  @Test
  void historiesGoByWhenTheyWereCreated() {
    vendor.put("AccountHistory", "0171", CUT.minusSeconds(9), "Owner");
    assertThat(place.pull("salesforce", yaml().replace("Account", "AccountHistory"), CUT))
        .containsExactly(new Pulled("salesforce", "AccountHistory", 1, 1, null));
    assertThat(place.lines("salesforce/AccountHistory"))
        .containsExactly(
            HEADER.replace("SystemModstamp", "CreatedDate"),
            "\"0171\",\"Owner\",\"2024-12-31T23:59:51Z\",\"false\"");
  }

  @Test
  void jobThatIsGoneIsAskedAnew() {
    String position =
        new Position(
                2, Window.from(Instant.EPOCH).until(CUT).after("7509 2").text(), java.util.Set.of())
            .text();
    place.control().pulls().move("salesforce", "Account", null, position);
    pull(CUT);
    assertThat(place.lines("salesforce/Account")).hasSize(6);
  }

  @Test
  void partWithFewerRecordsThanToldIsNotTaken() {
    for (int i = 0; i < 6; i++) {
      server.fine();
    }
    server.fault(
        200, Map.of("Sforce-NumberOfRecords", "2", "Sforce-Locator", "null"), HEADER + "\n");
    List<Pulled> pulled = place.pull("salesforce", yaml(), CUT);
    assertThat(pulled.get(0).stopped()).contains("holds 0 records, Salesforce says 2");
    assertThat(place.files()).isEmpty();
  }

  private void pull(Instant cut) {
    assertThat(place.pull("salesforce", yaml(), cut).get(0).stopped()).isNull();
  }

  private String yaml() {
    return ("vendor: salesforce\nurl: %s\nclient_id: app\nclient_secret: sf-secret\npage: 2\n"
            + "exports: {Account: {}}")
        .formatted(server.url());
  }
}
