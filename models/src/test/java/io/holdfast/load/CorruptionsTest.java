package io.holdfast.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.load.Corruption.Right;
import io.holdfast.load.SimulatedExport.Fields;
import io.holdfast.load.SimulatedExport.Which;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Corrupted deliveries and clean years, over profiles of loads. {@code bench/corruptions}. */
class CorruptionsTest {
  private static final int SEEDS = Integer.getInteger("holdfast.seeds", 1);
  private static final int COMPANIES = Math.min(3, SEEDS);

  @Test
  void corruptedDeliveriesAreNotTakenForFresh() {
    Map<Corruption, List<String>> wrong = new TreeMap<>();
    int tried = 0;
    for (Corruption corruption : Corruption.values()) {
      for (int seed = 1; seed <= SEEDS; seed++) {
        tried++;
        String verdict = verdict(corruption, seed);
        if (!isRight(corruption.right, verdict)) {
          wrong.computeIfAbsent(corruption, c -> new ArrayList<>()).add(seed + " " + verdict);
        }
      }
    }
    int missed = wrong.values().stream().mapToInt(List::size).sum();
    System.out.printf("corruptions: %d of %d judged otherwise than right%n", missed, tried);
    wrong.forEach((corruption, verdicts) -> System.out.println("  " + corruption + " " + verdicts));
    assertThat(missed).as("%s", wrong).isLessThanOrEqualTo(tried / 100);
  }

  private static boolean isRight(Right right, String verdict) {
    return switch (right) {
      case HEALED -> verdict.equals("nothing");
      case DEGRADED -> verdict.startsWith("degrade");
      case HELD -> verdict.startsWith("hold");
      case NOT_FRESH -> !verdict.equals("nothing");
    };
  }

  private static String verdict(Corruption corruption, int seed) {
    Random random = new Random(seed);
    SimulatedExport export = new SimulatedExport(corruption.which, seed);
    LocalDate day = Corruption.day(corruption.which, random);
    while (!export.comes(day)) {
      day = day.plusDays(1);
    }
    List<Delivery> past = new ArrayList<>();
    List<Fields> before = List.of();
    for (LocalDate d = SimulatedExport.START; d.isBefore(day); d = d.plusDays(1)) {
      if (export.comes(d)) {
        before = export.records(d);
        past.add(export.delivery(d, before, 0));
      }
    }
    if (corruption.isMissing()) {
      TreeSet<LocalDate> days = new TreeSet<>();
      past.forEach(delivery -> days.add(delivery.day()));
      LocalDate later = corruption.which == Which.MONTHLY_USAGE ? day.plusDays(5) : day;
      return Cadence.missingSince(later, days).map(since -> "degrade late").orElse("nothing");
    }
    List<Fields> now = export.records(day);
    List<Fields> wrong = corruption.of(now, before, random);
    Delivery delivery =
        export.delivery(day, wrong, corruption == Corruption.ALL_REJECTED ? now.size() : 0);
    return verdict(Judge.of(delivery, past, Exemptions.NONE));
  }

  private static String verdict(List<LoadFinding> found) {
    return found.stream()
        .map(LoadFinding::kind)
        .min(java.util.Comparator.comparing(Kind::verdict))
        .map(kind -> (kind.verdict() == Kind.Verdict.HOLD ? "hold " : "degrade ") + kind.words())
        .orElse("nothing");
  }

  @Test
  void cleanNightsAreNotHeld() {
    int held = 0;
    int degraded = 0;
    int late = 0;
    List<String> told = new ArrayList<>();
    for (int seed = 1; seed <= COMPANIES; seed++) {
      for (Which which : Which.values()) {
        SimulatedExport export = new SimulatedExport(which, 100 + seed);
        List<Delivery> past = new ArrayList<>();
        TreeSet<LocalDate> days = new TreeSet<>();
        for (int i = 0; i < 365; i++) {
          LocalDate day = SimulatedExport.START.plusDays(i);
          if (!export.comes(day)) {
            late += Cadence.missingSince(day, days).isPresent() ? 1 : 0;
            continue;
          }
          Delivery now = export.delivery(day, export.records(day), 0);
          for (LoadFinding finding : Judge.of(now, past, Exemptions.NONE)) {
            told.add(finding.kind() + " " + finding.inWords());
            held += finding.kind().verdict() == Kind.Verdict.HOLD ? 1 : 0;
            degraded += finding.kind().verdict() == Kind.Verdict.DEGRADE ? 1 : 0;
          }
          past.add(now);
          days.add(now.day());
        }
      }
    }
    System.out.printf(
        "clean nights: %d false holds, %d degraded, %d late in %d%n",
        held, degraded, late, 365 * COMPANIES);
    told.forEach(line -> System.out.println("  " + line));
    assertThat(held).as("%s", told).isLessThanOrEqualTo(COMPANIES);
  }
}
