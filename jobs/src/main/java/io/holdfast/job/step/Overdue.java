package io.holdfast.job.step;

import io.holdfast.conform.Lateness;
import io.holdfast.conform.Lateness.Then;
import io.holdfast.conform.NamedExport;
import io.holdfast.job.control.FileLedger;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An export whose files stay out longer than its mapping allows.
 *
 * @param last as-of day of the run that loaded its last file; null: none ever landed
 */
record Overdue(NamedExport export, LocalDate last, LocalDate day) {

  /**
   * Exports that are late on a day, as what was loaded until then says. One that has files of later
   * runs only was loaded as a whole later on, and is not late.
   */
  static List<Overdue> on(LocalDate day, List<NamedExport> exports, FileLedger ledger) {
    List<Overdue> all = new ArrayList<>();
    for (NamedExport export : exports) {
      if (export.export().late() != null) {
        TreeSet<LocalDate> days = new TreeSet<>();
        ledger.batches(export.source(), export.name()).forEach(batch -> days.add(Batch.day(batch)));
        Overdue overdue = new Overdue(export, days.floor(day), day);
        if (overdue.isLate(!days.isEmpty())) {
          all.add(overdue);
        }
      }
    }
    return all;
  }

  private boolean isLate(boolean everLanded) {
    if (last == null) {
      return !everLanded
          && (late().then() != Then.IGNORE
              || late().outcomes().values().stream().anyMatch(then -> then != Then.IGNORE));
    }
    return days() > late().afterDays();
  }

  private Lateness late() {
    return export.export().late();
  }

  private long days() {
    return ChronoUnit.DAYS.between(last, day);
  }

  /**
   * Whether the night is held for it.
   *
   * @param outcomes names of those that the night has
   */
  boolean holds(Collection<String> outcomes) {
    return outcomes.isEmpty()
        ? does(late().then()) == Then.HOLD
        : outcomes.stream().anyMatch(outcome -> does(late().then(outcome)) == Then.HOLD);
  }

  private Then does(Then then) {
    boolean tooOld = late().upToDays() != null && (last == null || days() > late().upToDays());
    return then == Then.DEGRADE && tooOld ? Then.HOLD : then;
  }

  /** Why scores are stale, by outcome; outcomes that it does not touch are absent. */
  static Map<String, String> stale(List<Overdue> late, Collection<String> outcomes) {
    Map<String, String> stale = new TreeMap<>();
    for (Overdue overdue : late) {
      for (String outcome : outcomes) {
        if (overdue.late().then(outcome) != Then.IGNORE) {
          stale.merge(outcome, overdue.inWords(), (a, b) -> a + "; " + b);
        }
      }
    }
    return stale;
  }

  /** Such as: zendesk.tickets landed last on 2024-01-01. */
  String inWords() {
    return last == null
        ? "%s never landed".formatted(export.title())
        : "%s landed last on %s".formatted(export.title(), last);
  }

  String holding() {
    String since =
        last == null
            ? "no file of it has landed by %s, and none matches %s"
                .formatted(day, String.join(", ", export.export().files()))
            : "its last file landed on %s, %d days before %s, and %d are allowed"
                .formatted(last, days(), day, allowed());
    return "Export %s is late and holds the night: %s; deliver it, or set late of %s to degrade or ignore"
        .formatted(export.title(), since, export.title());
  }

  private int allowed() {
    boolean degraded = late().upToDays() != null && late().then() == Then.DEGRADE;
    return degraded ? late().upToDays() : late().afterDays();
  }
}
