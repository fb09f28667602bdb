package io.holdfast.job.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlTest {
  private static final LocalDate DAY = LocalDate.of(2024, 12, 31);
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2025-01-01T02:00:00Z"), ZoneOffset.UTC);

  @TempDir Path folder;
  private Control control;

  @BeforeEach
  void open() {
    control = Control.open(address(), CLOCK);
  }

  @AfterEach
  void close() {
    control.close();
  }

  @Test
  void unreleasedRunOfTheSameDayAndConfigurationIsResumed() {
    String first = control.runs().startOrResume(DAY, "a");
    control.runs().end(first, "failed");
    assertThat(control.runs().startOrResume(DAY, "a")).isEqualTo(first).isEqualTo("20241231_1");
    assertThat(control.runs().startOrResume(DAY, "b")).isEqualTo("20241231_2");
  }

  @Test
  void releasedRunIsNotResumed() {
    String run = control.runs().startOrResume(DAY, "a");
    control.runs().release(run, DAY, Map.of("account", 7L));
    control.runs().release(run, DAY, Map.of("account", 8L));
    assertThat(control.runs().current().orElseThrow())
        .isEqualTo(new Release(1, run, DAY, CLOCK.instant(), Map.of("account", 7L)));
    assertThat(control.runs().startOrResume(DAY, "a")).isEqualTo("20241231_2");
  }

  @Test
  void whatWritesWhileAnotherTransactionReadsAndThenWritesWaitsForIt() throws Exception {
    try (Database one = Database.open(address());
        Database other = Database.open(address())) {
      one.execute("create table waited(who text)");
      Thread second =
          new Thread(() -> other.together(() -> other.execute("insert into waited values ('b')")));
      one.together(
          () -> {
            one.query(row -> row.getString(1), "select who from waited");
            second.start();
            letItTry(second);
            one.execute("insert into waited values ('a')");
          });
      second.join();
      assertThat(one.query(row -> row.getString(1), "select who from waited"))
          .containsExactly("a", "b");
    }
  }

  private static void letItTry(Thread second) {
    try {
      second.join(300);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void fileIsNotedOnce() {
    control
        .files()
        .record("b1", "crm", "accounts", List.of(new LandedFile("a.csv", 10, 3)), List.of());
    control
        .files()
        .record("b2", "crm", "accounts", List.of(new LandedFile("a.csv", 10, 3)), List.of());
    assertThat(control.files().loaded("crm", "accounts")).isEqualTo(Map.of("a.csv", "b1"));
    assertThat(control.files().records()).isEqualTo(Map.of("crm.accounts", 3L));
    control
        .files()
        .record("b3", "crm", "accounts", List.of(new LandedFile("b.csv", 10, 9, 2, 3)), List.of());
    assertThat(control.files().fates())
        .isEqualTo(Map.of("crm.accounts", new LandedRecords(12, 2, 3)));
    assertThat(control.files().fates().get("crm.accounts").loaded()).isEqualTo(7);
  }

  @Test
  void positionOfAPullMovesOnlyFromWhereItWasRead() {
    assertThat(control.pulls().position("crm", "accounts")).isEmpty();
    assertThat(control.pulls().move("crm", "accounts", null, "a")).isTrue();
    assertThat(control.pulls().move("crm", "accounts", null, "b")).isFalse();
    assertThat(control.pulls().move("crm", "accounts", "a", "c")).isTrue();
    assertThat(control.pulls().move("crm", "accounts", "a", "d")).isFalse();
    assertThat(control.pulls().position("crm", "accounts")).contains("c");
  }

  @Test
  void secondHolderIsToldWhoHoldsTheLakeAndSinceWhen() {
    try (Lease held = control.lease("here", "holdfast nightly")) {
      assertThat(held).isNotNull();
      assertThatThrownBy(() -> control.lease("here", "holdfast train"))
          .isInstanceOf(LakeHeldException.class)
          .hasMessageContaining("held by 'holdfast nightly' (process")
          .hasMessageContaining("since 2025-01-01T02:00:00Z");
    }
    control.lease("here", "holdfast train").close();
  }

  @Test
  void deadHolderOnThisMachineIsReplaced() throws Exception {
    try (Lease held = control.lease("here", "first")) {
      assertThat(held).isNotNull();
      try (var connection = java.sql.DriverManager.getConnection(address());
          var statement = connection.createStatement()) {
        statement.executeUpdate("update lease set pid = 4194304");
      }
      try (Lease next = control.lease("here", "second")) {
        assertThat(next).isNotNull();
      }
    }
  }

  private String address() {
    return "jdbc:sqlite:file:" + folder.resolve("control.db");
  }
}
