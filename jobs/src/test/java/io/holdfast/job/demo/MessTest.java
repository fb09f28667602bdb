package io.holdfast.job.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessTest {
  private static final DemoSettings SETTINGS =
      DemoSettings.defaults().withAccounts(400).withEvents(20_000);
  @TempDir static Path tidy;
  @TempDir Path folder;

  @BeforeAll
  static void writeWithoutMess() throws IOException {
    Demo.write(tidy.resolve("in"), tidy.resolve("out"), SETTINGS.withMess(Mess.none()));
  }

  /** Whether a landing folder shows one kind of mess. */
  private interface Sign {
    boolean in(Path landing) throws IOException;
  }

  private record Kind(String name, Mess only, Sign sign) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Kind> kinds() {
    return Stream.of(
        new Kind("duplicates", only(0), MessTest::repeatedMessages),
        new Kind("late", only(1), landing -> files(landing, "-late.jsonl.gz")),
        new Kind(
            "merges",
            only(2),
            landing ->
                any(landing, Export.SF_ACCOUNT, "\\w{18},true,001\\w{15},.*")
                    && any(landing, Export.ZD_ORGANIZATION, ".*,001Nw0000004C\\w+,.*")),
        new Kind(
            "currencies",
            only(3),
            landing ->
                any(landing, Export.ST_SUBSCRIPTION, ".*\"eur\".*")
                    && any(landing, Export.ST_SUBSCRIPTION, ".*\"gbp\".*")),
        new Kind(
            "freeMail",
            only(4),
            landing ->
                any(landing, Export.SF_CONTACT, ".*@(gmail|outlook|gmx|yahoo|icloud)[.].*")
                    && any(landing, Export.ST_CUSTOMER, ".*@gmail.com.*")),
        new Kind(
            "refunds",
            only(5),
            landing -> files(landing, "refunds-2024-11.jsonl") && files(landing, "disputes")),
        new Kind(
            "pauses",
            only(6),
            landing ->
                any(landing, Export.ST_SUBSCRIPTION, ".*\"behavior\":\"void\".*")
                    && any(landing, Export.ST_SUBSCRIPTION, ".*\"id\":\"sub_\\w+_2\".*")),
        new Kind(
            "poison",
            only(7),
            landing ->
                any(landing, Export.ZD_TICKET, "99000001,cut off,open")
                    && any(landing, Export.ST_CHARGE, ".*\"12.5O\".*")
                    && any(landing, Export.SG_TRACK, ".*\"Signed")),
        new Kind(
            "domainOnly",
            only(8),
            landing ->
                any(landing, Export.ST_CUSTOMER, ".*\"metadata\":\\{\\}.*")
                    && any(landing, Export.ZD_ORGANIZATION, "\\d+,[^,]+,,.*")));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void eachMessIsThereWhenOnAndNotWhenOff(Kind kind) throws IOException {
    Path messy = folder.resolve("in");
    Demo.write(messy, folder.resolve("out"), SETTINGS.withMess(kind.only()));

    assertThat(kind.sign().in(messy)).as("with %s", kind).isTrue();
    assertThat(kind.sign().in(tidy.resolve("in"))).as("without %s", kind).isFalse();
  }

  private static Mess only(int switched) {
    boolean[] on = new boolean[9];
    on[switched] = true;
    return new Mess(on[0], on[1], on[2], on[3], on[4], on[5], on[6], on[7], on[8]);
  }

  private static boolean repeatedMessages(Path landing) throws IOException {
    List<String> lines = DemoFiles.lines(landing, Export.SG_TRACK);
    return new HashSet<>(lines).size() < lines.size();
  }

  private static boolean any(Path landing, Export export, String pattern) throws IOException {
    return DemoFiles.lines(landing, export).stream().anyMatch(line -> line.matches(pattern));
  }

  private static boolean files(Path landing, String name) throws IOException {
    return DemoFiles.files(landing).stream().anyMatch(file -> file.toString().contains(name));
  }
}
