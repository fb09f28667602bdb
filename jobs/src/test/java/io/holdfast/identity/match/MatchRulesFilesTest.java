package io.holdfast.identity.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.job.config.Problems;
import io.holdfast.job.config.Yaml;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MatchRulesFilesTest {

  @ParameterizedTest
  @ValueSource(strings = {"company", "person", "site"})
  void ruleFilesBind(String name) {
    MatchRules rules = read(name);
    assertThat(rules.name()).isEqualTo(name);
    assertThat(rules.links()).isGreaterThan(rules.proposes());
  }

  /** Rules of {@code conf/matching}. */
  static MatchRules read(String name) {
    Path home = Path.of("").toAbsolutePath();
    while (!Files.exists(home.resolve("conf/matching"))) {
      home = home.getParent();
    }
    Problems problems = new Problems();
    MatchRules rules =
        new Yaml(problems, variable -> null)
            .read(home.resolve("conf/matching/" + name + ".yaml"), MatchRules.class);
    assertThat(problems.all()).isEmpty();
    return rules;
  }
}
