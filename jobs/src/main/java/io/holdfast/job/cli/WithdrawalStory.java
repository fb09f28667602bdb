package io.holdfast.job.cli;

import io.holdfast.job.control.WithdrawnFile;
import io.holdfast.job.nightly.WithdrawalOrder;
import io.holdfast.job.nightly.Withdrawn;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** What a withdrawal did, for whoever asked for it. */
final class WithdrawalStory {

  /** Nothing was left to do. */
  static void nothingLeft(List<WithdrawnFile> files, WithdrawalOrder order, PrintStream out) {
    files.forEach(file -> out.println(words(file)));
    if (order.again() && files.stream().anyMatch(file -> !file.again())) {
      out.printf(
          "nothing is loaded of %s, and what was taken back for good stays out; 'holdfast withdraw FILE --again --because …' has the next night load such a file again%n",
          order.name());
    }
  }

  static void tell(Withdrawn done, PrintStream out) {
    done.files().forEach(file -> out.println(words(file)));
    out.println(done.note());
    if (!done.nights().isEmpty()) {
      out.printf(
          "nights built again: %d, from %s to %s%n",
          done.nights().size(), done.nights().get(0), done.nights().get(done.nights().size() - 1));
    }
    done.held()
        .forEach(
            (day, why) -> out.printf("the night of %s does not pass without it: %s%n", day, why));
    if (done.release() > 0) {
      out.printf(
          "release %d of %s; 'holdfast publish --as-of %s' sends it now, else the next night does%n",
          done.release(), done.day(), done.day());
    } else if (!done.isWhole()) {
      out.printf(
          "the last release still holds what was built from it; %s, then the same command again%n",
          done.again() ? "run the night" : "deliver the right file, run the night");
    } else if (done.isTakenNow()) {
      out.println("nothing was released that was built from it");
    }
    out.println(next(done));
  }

  private static String next(Withdrawn done) {
    if (done.again()) {
      return done.files().size() == 1
          ? "the next night loads it again, by the mapping as it is then"
          : "the next night loads them again, by the mapping as it is then";
    }
    return "deliver the right file under a new name, or in its place; the next night loads it";
  }

  private static String words(WithdrawnFile file) {
    return String.format(
        Locale.ROOT,
        "%s of %s was taken back on %s, %,d records, %sbecause: %s",
        file.path(),
        file.title(),
        file.on(),
        file.records(),
        file.again() ? "to be loaded again, " : "",
        file.because());
  }

  private WithdrawalStory() {}
}
