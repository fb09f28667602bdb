package io.holdfast.job.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.conform.Mapping;
import io.holdfast.conform.NamedExport;
import io.holdfast.job.config.Problems;
import io.holdfast.job.config.Yaml;
import io.holdfast.job.control.Control;
import io.holdfast.job.control.LandedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadOtherwiseTest {
  private static final String MAPPING =
      """
      source: desk
      macros:
        hours(minutes): cast(minutes AS double) / 60
        twice(x): macro.hours(x) * 2
        unused(x): x + 1
      exports:
        tickets:
          files: tickets/*.csv
          delimiter: ";"
          optional: [min]
          aliases: {min: [minutes], state: [status]}
          entities:
            - entity: ticket
              key: id
              event_time: opened
              when: id <> '0'
              columns:
                status: state
                resolution_hours: macro.twice(min)
              attributes:
                channel: {value: channel, type: text}
            - entity: ticket_message
              key: id
              event_time: opened
              columns: {ticket_key: id, body: text}
      """;

  @TempDir Path folder;

  @Test
  void whatDecidesHowRecordsBecomeRowsCounts() {
    for (String edited :
        List.of(
            edited("key: id\n        event", "key: concat(id, '')\n        event"),
            edited("id <> '0'", "id <> '1'"),
            edited("status: state", "status: lower(state)"),
            edited("minutes AS double", "minutes AS int"),
            edited("type: text", "type: number"),
            edited("type: text", "history: current_only"),
            edited("[minutes]", "[mins]"),
            edited("delimiter: \";\"", "delimiter: \",\""),
            beside("format: jsonl"),
            beside("charset: windows-1252"),
            beside("quote: \"'\""),
            beside("decimal: \",\""),
            beside("ignored: not ours"),
            edited("source: desk", "source: desk\ntimezone: Europe/Berlin"),
            edited(", body: text", ""))) {
      assertThat(fingerprint(edited)).as(edited).isNotEqualTo(fingerprint(MAPPING));
    }
  }

  @Test
  void whatDoesNotDecideItDoesNotCount() {
    for (String edited :
        List.of(
            edited("tickets/*.csv", "[tickets/*.csv, old/*.csv]"),
            edited("optional: [min]", "optional: [min, channel]"),
            edited("[status]", "[status, was]"),
            edited("x + 1", "x + 2"),
            edited("ticket_key: id, body: text", "body: text, ticket_key: id"),
            beside("# as Excel writes them"),
            beside("late: {after_days: 3, then: hold}"),
            beside("gate: {ignore: [unit]}"),
            beside("charset: UTF-8"),
            edited("source: desk", "source: desk\ntimezone: UTC"))) {
      assertThat(fingerprint(edited)).as(edited).isEqualTo(fingerprint(MAPPING));
    }
  }

  @Test
  void exportIsToldWithTheFilesThatAreKnownToHaveBeenReadOtherwise() {
    try (Control control =
        Control.open("jdbc:sqlite:file:" + folder.resolve("control.db"), Clock.systemUTC())) {
      List<LandedFile> files =
          List.of("of_before", "old", "new").stream()
              .map(path -> new LandedFile(path, 10, 1))
              .toList();
      control.files().record("desk.tickets.2024-01-02.a", "desk", "tickets", files, List.of());
      control.mappings().keep("desk", "tickets", List.of("old", "held"), "0123456789abcdef");
      control.mappings().keep("desk", "tickets", List.of("new"), fingerprint(MAPPING));
      ReadOtherwise found = ReadOtherwise.of(exports(MAPPING), control.mappings(), ZoneOffset.UTC);
      assertThat(found.files()).isEqualTo(Map.of("desk.tickets", 1L));
      assertThat(found.inWords())
          .containsExactly(
              "the mapping of desk.tickets changed after one of its files was loaded; it stays as"
                  + " it was read: 'holdfast withdraw desk.tickets --again --because …' has the"
                  + " next night read it again");
    }
  }

  private static String edited(String said, String instead) {
    assertThat(MAPPING).contains(said);
    return MAPPING.replace(said, instead);
  }

  private static String beside(String key) {
    return edited("    files: tickets", "    %s\n    files: tickets".formatted(key));
  }

  private String fingerprint(String yaml) {
    return exports(yaml).get(0).fingerprint(ZoneOffset.UTC);
  }

  private List<NamedExport> exports(String yaml) {
    Path file = folder.resolve("desk.yaml");
    try {
      Files.writeString(file, yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Problems problems = new Problems();
    Mapping mapping = new Yaml(problems, name -> null).read(file, Mapping.class);
    problems.throwIfAny();
    return mapping.named();
  }
}
