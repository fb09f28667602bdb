package io.holdfast.job.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.job.control.LandedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What holds for every vendor. */
class PullTest extends Pulling<FakeZendesk> {

  PullTest() {
    super(
        new FakeZendesk()
            .put("users", 1, CUT.minusSeconds(60), "")
            .put("users", 2, CUT.minusSeconds(50), "")
            .put("tickets", 3, CUT.minusSeconds(40), ""));
  }

  @Test
  void killBetweenFileAndPositionMakesTheSameFileAgain() {
    kill();
    List<String> before = place.files();
    assertThat(before).hasSize(1);
    assertThat(pull()).extracting(Pulled::records).containsExactly(2L, 1L);
    assertThat(place.files()).hasSize(2).containsAll(before);
    assertThat(place.lines("zendesk/users")).hasSize(2);
  }

  @Test
  void fileThatWasLoadedMeanwhileIsNotReplaced() {
    kill();
    String loaded = place.files().get(0);
    place
        .control()
        .files()
        .record("b1", "zendesk", "users", List.of(new LandedFile(loaded, 9, 2)), List.of());
    pull();
    assertThat(place.files()).contains(loaded, loaded.replace(".jsonl.gz", "-2.jsonl.gz"));
  }

  @Test
  void exportThatStopsDoesNotStopTheOthersAndLeavesNothingHalf() {
    server.fault(
        403,
        java.util.Map.of(),
        "{\"error\":{\"title\":\"Forbidden\",\"message\":\"admins only\"}}");
    List<Pulled> pulled = pull();
    assertThat(pulled.get(0).stopped())
        .isEqualTo(
            "zendesk does not allow it; give the credentials the right to read this:"
                + " 403 to GET /api/v2/incremental/users/cursor: admins only");
    assertThat(pulled.get(1)).isEqualTo(new Pulled("zendesk", "tickets", 1, 1, null));
    assertThat(place.files()).hasSize(1);
  }

  @Test
  void pageThatRepeatsIsNoticed() {
    Vendors stuck =
        new Vendors(
            CUT.plusSeconds(60),
            request ->
                Vendors.Reply.json(
                    "{\"after_cursor\":\"x\",\"end_of_stream\":false,\"users\":[]}"));
    List<Pulled> pulled = place.pull("zendesk", yaml().replace(server.url(), stuck.url()), CUT);
    stuck.close();
    assertThat(pulled.get(0).stopped())
        .contains("zendesk.users: the server gave the same page twice (cursor=x)");
  }

  @Test
  void answerThatIsNotAsDescribedStopsItsExportOnly() {
    server.fault(200, java.util.Map.of(), "{\"users\":[{\"id\":1}],\"after_cursor\":\"x\"}");
    List<Pulled> pulled = pull();
    assertThat(pulled.get(0).stopped())
        .isEqualTo(
            "zendesk.users: the server's answer is not as the vendor describes it"
                + " (DateTimeParseException)");
    assertThat(pulled.get(1).stopped()).isNull();
  }

  @Test
  void whatAKilledPullLeftUnfinishedIsRemovedAndWhatOthersWriteIsNot() throws IOException {
    Path users = Files.createDirectories(place.landing().resolve("zendesk/users"));
    long own = ProcessHandle.current().pid();
    String left = "_000001-aB_c-d12." + own + ".123456789";
    String gone = "_000001-aB_c-d12.999999999.0";
    String others = "_000001-aB_c-d12.1.7";
    for (String name : List.of(left, gone, others, "_notes.txt")) {
      Files.writeString(users.resolve(name), "half");
    }
    pull();
    assertThat(place.files())
        .contains("zendesk/users/" + others, "zendesk/users/_notes.txt")
        .doesNotContain("zendesk/users/" + left, "zendesk/users/" + gone);
  }

  @Test
  void secondPullAtTheSameTimeIsRefused() {
    place.placed(line -> place.control().pulls().move("zendesk", "users", null, "elsewhere"));
    assertThat(pull().get(0).stopped())
        .startsWith("zendesk.users: another pull of the same export goes on");
    assertThat(place.control().pulls().position("zendesk", "users")).contains("elsewhere");
  }

  @Test
  void startDayLeavesOutWhatHappenedBeforeButNoCustomer() {
    place.pull("zendesk", yaml() + "\nstart: 2025-01-01", CUT.plusSeconds(86_400));
    assertThat(server.asked())
        .extracting(request -> request.path() + " " + request.query().get("start_time"))
        .containsExactly(
            "/api/v2/incremental/users/cursor 0", "/api/v2/incremental/tickets/cursor 1735689600");
    assertThat(place.pull("zendesk", yaml() + "\nstart: 2025-01-01", CUT)).hasSize(1);
  }

  private void kill() {
    place.placed(
        line -> {
          throw new PullPlace.Killed();
        });
    assertThatThrownBy(this::pull).isInstanceOf(PullPlace.Killed.class);
    place.placed(line -> {});
  }

  private List<Pulled> pull() {
    return place.pull("zendesk", yaml(), CUT);
  }

  private String yaml() {
    return "vendor: zendesk\nurl: %s\ntoken: zd-1\nexports: {users: {}, tickets: {}}"
        .formatted(server.url());
  }
}
