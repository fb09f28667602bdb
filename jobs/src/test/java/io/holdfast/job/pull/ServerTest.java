package io.holdfast.job.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.job.config.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerTest {
  private static final Instant NOW = Instant.parse("2025-01-01T02:00:00Z");

  private final Vendors vendor =
      new Vendors(NOW, request -> Vendors.Reply.json("{\"ok\":\"" + request.path() + "\"}"));
  private final List<String> tokens = new ArrayList<>(List.of("first", "second", "third"));
  @TempDir Path folder;
  private PullPlace place;

  @BeforeEach
  void open() {
    place = new PullPlace(folder);
  }

  @AfterEach
  void close() {
    place.close();
    vendor.close();
  }

  @Test
  void waitsAsTheServerSaysAndElseTwiceAsLongEachTime() {
    vendor
        .fault(503, Map.of(), "")
        .fault(429, Map.of("Retry-After", "Wed, 01 Jan 2025 02:00:40 GMT"), "")
        .cut()
        .fault(200, Map.of(), "{\"half\":")
        .fault(500, Map.of(), "");
    assertThat(server(Authorization.none()).get("/x", Map.of()).body().path("ok").asText())
        .isEqualTo("/x");
    assertThat(place.pauses())
        .extracting(Duration::toSeconds)
        .containsExactly(1L, 40L, 4L, 8L, 16L);
  }

  @Test
  void givesUpAfterItsTriesAndHidesSecretsThatTheServerRepeats() {
    for (int i = 0; i < 6; i++) {
      vendor.fault(502, Map.of(), "{\"error\":\"no way for s3cret\"}");
    }
    assertThatThrownBy(() -> server(Authorization.none()).get("/x", Map.of("a", "b")))
        .isInstanceOf(PullException.class)
        .hasMessage(
            "crm did not answer GET /x in 6 tries; the last: 502 no way for ******."
                + " The same command goes on from here");
  }

  @Test
  void limitWithoutAUsableRestIsLeftAloneLongerEachTime() {
    vendor
        .fault(429, Map.of(), "")
        .fault(429, Map.of("Retry-After", "0"), "")
        .fault(429, Map.of("Retry-After", "soon"), "");
    server(Authorization.none()).get("/x", Map.of());
    assertThat(place.pauses()).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L);
  }

  @Test
  void secretIsHiddenWhereItIsCutOffEncodedOrWasFetched() {
    tokens.clear();
    tokens.add("fetched/1");
    Server server = server(Authorization.fetched(() -> tokens.get(0)));
    vendor.fault(400, Map.of(), "x".repeat(197) + " s3cret");
    assertThatThrownBy(() -> server.get("/x", Map.of())).hasMessageNotContaining("s3");
    vendor.fault(400, Map.of(), "no good: fetched/1, token=fetched%2F1");
    assertThatThrownBy(() -> server.get("/x", Map.of()))
        .hasMessageEndingWith("no good: ******, token=******");
  }

  @Test
  void tokenWithALineBreakIsNotShown() {
    assertThatThrownBy(
            () -> server(Authorization.bearer(new Secret("s3cret\n"))).get("/x", Map.of()))
        .isInstanceOf(PullException.class)
        .hasMessageStartingWith("crm: the token holds a line break")
        .hasMessageNotContaining("s3cret")
        .hasNoCause();
  }

  @Test
  void serverThatDoesNotTellItsTimeIsRefused() {
    Answer<String> answer =
        new Answer<>(200, java.net.http.HttpHeaders.of(Map.of(), (name, value) -> true), "");
    assertThatThrownBy(() -> answer.until(java.time.Instant.EPOCH))
        .isInstanceOf(PullException.class)
        .hasMessageStartingWith("The server does not tell its time (Date)");
  }

  @Test
  void restOfHoursEndsThePull() {
    vendor.fault(429, Map.of("Retry-After", "7200"), "");
    assertThatThrownBy(() -> server(Authorization.none()).get("/x", Map.of()))
        .hasMessage("crm asks for a rest of 120 minutes (429); run the same command after that");
  }

  @Test
  void expiredTokenIsRenewedOnce() {
    Server server = server(Authorization.fetched(() -> tokens.remove(0)));
    vendor.fault(401, Map.of(), "expired");
    server.get("/x", Map.of());
    assertThat(vendor.asked())
        .extracting(request -> request.headers().get("authorization"))
        .containsExactly("Bearer first", "Bearer second");
    vendor.fault(401, Map.of(), "").fault(401, Map.of(), "[{\"message\":\"Session expired\"}]");
    assertThatThrownBy(() -> server.get("/x", Map.of()))
        .hasMessage(
            "crm refuses the credentials; correct them in its file of conf/pull: 401 to GET /x:"
                + " Session expired");
  }

  @Test
  void tokenThatCannotBeRenewedIsAnError() {
    vendor.fault(401, Map.of(), "{\"error\":{\"message\":\"Invalid API Key: s3cret\"}}");
    assertThatThrownBy(() -> server(Authorization.bearer(new Secret("s3cret"))).get("/x", Map.of()))
        .hasMessageEndingWith("401 to GET /x: Invalid API Key: ******");
    assertThat(vendor.asked()).hasSize(1);
  }

  @Test
  void keepsToSoManyRequestsInAMinute() {
    Server server = server(Authorization.none());
    for (int i = 0; i < 21; i++) {
      server.get("/x", Map.of());
    }
    assertThat(place.pauses()).containsExactly(Duration.ofMinutes(1));
  }

  private Server server(Authorization authorization) {
    return new Server(
        new Server.Place(
            "crm", vendor.url(), 20, 6, List.of(new Secret("s3cret")), place.waiting(), Map.of()),
        authorization);
  }
}
