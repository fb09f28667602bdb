package io.holdfast.job.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.job.whole.BrightNights.Seen;
import io.holdfast.job.whole.Mishap.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Deliveries that went wrong, each as a whole night: what did the night do, and does any record of
 * the CRM tell as fresh what the clean night tells otherwise?
 */
class CorruptionNightsBench {
  /** Only those whose names contain one of these, parted by |, and in their order. */
  private static final String ONLY = System.getProperty("holdfast.mishaps", "");

  private final Path folder = Path.of(System.getProperty("holdfast.nights")).toAbsolutePath();

  @Test
  void noWrongValueIsPublishedAsFreshAndNothingHarmlessIsHeld() throws IOException {
    BrightNights.withoutGeneratedCode();
    BrightNights nights = new BrightNights(folder);
    nights.prepare();
    for (Mishap.When when : Mishap.When.values()) {
      say("clean %s: %s", when, nights.clean(when).summary());
    }
    List<String> wrong = new ArrayList<>();
    int trials = 0;
    for (Mishap mishap : mishaps()) {
      long begun = System.nanoTime();
      Seen seen = nights.trial(mishap);
      String judged = judged(mishap, seen);
      trials++;
      say(
          "%-45s| %-16s| %-11s| %3d| %3d| %3d| %-9s| %4.0f s| %s",
          mishap.name(),
          right(mishap),
          words(seen.verdict()),
          mishap.isOther() ? 0 : seen.wrong().size(),
          seen.stale(),
          mishap.isOther() ? 0 : seen.otherWarnings(),
          judged,
          (System.nanoTime() - begun) / 1e9,
          said(seen));
      if (!judged.equals("as right")) {
        wrong.add(mishap.name() + " (" + judged + ")");
      }
    }
    say("%d nights, %d not right: %s", trials, wrong.size(), wrong);
    assertThat(wrong).isEmpty();
  }

  private static List<Mishap> mishaps() {
    List<Mishap> all = new ArrayList<>(HarmlessDeliveries.all());
    all.addAll(MishapsOfTables.all());
    all.addAll(MishapsOfStreams.all());
    return Stream.of(ONLY.split("\\|"))
        .flatMap(words -> all.stream().filter(mishap -> mishap.name().contains(words)))
        .distinct()
        .toList();
  }

  /** WRONG: something wrong is told as fresh, or something harmless is kept back. */
  private static String judged(Mishap mishap, Seen seen) {
    boolean isFresh = !mishap.isOther() && !seen.wrong().isEmpty();
    boolean mayPass =
        mishap.right().stream().noneMatch(v -> v == Verdict.HELD || v == Verdict.DEGRADED);
    if (isFresh || (mayPass && !mishap.right().contains(seen.verdict()))) {
      return "WRONG";
    }
    return mishap.right().contains(seen.verdict()) ? "as right" : "other";
  }

  private static String right(Mishap mishap) {
    return mishap.right().stream()
        .sorted()
        .map(CorruptionNightsBench::words)
        .collect(Collectors.joining("/"));
  }

  private static String words(Verdict verdict) {
    return verdict.name().toLowerCase(Locale.ROOT);
  }

  private static String said(Seen seen) {
    String said = seen.said().replace('\n', ' ');
    String wrong = seen.wrong().isEmpty() ? "" : " [" + seen.wrong().get(0) + "]";
    return said.substring(0, Math.min(330, said.length())) + wrong;
  }

  private static void say(String words, Object... with) {
    System.out.printf(Locale.ROOT, words + "%n", with);
    System.out.flush();
  }
}
