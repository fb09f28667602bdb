package io.holdfast.job.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.job.config.Config;
import io.holdfast.job.config.Configs;
import io.holdfast.job.config.Problems;
import io.holdfast.job.config.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WiringTest {
  @TempDir Path folder;

  @Test
  void aFindingThatDoesNotExistCannotBeIgnored() throws IOException {
    Path sources = Files.createDirectories(folder.resolve("sources"));
    Files.writeString(
        sources.resolve("crm.yaml"),
        """
        source: crm
        exports:
          invoices:
            files: invoices/*.csv
            gate: {ignore: [uint, one key]}
            entities: [{entity: invoice, key: id}]
        """);
    Problems problems = new Problems();
    Config config = Configs.in(folder);

    assertThat(Wiring.read(config, new Yaml(problems, name -> null), problems)).isNull();
    assertThat(problems.all())
        .filteredOn(problem -> problem.contains("gate"))
        .singleElement()
        .asString()
        .endsWith(
            "gate of crm.invoices: there is no finding 'uint' to ignore. Did you mean 'unit'?");
  }
}
