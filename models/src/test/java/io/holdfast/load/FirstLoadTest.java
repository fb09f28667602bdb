package io.holdfast.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.load.SimulatedExport.Fields;
import io.holdfast.load.SimulatedExport.Which;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An export whose first load brought half a year, and then a day each. */
class FirstLoadTest {
  private static final int HISTORY_DAYS = 180;
  private static final int DAYS = 30;

  private final SimulatedExport export = new SimulatedExport(Which.USAGE, 1);
  private final List<Delivery> past = new ArrayList<>();
  private final LocalDate today = SimulatedExport.START.plusDays(HISTORY_DAYS + DAYS);

  FirstLoadTest() {
    List<Fields> history = new ArrayList<>();
    for (int d = 0; d < HISTORY_DAYS; d++) {
      history.addAll(export.records(SimulatedExport.START.plusDays(d)));
    }
    past.add(export.delivery(SimulatedExport.START.plusDays(HISTORY_DAYS - 1), history, 0));
    for (int d = HISTORY_DAYS; d < HISTORY_DAYS + DAYS; d++) {
      LocalDate day = SimulatedExport.START.plusDays(d);
      past.add(export.delivery(day, export.records(day), 0));
    }
  }

  @Test
  void timesOfAnotherQuarterAreSeenThoughTheFirstLoadHadThem() {
    assertThat(judged(export.records(today.minusDays(90)))).contains(Kind.AGE);
  }

  @Test
  void threeTimesTheRecordsAreSeenThoughTheFirstLoadHadMore() {
    List<Fields> records = new ArrayList<>();
    for (int n = 0; n < 3; n++) {
      records.addAll(export.records(today));
    }
    assertThat(judged(records)).contains(Kind.GROWN);
  }

  @Test
  void dayLikeTheOthersIsNothing() {
    assertThat(judged(export.records(today))).isEmpty();
  }

  private List<Kind> judged(List<Fields> records) {
    return Judge.of(export.delivery(today, records, 0), past, Exemptions.NONE).stream()
        .map(LoadFinding::kind)
        .toList();
  }
}
