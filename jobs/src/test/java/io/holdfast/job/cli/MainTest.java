package io.holdfast.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;

class MainTest {
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

  @TestFactory
  Stream<DynamicTest> helpOfEveryCommandHasAnExampleThatParsesAndItsExitCodes() {
    return below(Main.line())
        .map(
            command ->
                DynamicTest.dynamicTest(
                    command.getCommandSpec().qualifiedName(), () -> checkHelp(command)));
  }

  private static Stream<CommandLine> below(CommandLine command) {
    return command.getSubcommands().values().stream()
        .flatMap(sub -> Stream.concat(Stream.of(sub), below(sub)));
  }

  private static void checkHelp(CommandLine command) {
    String help = command.getUsageMessage(CommandLine.Help.Ansi.OFF);
    assertThat(help).containsPattern("(?s)Exit codes:\\R *0 .*\\R *1 .*\\R *2 ");
    String example = help.substring(help.indexOf("Example:\n") + "Example:\n".length()).strip();
    assertThat(example).startsWith(command.getCommandSpec().qualifiedName());
    List<String> words = words(example);
    Main.line().parseArgs(words.subList(1, words.size()).toArray(String[]::new));
  }

  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(line);
    while (word.find()) {
      words.add(Stream.of(1, 2, 3).map(word::group).filter(part -> part != null).findFirst().get());
    }
    return words;
  }

  @Test
  void helpAsksForTheHelpOfWhatFollows() {
    assertThat(new Terminal(List.of()).run("help").out()).contains("Commands:");
    assertThat(new Terminal(List.of()).run("help", "source", "try").out())
        .contains("Usage: holdfast source try");
  }

  @Test
  void aNameUnderWhichThereAreCommandsShowsThemWhenAlone() {
    for (String[] alone :
        List.of(new String[0], new String[] {"source"}, new String[] {"identity"})) {
      Terminal.Ended said = new Terminal(List.of()).run(alone);
      assertThat(said.code()).as(Arrays.toString(alone)).isZero();
      assertThat(said.out()).contains("Usage: holdfast", "Commands:");
    }
  }

  @Test
  void aMissingDayIsToldBeforeTheConfigurationIsRead() {
    Terminal.Ended said = new Terminal(List.of()).run("nightly", "--conf", "no-such-folder");
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains("--as-of is required").doesNotContain("no-such-folder");
  }
}
