package io.holdfast.job.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.conform.Mapping;
import io.holdfast.job.config.Problems;
import io.holdfast.job.config.Yaml;
import io.holdfast.table.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttributeFeaturesTest {
  @TempDir Path folder;
  private final Problems problems = new Problems();
  private final Yaml yaml = new Yaml(problems, name -> null);

  @Test
  void attributeMustBeMappedOfThatTypeAndNotPersonal() throws IOException {
    Mapping mapping =
        read(
            Mapping.class,
            """
            source: crm
            exports:
              accounts:
                files: [a/*.csv, b/*.csv]
                decimal: ","
                aliases: {Website: [web_site]}
                late: {after_days: 1, then: hold, up_to_days: 3, outcomes: {upsell: ignore}}
                entities:
                  - entity: source_account
                    key: Id
                    event_time: at
                    columns: {name: Name, domain: Website, employees: n}
                    history: {employees: current_only, name: static}
                    attributes:
                      tier: tier__c
                      seats: {value: seats__c, type: number, history: current_only}
                      boss: {value: boss__c, personal: true}
              history:
                files: h/*.csv
                entities:
                  - entity: source_account
                    key: ParentId
                    event_time: at
                    changes: {field: name, value: v, columns: {Industry: industry}}
            """);
    Catalogue catalogue =
        read(
            Catalogue.class,
            """
            features:
              tier: {of: source_account, attribute: tier, label: tier, unit: tier, group: profile}
              tear: {of: source_account, attribute: tear, label: tier, unit: tier, group: profile}
              boss: {of: source_account, attribute: boss, label: boss, unit: boss, group: profile}
              limit: {of: source_account, attribute: seats, label: x, unit: x, group: profile}
            """);
    assertThat(problems.all()).isEmpty();
    assertThat(AttributeFeatures.problems(catalogue, List.of(mapping), "crm"))
        .containsExactly(
            "features.tear: no mapping gives source_account of crm an attribute 'tear'."
                + " Did you mean 'tier'?",
            "features.boss: attribute boss is personal and stays out of customer_360",
            "features.limit: attribute seats is mapped as number; write type: number");
  }

  @Test
  void everythingWrongWithAMappingIsNamed() throws IOException {
    read(
        Mapping.class,
        """
        source: crm
        exports:
          accounts:
            files: a/*.csv
            quote: "''"
            late: {then: wait}
            entities:
              - {entity: source_account, key: Id, attributes: {tier: {value: x, type: money}}}
        """);
    assertThat(problems.all())
        .extracting(problem -> problem.substring(problem.indexOf("yaml:")))
        .containsExactly(
            "yaml:6: exports.accounts.late.then 'wait' is not one of hold, degrade, ignore",
            "yaml:8: exports.accounts.entities[0].attributes.tier.type 'money' is not one of"
                + " text, number, flag, time");
  }

  private <T> T read(Class<T> type, String text) throws IOException {
    Path file = folder.resolve("file.yaml");
    Files.writeString(file, text);
    return yaml.read(file, type);
  }
}
