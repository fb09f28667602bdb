package io.holdfast.job.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.holdfast.job.config.InvalidArgumentException;
import io.holdfast.job.control.Control;
import io.holdfast.job.control.LandedFile;
import io.holdfast.job.control.WithdrawnFile;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WithdrawalTargetTest {
  private static final LocalDate DAY = LocalDate.of(2024, 1, 2);
  private static final String FIRST = "desk.tickets.2024-01-02.aaaaaaaaaaaa";
  private static final String SECOND = "desk.tickets.2024-01-02.bbbbbbbbbbbb";

  @TempDir Path folder;
  private Control control;

  @BeforeEach
  void open() {
    control = Control.open("jdbc:sqlite:file:" + folder.resolve("control.db"), Clock.systemUTC());
    load(FIRST, "tickets/a.csv", "tickets/b.csv");
  }

  @AfterEach
  void close() {
    control.close();
  }

  @Test
  void titleOfAnExportNamesAllItsLoadedFiles() {
    load(SECOND, "tickets/c.csv");
    WithdrawalTarget target = target("desk.tickets", true);
    assertThat(target.todo()).isEqualTo(WithdrawalTarget.Todo.TAKE_BACK);
    assertThat(target.files())
        .extracting(WithdrawnFile::path, WithdrawnFile::again, WithdrawnFile::on)
        .containsExactly(
            tuple("tickets/a.csv", true, DAY),
            tuple("tickets/b.csv", true, DAY),
            tuple("tickets/c.csv", true, DAY));
    assertThatThrownBy(() -> target("desk.tikets", true))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessage("Nothing is loaded of 'desk.tikets'. Did you mean 'desk.tickets'?");
  }

  @Test
  void whatIsUnfinishedIsFinishedAndWhatWasLoadedAgainMeanwhileStays() {
    List<WithdrawnFile> files = target("desk.tickets", true).files();
    control.withdrawals().begin(files);
    control.withdrawals().removed(files);
    load(SECOND, "tickets/a.csv", "tickets/b.csv");
    assertThat(target("desk.tickets", true).files())
        .extracting(WithdrawnFile::batch)
        .containsOnly(FIRST);
    control.withdrawals().rebuilt(files);
    assertThat(target("desk.tickets", true).files())
        .extracting(WithdrawnFile::batch)
        .containsOnly(SECOND);
  }

  @Test
  void fileTakenBackForGoodIsDecidedAnewByItsPathButNotByItsExport() {
    List<WithdrawnFile> files = target("tickets/a.csv", false).files();
    control.withdrawals().begin(files);
    control.withdrawals().removed(files);
    control.withdrawals().rebuilt(files);
    assertThat(target("tickets/a.csv", false).todo()).isEqualTo(WithdrawalTarget.Todo.NOTHING);
    WithdrawalTarget decided = target("tickets/a.csv", true);
    assertThat(decided.todo()).isEqualTo(WithdrawalTarget.Todo.DECIDE_AGAIN);
    assertThat(decided.files()).allMatch(WithdrawnFile::again).hasSize(1);
    assertThat(target("desk.tickets", true).files())
        .extracting(WithdrawnFile::path)
        .containsExactly("tickets/b.csv");
  }

  private WithdrawalTarget target(String name, boolean again) {
    return WithdrawalTarget.of(control, new WithdrawalOrder(name, "minutes", again), null);
  }

  private void load(String batch, String... paths) {
    List<LandedFile> files =
        Arrays.stream(paths).map(path -> new LandedFile(path, 10, 1, 0, 0)).toList();
    control.files().record(batch, "desk", "tickets", files, List.of());
  }
}
