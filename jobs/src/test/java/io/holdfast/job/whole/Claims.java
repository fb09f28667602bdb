package io.holdfast.job.whole;

import io.holdfast.table.Customer360;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;

/**
 * What published sentences claim, read from their words alone and held against the account's row of
 * customer_360. It shares nothing with what writes them: the conditions are written here by hand.
 */
final class Claims {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);
  private static final String DATE = "(\\d{1,2} [A-Z][a-z]{2} \\d{4})";

  /** Features of which more is bad, and those of which more is neither good nor bad. */
  private static final Pattern BAD =
      Pattern.compile(
          "tickets?_.*|open_tickets|urgent_.*|escalated_.*|first_response.*|resolution_.*"
              + "|failed_.*|disputes_.*|late_.*|days_since_.*|meetings_missed.*");

  private static final Set<String> EITHER = Set.of("trial");

  /** Words of an action, and what must be so of the account. */
  private static final Map<String, Predicate<Row>> STATES =
      Map.ofEntries(
          Map.entry("open tickets", c -> number(c, "open_tickets") > 0),
          Map.entry("team grows", c -> number(c, "active_users_trend_28d") > 1),
          Map.entry(
              "more people use the product than in the 28 days before",
              c -> number(c, "active_users_trend_28d") > 1),
          Map.entry("fewer people use", c -> number(c, "active_users_trend_28d") < 1),
          Map.entry("who stopped", c -> number(c, "active_users_trend_28d") < 1),
          Map.entry("payments from going through", c -> number(c, "failed_payments_91d") > 0),
          Map.entry(
              "accounting what is in the way",
              c -> number(c, "late_invoices_91d") > 0 || number(c, "disputes_91d") > 0),
          Map.entry("colleagues use most", c -> number(c, "events_28d") > 0),
          Map.entry("what they use today", c -> number(c, "events_28d") > 0),
          Map.entry("more licences", c -> number(c, "seats") > 0),
          Map.entry("before the renewal", c -> c.getAs("ends_on") == null),
          Map.entry("the contract ends on", c -> c.getAs("ends_on") != null));

  /** Words of an action, and the features one of which it may quote. */
  private static final Map<String, Pattern> QUOTES =
      Map.of(
          "payments from going through", Pattern.compile("failed_.*"),
          "in the way", Pattern.compile("late_.*|disputes_.*"),
          "tickets",
              Pattern.compile(
                  ".*tickets.*|escalated.*|.*response.*|resolution.*|satisfaction.*|sentiment.*|nps.*"),
          "our support",
              Pattern.compile(
                  ".*tickets.*|escalated.*|.*response.*|resolution.*|satisfaction.*|sentiment.*|nps.*"),
          "who stopped", usage(),
          "colleagues use most", usage(),
          "book a review",
              Pattern.compile("days_since_contact|meetings_.*|contacts|open_expansion.*"),
          "more licences", Pattern.compile("users_per_seat_28d|active_users_.*"));

  private static final Pattern MOVED =
      Pattern.compile("(.*) (rose|fell) to (.+?) from (.+?) on " + DATE + "(?:; .* have (.+))?\\.");
  private static final Pattern STAYED =
      Pattern.compile("(.*) stayed at (.+?) since " + DATE + "(?:; .* have (.+))?\\.");
  private static final Pattern STANDS_OFF =
      Pattern.compile(
          "(.*): (.+?), still (below|above) the (.+?) of comparable accounts \\((.+?) on "
              + DATE
              + "\\)\\.");
  private static final Pattern SINCE =
      Pattern.compile("(.*) (runs from|ends on) " + DATE + ".*\\.");
  private static final Pattern COUNTED =
      Pattern.compile("\\d+ days ago|\\bfor \\d+ days|[Rr]enewal in \\d+ days");

  private final List<String> contradictions = new ArrayList<>();
  private final Map<String, Integer> plays = new TreeMap<>();
  private int rows;
  private int sentences;

  List<String> contradictions() {
    return contradictions;
  }

  Map<String, Integer> plays() {
    return plays;
  }

  int rows() {
    return rows;
  }

  int sentences() {
    return sentences;
  }

  /**
   * Reads all that is said of an account.
   *
   * @param score row of account_score
   * @param customer row of customer_360 of the same account and day
   * @param health row of account_health; null: none
   */
  void read(Row score, Row customer, Row health) {
    rows++;
    boolean bad = "churn".equals(score.getAs("outcome"));
    List<Row> drivers = score.getList(score.fieldIndex("drivers"));
    Set<String> causes = new HashSet<>();
    for (Row driver : drivers) {
      reason(driver, bad, customer);
      String feature = driver.getAs("feature");
      deny(
          !causes.add(
              feature
                  .replaceFirst("_\\d+d$", "")
                  .replace("_trend", "")
                  .replace("users_per_seat", "active_users")),
          driver,
          "twice");
    }
    if (score.getAs("protector") != null) {
      reason(score.getAs("protector"), !bad, customer);
    }
    headline(score.getAs("headline"), score, bad, customer, health);
    if (score.getAs("action") != null) {
      action(score, customer, drivers);
    }
  }

  private void deny(boolean wrong, Object said, String why) {
    if (wrong) {
      contradictions.add(why + ": " + said);
    }
  }

  /**
   * A reason for something bad is worse than before or elsewhere; one for something good better.
   */
  private void reason(Row reason, boolean forBad, Row customer) {
    sentences++;
    String said = reason.getAs("sentence");
    String feature = reason.getAs("feature");
    deny(said.startsWith("Nothing is known"), said, "unknown is no reason");
    deny(COUNTED.matcher(said).find(), said, "days are counted");
    int more = EITHER.contains(feature) ? 0 : BAD.matcher(feature).matches() == forBad ? 1 : -1;
    Matcher moved = MOVED.matcher(said);
    Matcher stayed = STAYED.matcher(said);
    Matcher off = STANDS_OFF.matcher(said);
    Matcher since = SINCE.matcher(said);
    double value = reason.getAs("value");
    if (off.matches()) {
      double peers = reason.getAs("peers");
      deny((value < peers) != off.group(3).equals("below"), said, "other side of peers");
      deny(more != 0 && (value > peers) != (more > 0), said, "peers speak against it");
    } else if (moved.matches()) {
      double before = reason.getAs("baseline");
      deny((value > before) != moved.group(2).equals("rose"), said, "moved the other way");
      deny(moved.group(3).equals(moved.group(4)), said, "did not move as people see it");
      deny(more != 0 && moved.group(2).equals("rose") != (more > 0), said, "explains the opposite");
    } else if (stayed.matches()) {
      Double peers = reason.getAs("peers");
      deny(stayed.group(2).equals(stayed.group(4)), said, "as before and as others");
      deny(peers == null, said, "nothing to compare with");
      deny(
          peers != null && more != 0 && (value > peers) != (more > 0),
          said,
          "others say the opposite");
    } else if (since.matches()) {
      LocalDate told = LocalDate.parse(since.group(3), DAY);
      long days =
          since.group(2).equals("runs from")
              ? -(long) value - silent(customer, feature)
              : (long) value;
      deny(!told.equals(asOf(customer).plusDays(days)), said, "another day");
    } else {
      deny(!said.matches(".* stood at .* have .*|.*: (yes|no).*"), said, "a sentence nobody knows");
    }
    Object now = customer.getAs(feature);
    if (now instanceof Number number) {
      deny(Math.abs(number.doubleValue() - value) > 1e-6, said, "another value than the row's");
    }
  }

  private void headline(String said, Row score, boolean bad, Row customer, Row health) {
    sentences++;
    deny(COUNTED.matcher(said).find(), said, "days are counted");
    deny(said.toLowerCase(Locale.ROOT).contains("critical upsell"), said, "a critical chance");
    deny("critical".equals(score.getAs("band")) && !bad, said, "a critical chance");
    Matcher risk = Pattern.compile("(\\w+) churn risk \\((\\d+)%\\)").matcher(said);
    if (bad && risk.find()) {
      deny(!risk.group(1).equalsIgnoreCase(score.getAs("band")), said, "another band");
      deny(!shown(score.getAs("probability")).equals(risk.group(2) + "%"), said, "another risk");
    }
    Matcher healthy = Pattern.compile("[Hh]ealth is (good|fair|poor) \\((\\d+)\\)").matcher(said);
    if (healthy.find() && health != null) {
      deny(!healthy.group(1).equals(health.getAs("band")), said, "another health");
      deny(customer.getAs("ends_on") != null && healthy.group(1).equals("good"), said, "leaving");
    }
    if (said.contains("set to end on")) {
      day(said, "set to end on " + DATE, customer.getAs("ends_on"));
    }
    counted(said, "[Nn]obody has used the product since " + DATE, customer, "days_since_last_use");
    counted(said, "[Nn]o contact since " + DATE, customer, "days_since_contact");
    if (said.contains("Renewal on")) {
      day(said, "Renewal on " + DATE, customer.getAs("renewal_on"));
    }
  }

  private void action(Row score, Row customer, List<Row> drivers) {
    sentences++;
    String said = score.getAs("action");
    String low = said.toLowerCase(Locale.ROOT);
    plays.merge(score.getAs("play"), 1, Integer::sum);
    deny(COUNTED.matcher(said).find() || low.contains("in three weeks"), said, "days are counted");
    String own = low.contains("; ") ? low.substring(0, low.indexOf("; ")) : low;
    STATES.forEach(
        (words, holds) -> deny(own.contains(words) && !holds.test(customer), said, "not so"));
    QUOTES.forEach(
        (words, features) -> {
          boolean about = own.contains(words) && said.contains("; ");
          deny(about && !quotes(said, drivers, features), said, "quotes another driver");
        });
    if (low.contains("the contract ends on")) {
      day(said, "ends on " + DATE, customer.getAs("ends_on"));
    }
    if (low.contains("before the renewal on")) {
      day(said, "renewal on " + DATE, customer.getAs("renewal_on"));
    }
    if (low.contains("again by ")) {
      day(said, "again by " + DATE, score.getAs("due_on"));
    }
    Matcher odds = Pattern.compile("(?:risk|chance to grow) is (\\d+%)").matcher(said);
    deny(odds.find() && !odds.group(1).equals(shown(score.getAs("probability"))), said, "odds");
    if (said.contains(" a year is at stake")) {
      BigDecimal stake = score.getAs("arr_at_stake");
      deny(!said.contains(" %,.0f a year".formatted(stake.doubleValue())), said, "another sum");
    }
    LocalDate due = score.<Date>getAs("due_on").toLocalDate();
    LocalDate proposed = score.<Date>getAs("proposed_on").toLocalDate();
    deny(proposed.isAfter(asOf(customer)) || !due.isAfter(proposed), said, "due " + due);
  }

  /** Whether the action ends with the words of one of the drivers that it may quote. */
  private static boolean quotes(String said, List<Row> drivers, Pattern features) {
    String quoted = said.substring(said.indexOf("; ") + 2).toLowerCase(Locale.ROOT);
    return drivers.stream()
        .filter(driver -> features.matcher(driver.getAs("feature")).matches())
        .map(driver -> driver.<String>getAs("sentence").toLowerCase(Locale.ROOT))
        .anyMatch(
            sentence ->
                quoted.startsWith(sentence.substring(0, sentence.indexOf(" ") + 1))
                    && sentence.startsWith(quoted.substring(0, Math.min(12, quoted.length()))));
  }

  private void day(String said, String pattern, Date expected) {
    Matcher found = Pattern.compile(pattern).matcher(said);
    boolean right =
        found.find()
            && expected != null
            && LocalDate.parse(found.group(1), DAY).equals(expected.toLocalDate());
    deny(!right, said, "another day than " + expected);
  }

  private void counted(String said, String pattern, Row customer, String days) {
    Matcher found = Pattern.compile(pattern).matcher(said);
    if (found.find()) {
      LocalDate told = LocalDate.parse(found.group(1), DAY);
      deny(
          !told.equals(
              asOf(customer).minusDays((long) number(customer, days) + silent(customer, days))),
          said,
          "day");
    }
  }

  private static long silent(Row customer, String feature) {
    int at = customer.fieldIndex(Customer360.SILENT_DAYS);
    return customer.isNullAt(at)
        ? 0
        : customer.<String, Long>getJavaMap(at).getOrDefault(feature, 0L);
  }

  private static Pattern usage() {
    return Pattern.compile(
        "signins_.*|events_.*|active_.*|users_per_.*|breadth_.*|setup_.*|days_since_last_use"
            + "|quantity_.*");
  }

  private static LocalDate asOf(Row customer) {
    return customer.<Date>getAs("as_of").toLocalDate();
  }

  private static double number(Row row, String column) {
    Number number = row.getAs(column);
    return number == null ? Double.NaN : number.doubleValue();
  }

  private static String shown(Double probability) {
    return probability < 0.01 ? "under 1%" : "%.0f%%".formatted(probability * 100);
  }
}
