package io.holdfast.job.report;

import io.holdfast.job.control.LandedRecords;
import io.holdfast.job.control.PublishSummary;
import io.holdfast.outcome.Outcome;
import io.holdfast.outcome.Outcomes;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/** Shapes released tables into the page. */
public final class Report {
  private static final int AT_RISK = 12;
  private static final int READY = 8;

  /**
   * What the page says beside the tables.
   *
   * @param open months that are not closed; null: none
   * @param landed what became of the records, by {@code source.export}
   * @param receipts how each target took this run
   */
  public record Facts(
      Page.Masthead masthead,
      OpenMonths open,
      Map<String, LandedRecords> landed,
      List<PublishSummary> receipts) {}

  /** The page of a day. */
  public static Page read(ReportTables tables, Outcomes outcomes, Facts facts) {
    List<Row> counts = Outlook.counts(tables.champions());
    Outlook risk = first(outcomes, Outcome.Direction.HIGH_IS_BAD, counts);
    Outlook growth = first(outcomes, Outcome.Direction.HIGH_IS_GOOD, counts);
    Bridge bridge = Bridge.read(tables.closes(), tables.day(), facts.open());
    HealthSpread health = HealthSpread.read(tables.health(), tables.warnings());
    Checks checks = Checks.read(tables.checks());
    Summary summary =
        new Summary(
            facts.masthead().currency(),
            bridge,
            YearRetention.read(tables.accountMrr(), tables.day()),
            risk,
            growth,
            health,
            checks,
            tables.day());
    return new Page(
        facts.masthead(),
        summary.sentences(),
        summary.tiles(),
        bridge,
        Cohorts.read(tables.retention()),
        risk,
        growth,
        cards(tables, risk, AT_RISK),
        growth == null || growth.scored() == 0
            ? new AccountCards(List.of())
            : cards(tables, growth, READY),
        Segments.read(
            tables.customers(), tables.segments(), tables.champions(risk), tables.health()),
        health,
        Models.read(tables.models(), tables.features()),
        checks,
        Landed.of(facts.landed()),
        facts.receipts());
  }

  private static AccountCards cards(ReportTables tables, Outlook outlook, int limit) {
    if (outlook == null) {
      return new AccountCards(List.of());
    }
    return AccountCards.read(
        outlook.outcome(), tables.champions(outlook), tables.accounts(), tables.health(), limit);
  }

  private static Outlook first(Outcomes outcomes, Outcome.Direction direction, List<Row> counts) {
    return outcomes.outcomes().stream()
        .filter(outcome -> outcome.direction() == direction)
        .findFirst()
        .map(outcome -> Outlook.of(outcome, counts))
        .orElse(null);
  }

  private Report() {}
}
