package io.holdfast.job.report;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The month in five sentences and a row of figures. */
record Summary(
    String currency,
    Bridge bridge,
    YearRetention year,
    Outlook risk,
    Outlook growth,
    HealthSpread health,
    Checks checks,
    LocalDate day) {

  List<String> sentences() {
    List<String> all = new ArrayList<>();
    if (!bridge.isEmpty()) {
      all.add(revenue());
      all.add(customers());
    }
    if (bridge.open() != null) {
      all.add(bridge.open().inWords() + ".");
    }
    if (risk != null) {
      all.add(outlook(risk));
    }
    if (growth != null) {
      all.add(outlook(growth));
    }
    all.add(healthAndChecks());
    return all;
  }

  private String revenue() {
    Bridge.Month month = bridge.last();
    BigDecimal moved = month.moved();
    String share =
        month.opening().signum() == 0
            ? ""
            : " (%s)"
                .formatted(Words.percent(moved.doubleValue() / month.opening().doubleValue(), 1));
    String direction =
        moved.signum() == 0
            ? "unchanged from"
            : "%s%s %s than at"
                .formatted(money(moved.abs()), share, moved.signum() > 0 ? "more" : "less");
    BigDecimal won = month.started().add(month.expansion()).add(month.reactivation());
    BigDecimal lost = month.contraction().add(month.churn()).abs();
    return "Monthly recurring revenue %s %s at %s, %s the end of the month before: %s won, %s lost."
        .formatted(
            hasEnded(month) ? "closed" : "stands so far in",
            Words.longMonth(month.month()),
            money(month.closing()),
            direction,
            money(won),
            money(lost));
  }

  private boolean hasEnded(Bridge.Month month) {
    return month.month().plusMonths(1).minusDays(1).isBefore(day.plusDays(1));
  }

  /** Whether the day lies in a later month: the one of the day is not closed. */
  private boolean isOver(Bridge.Month month) {
    return month.month().plusMonths(1).isBefore(day.plusDays(1));
  }

  private String customers() {
    Bridge.Month month = bridge.last();
    String when = isOver(month) ? "in " + Words.longMonth(month.month()) : "this month";
    String pay = isOver(month) ? " paid then" : month.active() == 1 ? " pays" : " pay";
    String first =
        "%s, %s began and %s stopped %s"
            .formatted(
                Words.count(month.active(), "customer") + pay,
                Words.count(month.began()),
                Words.count(month.stopped()),
                when);
    return year.accounts() == 0
        ? first + "; the history is too short for a year's retention."
        : first
            + "; of those who paid a year ago %s still do, and the group brings %s of its revenue then."
                .formatted(Words.percent(year.logo()), Words.percent(year.net()));
  }

  private String outlook(Outlook outlook) {
    if (outlook.scored() == 0) {
      return "There is no %s forecast%s."
          .formatted(
              outlook.outcome().name().replace('_', ' '),
              outlook.reason() == null ? "" : ": " + open(outlook.reason()));
    }
    String who =
        "%s %s of %s or more to %s within %d days"
            .formatted(
                outlook.strong() == 0 ? "No account has" : have(outlook.strong()),
                outlook.bad() ? "a risk" : "a chance",
                Words.percent(outlook.outcome().bands().high(), 0),
                outlook.outcome().verb(),
                outlook.outcome().horizonDays());
    if (outlook.bad()) {
      return "%s; over all accounts %s of annual revenue is expected to go."
          .formatted(who, money(outlook.atStake()));
    }
    return outlook.strong() == 0
        ? who + "."
        : "%s; together they bring %s a year today.".formatted(who, money(outlook.strongArr()));
  }

  private static String have(long accounts) {
    return Words.count(accounts, "account") + (accounts == 1 ? " has" : " have");
  }

  private String healthAndChecks() {
    String healthy =
        health.accounts() == 0
            ? "No account has a health score"
            : "Health averages %s of 100, %s poor, and %s"
                .formatted(
                    Words.decimal(health.mean(), 0),
                    Words.count(health.poor(), "account") + (health.poor() == 1 ? " is" : " are"),
                    Words.count(health.urgent(), "urgent warning")
                        + (health.urgent() == 1 ? " is out" : " are out"));
    long total = checks.checks().size();
    long passed = checks.with("pass");
    if (total == 0) {
      return healthy + ".";
    }
    return passed == total
        ? "%s; all %d data checks passed.".formatted(healthy, total)
        : "%s; %d of %d data checks passed, %d warn and %d failed."
            .formatted(healthy, passed, total, checks.with("warn"), checks.with("fail"));
  }

  List<Page.Tile> tiles() {
    List<Page.Tile> tiles = new ArrayList<>();
    if (!bridge.isEmpty()) {
      BigDecimal arr = bridge.last().closing().multiply(BigDecimal.valueOf(12));
      tiles.add(
          new Page.Tile(
              isOver(bridge.last()) ? "MRR, " + Words.month(bridge.last().month()) : "MRR",
              money(bridge.last().closing()),
              "ARR " + money(arr)));
      tiles.add(
          new Page.Tile(
              "Paying customers",
              Words.count(bridge.last().active()),
              "+%d began, −%d stopped".formatted(bridge.last().began(), bridge.last().stopped())));
    }
    if (year.accounts() > 0) {
      tiles.add(
          new Page.Tile(
              "Net retention",
              Words.percent(year.net()),
              "12 months; gross " + Words.percent(year.gross())));
    }
    if (risk != null && risk.scored() > 0) {
      tiles.add(
          new Page.Tile(
              "ARR at stake",
              money(risk.atStake()),
              "%s at high risk".formatted(Words.count(risk.strong(), "account"))));
    }
    if (health.accounts() > 0) {
      tiles.add(
          new Page.Tile("Mean health", Words.decimal(health.mean(), 0), "of 100; 100 is good"));
    }
    return tiles;
  }

  private String money(BigDecimal amount) {
    return Words.compact(amount, currency);
  }

  private static String open(String sentence) {
    String text = sentence.strip();
    String open = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    return open.length() > 1 && Character.isLowerCase(open.charAt(1))
        ? Character.toLowerCase(open.charAt(0)) + open.substring(1)
        : open;
  }
}
