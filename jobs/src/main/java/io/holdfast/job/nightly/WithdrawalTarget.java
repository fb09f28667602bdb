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
import java.util.function.Predicate;

/**
 * The files that somebody wants to take back.
 *
 * @param files those with something left to do; where there are none, those that were taken back
 */
public record WithdrawalTarget(List<WithdrawnFile> files, Todo todo) {

  /** What is left to do with them. */
  public enum Todo {
    /** They are loaded, or a withdrawal of them is unfinished. */
    TAKE_BACK,
    /** They were taken back, and are now to be loaded again, or not any more. */
    DECIDE_AGAIN,
    /** They were taken back, and nothing is built from them. */
    NOTHING
  }

  /**
   * Finds them. While a withdrawal is unfinished, that is what is finished: what was loaded of the
   * same name since then stays.
   *
   * @param day as-of day; null: the day of the current release, or that on which the last of the
   *     files landed, if it is later
   * @throws InvalidArgumentException when nothing of that name is known, naming the nearest one, or
   *     when the day is before they landed
   */
  public static WithdrawalTarget of(Control control, WithdrawalOrder order, LocalDate day) {
    WithdrawalLedger ledger = control.withdrawals();
    List<WithdrawnFile> before = filtered(ledger.all(), file -> file.isOf(order.name()));
    List<WithdrawnFile> unfinished =
        filtered(before, file -> file.state() != WithdrawnFile.State.REBUILT);
    List<WithdrawnFile> todo = unfinished.isEmpty() ? ledger.loaded(order.name()) : unfinished;
    if (todo.isEmpty() && before.isEmpty()) {
      throw new InvalidArgumentException(
          "Nothing is loaded of '%s'.%s".formatted(order.name(), hint(order.name(), ledger)));
    }
    if (todo.isEmpty()) {
      return takenBack(before, order);
    }
    LocalDate on = day == null ? day(control, todo) : day;
    check(todo, on);
    return new WithdrawalTarget(
        todo.stream().map(file -> file.because(on, order.because(), order.again())).toList(),
        Todo.TAKE_BACK);
  }

  /** Of an export some may have been taken back for good: who wants these again names each. */
  private static WithdrawalTarget takenBack(List<WithdrawnFile> before, WithdrawalOrder order) {
    boolean wholeExport = before.get(0).title().equals(order.name());
    List<WithdrawnFile> otherwise = filtered(before, file -> file.again() != order.again());
    return wholeExport || otherwise.isEmpty()
        ? new WithdrawalTarget(before, Todo.NOTHING)
        : new WithdrawalTarget(
            otherwise.stream().map(file -> file.withAgain(order.again())).toList(),
            Todo.DECIDE_AGAIN);
  }

  private static List<WithdrawnFile> filtered(
      List<WithdrawnFile> files, Predicate<WithdrawnFile> which) {
    return files.stream().filter(which).toList();
  }

  private static String hint(String given, WithdrawalLedger ledger) {
    return Nearest.to(given, ledger.known())
        .map(name -> " Did you mean '%s'?".formatted(name))
        .orElse(
            " Say a path below the landing folder or the name of a load, as the quarantine shows them, or an export such as zendesk.tickets.");
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
}
