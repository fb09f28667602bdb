package io.holdfast.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.conform.Mapping;
import io.holdfast.job.config.Problems;
import io.holdfast.job.config.Yaml;
import io.holdfast.table.TestSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/add-a-source.md says what happens, from the first file to the query. */
class AddASourceTest {
  private static final Pattern BLOCK = Pattern.compile("(?s)```\\w+ ([^\\n]+)\\n(.*?)```");

  private static final Path PAGE = project().resolve("docs/add-a-source.md");

  @TempDir Path folder;

  @BeforeAll
  static void session() {
    TestSpark.session();
  }

  @Test
  void thePageIsTrue() throws IOException {
    Map<String, String> page = page();
    Path conf = Files.createDirectories(folder.resolve("conf/sources")).getParent();
    Path landing = Files.createDirectories(folder.resolve("landing/deskly"));
    Files.writeString(conf.resolve("holdfast.yaml"), installation());
    Files.writeString(
        landing.resolve("tickets-2024-06-30.csv"),
        page.get("landing/deskly/tickets-2024-06-30.csv"));
    Terminal terminal = new Terminal(List.of("--conf", conf.toString()));

    holds("the draft", said(terminal.run("source", "suggest", landing.toString())));
    Path mapping = conf.resolve("sources/deskly.yaml");
    Files.writeString(mapping, page.get("conf/sources/deskly.yaml"));
    holds(
        "the trial",
        said(terminal.run("source", "try", mapping.toString(), "--as-of", "2024-06-30")));
    said(terminal.run("step", "land", "--as-of", "2024-06-30"));
    holds("the answer", said(terminal.run("query", "--landed", page.get("the query").strip())));
  }

  private static void holds(String block, String said) throws IOException {
    if (Boolean.getBoolean("holdfast.write")) {
      String text = Files.readString(PAGE);
      String begun = "(?s)(```\\w+ %s\\n).*?```".formatted(block);
      Files.writeString(
          PAGE, text.replaceFirst(begun, "$1" + Matcher.quoteReplacement(said) + "```"));
    }
    assertThat(said)
        .as("%s; -Dholdfast.write=true writes the page anew", block)
        .isEqualTo(page().get(block));
  }

  @Test
  void theGrammarIsWhatTheProgramReads() throws IOException {
    Path file = Files.writeString(folder.resolve("all.yaml"), page().get("the grammar"));
    Problems problems = new Problems();
    Mapping mapping = new Yaml(problems, name -> null).read(file, Mapping.class);
    assertThat(problems.all()).isEmpty();
    assertThat(mapping.exports()).hasSize(4);
  }

  private static String said(Terminal.Ended ended) {
    assertThat(ended.code()).as(ended.err()).isZero();
    return ended.out();
  }

  private static String installation() {
    return """
    base: %s
    company: Example
    timezone: UTC
    currency: USD
    crm: deskly
    landing: ../landing
    lake: ../lake
    """
        .formatted(project().resolve("conf"));
  }

  private static Map<String, String> page() throws IOException {
    Matcher blocks = BLOCK.matcher(Files.readString(PAGE));
    return blocks.results().collect(Collectors.toMap(b -> b.group(1), b -> b.group(2)));
  }

  private static Path project() {
    Path here = Path.of("").toAbsolutePath();
    return Files.exists(here.resolve("conf")) ? here : here.getParent();
  }
}
