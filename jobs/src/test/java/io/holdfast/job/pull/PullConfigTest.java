package io.holdfast.job.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.job.config.Config;
import io.holdfast.job.config.Configs;
import io.holdfast.job.config.InvalidArgumentException;
import io.holdfast.job.config.Problems;
import io.holdfast.job.config.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PullConfigTest {
  private static final Path EXAMPLES = Path.of("../conf/examples/pull");
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "ZENDESK_TOKEN", "zd-secret",
          "STRIPE_KEY", "rk_secret",
          "HUBSPOT_TOKEN", "pat-secret",
          "SALESFORCE_CLIENT_ID", "app",
          "SALESFORCE_CLIENT_SECRET", "sf-secret");

  @TempDir Path folder;
  private final Problems problems = new Problems();

  @Test
  void examplesAreGoodAndNothingPrintsTheirSecrets() throws IOException {
    for (String name : List.of("zendesk", "stripe", "hubspot", "salesforce")) {
      put(name, Files.readString(EXAMPLES.resolve(name + ".yaml")));
    }
    Map<String, PullConfig> read = read();
    assertThat(problems.all()).isEmpty();
    assertThat(read).containsOnlyKeys("hubspot", "salesforce", "stripe", "zendesk");
    assertThat(read.toString())
        .contains("******")
        .doesNotContain("secret,")
        .doesNotContain("-secret");
  }

  @Test
  void everyProblemIsNamed() throws IOException {
    put(
        "zendesk",
        "vendor: zendesk\nurl: http://acme.zendesk.com\npage: 5000\nexports: {tikets: {}}");
    put("stripe", "vendor: stripe\nuser: me\ntoken: ${env:NO_KEY}\nexports: {charges: {}}");
    put("crm", "vendor: salesforce\nurl: https://acme.my.salesforce.com\ntoken: x\nexports: {}");
    put("hub", "vendor: hubspot\nexports: {companies: {fields: ['a b']}}");
    read();
    assertThat(problems.all())
        .containsExactly(
            at("crm", 1)
                + "client_id and client_secret are required; token does not belong to salesforce;"
                + " exports is empty; say what to pull, such as 'tickets: {}'",
            at("hub", 2)
                + "exports.companies 'a b' is not a name of letters, digits and underscores",
            at("stripe", 3) + "token environment variable NO_KEY is not set",
            at("zendesk", 1)
                + "url 'http://acme.zendesk.com' is not an address such as https://acme.zendesk.com;"
                + " token is required; write it ${env:NAME};"
                + " page is 5000; it must lie between 1 and 1000;"
                + " zendesk has no export 'tikets'. Did you mean 'tickets'?");
  }

  @Test
  void unknownSourceIsToldTheNearest() throws IOException {
    put("zendesk", Files.readString(EXAMPLES.resolve("zendesk.yaml")));
    assertThatThrownBy(() -> read("zendisk"))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageContaining("There is no source 'zendisk'")
        .hasMessageEndingWith("Did you mean 'zendesk'?");
  }

  @Test
  void withoutAFolderThereIsNothingToPull() {
    assertThat(read()).isEmpty();
    assertThatThrownBy(() -> read("zendesk"))
        .hasMessageStartingWith("There is nothing to pull: ")
        .hasMessageEndingWith("copy one from conf/examples/pull");
  }

  private void put(String name, String text) throws IOException {
    Files.createDirectories(folder.resolve("pull"));
    Files.writeString(folder.resolve("pull").resolve(name + ".yaml"), text);
  }

  private String at(String name, int line) {
    return folder.resolve("pull").resolve(name + ".yaml") + ":" + line + ": ";
  }

  private Map<String, PullConfig> read(String... names) {
    Config config = Configs.in(folder);
    return PullSources.read(config, List.of(names), new Yaml(problems, ENVIRONMENT::get), problems);
  }
}
