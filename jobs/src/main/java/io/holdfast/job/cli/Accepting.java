package io.holdfast.job.cli;

import io.holdfast.job.nightly.Nightly;
import java.util.List;
import picocli.CommandLine.Option;

/** Options that let findings of the gates pass. */
final class Accepting {
  @Option(
      names = "--accept",
      paramLabel = "REASON",
      description =
          "Lets pass what the gates found on this day, and nothing else, and keeps the reason.")
  String reason;

  @Option(
      names = "--finding",
      paramLabel = "ID",
      description = "With --accept: only this finding; may be repeated.")
  List<String> findings = List.of();

  /** Keeps the reason and says what passes by it. */
  void accept(Nightly night) {
    if (reason != null) {
      night.accept(reason, findings).forEach(line -> System.err.println("accepted " + line));
    }
  }
}
