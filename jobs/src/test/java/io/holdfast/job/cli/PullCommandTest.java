package io.holdfast.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.job.pull.FakeZendesk;
import io.holdfast.job.pull.Vendors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PullCommandTest {
  private static final Instant CUT = Instant.parse("2024-12-31T23:00:00Z");

  @TempDir Path folder;

  @BeforeEach
  void configure() throws IOException {
    Files.createDirectories(folder.resolve("conf/pull"));
    Files.writeString(
        folder.resolve("conf/holdfast.yaml"),
        "company: Acme\ntimezone: Europe/Berlin\ncurrency: EUR\ncrm: salesforce\n"
            + "landing: ../landing\nlake: ../lake\n");
  }

  @Test
  void pullsADayOfTheCompanyAndSaysWhatStopped() throws IOException {
    FakeZendesk zendesk =
        new FakeZendesk()
            .put("users", 1, CUT.minusSeconds(1), "")
            .put("users", 2, CUT.plusSeconds(1), "")
            .put("tickets", 3, CUT.minusSeconds(1), "");
    try (Vendors server = new Vendors(CUT.plusSeconds(7200), zendesk)) {
      source("zendesk", server.url());
      server.fine().fault(401, Map.of(), "{\"error\":\"Couldn't authenticate zd-secret\"}");
      Terminal.Ended ended = pull("zendesk");
      assertThat(ended.code()).isEqualTo(ExitCode.FAILED);
      assertThat(ended.out()).contains("zendesk,users,1,1,done", "zendesk,tickets,0,0,stopped");
      assertThat(ended.err())
          .contains(
              "holdfast: pull stopped: zendesk refuses the credentials; correct them in its file of"
                  + " conf/pull: 401 to GET /api/v2/incremental/tickets/cursor:"
                  + " Couldn't authenticate ******")
          .doesNotContain("zd-secret");
      Terminal.Ended again = pull();
      assertThat(again.code()).isEqualTo(ExitCode.DONE);
      assertThat(again.out()).contains("zendesk,users,0,0,done", "zendesk,tickets,1,1,done");
    }
  }

  @Test
  void unknownSourceAndBadFileEndAsBadArguments() throws IOException {
    assertThat(pull("zendesk").err()).contains("There is nothing to pull");
    source("zendesk", "ftp://acme.test");
    Terminal.Ended bad = pull();
    assertThat(bad.code()).isEqualTo(ExitCode.INVALID);
    assertThat(bad.err()).contains("zendesk.yaml:1: url 'ftp://acme.test' is not an address");
    assertThat(pull("zendisk").err()).contains("Did you mean 'zendesk'?");
  }

  private void source(String name, String url) throws IOException {
    Files.writeString(
        folder.resolve("conf/pull").resolve(name + ".yaml"),
        "vendor: zendesk\nurl: %s\ntoken: zd-secret\nexports: {users: {}, tickets: {}}"
            .formatted(url));
  }

  private Terminal.Ended pull(String... sources) {
    String[] arguments = new String[sources.length + 5];
    arguments[0] = "pull";
    System.arraycopy(sources, 0, arguments, 1, sources.length);
    int at = sources.length + 1;
    arguments[at] = "--as-of";
    arguments[at + 1] = "2024-12-31";
    arguments[at + 2] = "--format";
    arguments[at + 3] = "csv";
    return new Terminal(java.util.List.of("--conf", folder.resolve("conf").toString()))
        .run(arguments);
  }
}
