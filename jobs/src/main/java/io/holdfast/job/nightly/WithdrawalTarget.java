package io.holdfast.job.nightly;

import io.holdfast.job.config.InvalidArgumentException;
import io.holdfast.job.config.Nearest;
import io.holdfast.job.control.Control;
import io.holdfast.job.control.Release;
import io.holdfast.job.control.WithdrawalLedger;
import io.holdfast.job.control.WithdrawnFile;
import io.holdfast.job.step.WithdrawStep;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files that somebody wants to take back.
 *
 * @param files those with something left to do; where there are none, those that were taken back
 */
public record WithdrawalTarget(List<WithdrawnFile> files) {

  /**
   * Finds them.
   *
   * @param fileOrBatch path below landing, or name of a load
   * @param day as-of day; null: the day of the current release, or that on which the last of the
   *     files landed, if it is later
   * @throws InvalidArgumentException when no such file or load is known, naming the nearest one, or
   *     when the day is before they landed
   */
  public static WithdrawalTarget of(
      Control control, String fileOrBatch, String because, LocalDate day) {
    WithdrawalLedger ledger = control.withdrawals();
    List<WithdrawnFile> before =
        ledger.all().stream()
            .filter(file -> file.path().equals(fileOrBatch) || file.batch().equals(fileOrBatch))
            .toList();
    List<WithdrawnFile> unfinished =
        before.stream().filter(file -> file.state() != WithdrawnFile.State.REBUILT).toList();
    List<WithdrawnFile> loaded =
        ledger.loaded(fileOrBatch).stream()
            .filter(file -> before.stream().noneMatch(file::isOfSameLoad))
            .toList();
    List<WithdrawnFile> todo = Stream.concat(unfinished.stream(), loaded.stream()).toList();
    if (todo.isEmpty() && before.isEmpty()) {
      throw new InvalidArgumentException(
          "Nothing is loaded of '%s'.%s".formatted(fileOrBatch, hint(fileOrBatch, ledger)));
    }
    if (todo.isEmpty()) {
      return new WithdrawalTarget(before);
    }
    LocalDate on = day == null ? day(control, todo) : day;
    check(todo, on);
    return new WithdrawalTarget(todo.stream().map(file -> file.because(on, because)).toList());
  }

  private static String hint(String given, WithdrawalLedger ledger) {
    return Nearest.to(given, ledger.known())
        .map(name -> " Did you mean '%s'?".formatted(name))
        .orElse(
            " Say a path below the landing folder or the name of a load, as the quarantine shows them.");
  }

  private static LocalDate day(Control control, List<WithdrawnFile> files) {
    LocalDate landed = WithdrawStep.nights(files).last();
    return control.runs().current().map(Release::asOf).filter(landed::isBefore).orElse(landed);
  }

  private static void check(List<WithdrawnFile> files, LocalDate day) {
    LocalDate landed = WithdrawStep.nights(files).last();
    if (day.isBefore(landed)) {
      throw new InvalidArgumentException(
          "--as-of %s is before %s, the night that loaded it; say that day or a later one"
              .formatted(day, landed));
    }
  }

  /** The as-of day on which they are taken back. */
  public LocalDate day() {
    return files.get(0).on();
  }

  /** Whether they were taken back before, and nothing is built from them. */
  public boolean isDone() {
    return files.stream().allMatch(file -> file.state() == WithdrawnFile.State.REBUILT);
  }
}
