package io.holdfast.job.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Late exports, where the night knows of the outcomes churn and upsell. */
class OverdueTest {
  @TempDir Path folder;
  private LandingNight night;

  @BeforeEach
  void tickets() {
    night = LandingNight.in(folder);
    night.file("tickets/a.csv", "id\n1\n");
  }

  @AfterEach
  void close() {
    night.close();
  }

  private String land(String day, String late) {
    String mapping =
        """
        source: desk
        exports:
          tickets:
            files: tickets/*
            late: %s
            entities: [{entity: ticket, key: id}]
        """
            .formatted(late);
    return night.land(day, mapping).note();
  }

  @Test
  void lateExportHoldsWithItsLastDayAndWhatToDo() {
    String hold = "{after_days: 1, then: hold}";
    land("2024-01-01", hold);
    assertThat(land("2024-01-02", hold)).isEqualTo("nothing new");
    assertThatThrownBy(() -> land("2024-01-03", hold))
        .isInstanceOf(HeldException.class)
        .hasMessage(
            "Export desk.tickets is late and holds the night: its last file landed on 2024-01-01,"
                + " 2 days before 2024-01-03, and 1 are allowed; deliver it, or set late of"
                + " desk.tickets to degrade or ignore");
    night.file("tickets/b.csv", "id\n2\n");
    assertThat(land("2024-01-03", hold)).startsWith("1 file");
  }

  @Test
  void degradedExportIsToldAndHoldsWhenItIsTooOld() {
    String degrade = "{after_days: 1, then: degrade, up_to_days: 3}";
    land("2024-01-01", degrade);
    assertThat(land("2024-01-04", degrade))
        .isEqualTo("nothing new; desk.tickets landed last on 2024-01-01");
    assertThatThrownBy(() -> land("2024-01-05", degrade))
        .isInstanceOf(HeldException.class)
        .hasMessageContaining("4 days before 2024-01-05, and 3 are allowed");
  }

  @Test
  void outcomesSayOtherwiseAndEachOneOfThemCanHold() {
    String upsell = "{after_days: 0, then: ignore, outcomes: {upsell: hold}}";
    land("2024-01-01", upsell);
    assertThatThrownBy(() -> land("2024-01-02", upsell)).isInstanceOf(HeldException.class);
    String neither = "{after_days: 0, then: hold, outcomes: {upsell: ignore, churn: degrade}}";
    assertThat(land("2024-01-02", neither)).contains("landed last on 2024-01-01");
  }

  @Test
  void whatNeverLandedIsLateOnlyWhenItMatters() {
    String other =
        """
        source: desk
        exports:
          calls:
            files: calls/*
            late: {after_days: 1, then: %s}
            entities: [{entity: ticket, key: id}]
        """;
    land("2024-01-01", "{after_days: 1, then: ignore}");
    assertThat(night.land("2024-01-01", other.formatted("ignore")).note())
        .startsWith("nothing new; ")
        .endsWith("; no file has come of desk");
    assertThat(night.land("2024-01-01", other.formatted("degrade")).note())
        .startsWith("nothing new; desk.calls never landed; ");
    assertThatThrownBy(() -> night.land("2024-01-01", other.formatted("hold")))
        .isInstanceOf(HeldException.class)
        .hasMessageContaining(
            "no file of it has landed by 2024-01-01, and none matches calls/*; deliver it, or");
    assertThatThrownBy(() -> night.land("2024-01-01", other.formatted("degrade, up_to_days: 3")))
        .as("nobody knows how old it is")
        .isInstanceOf(HeldException.class);
  }

  @Test
  void nightOfADayBeforeTheHistoryWasLoadedIsNotLate() {
    String hold = "{after_days: 1, then: hold}";
    land("2024-03-01", hold);
    assertThat(land("2024-01-01", hold)).isEqualTo("nothing new");
  }
}
