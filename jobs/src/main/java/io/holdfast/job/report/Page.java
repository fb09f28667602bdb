package io.holdfast.job.report;

import io.holdfast.job.control.PublishSummary;
import java.util.List;

/**
 * Everything on the page.
 *
 * @param risk the first outcome that is bad news; null: none is declared
 * @param growth the first outcome that is good news; null: none is declared
 */
public record Page(
    Masthead masthead,
    List<String> sentences,
    List<Tile> tiles,
    Bridge bridge,
    Cohorts cohorts,
    Outlook risk,
    Outlook growth,
    AccountCards atRisk,
    AccountCards ready,
    Segments segments,
    HealthSpread health,
    Models models,
    Checks checks,
    Landed landed,
    List<PublishSummary> receipts) {

  /** Whose page it is, and of when. */
  public record Masthead(
      String company, String asOf, String currency, String run, String release) {}

  /** One figure with what it means. */
  public record Tile(String label, String value, String note) {}
}
