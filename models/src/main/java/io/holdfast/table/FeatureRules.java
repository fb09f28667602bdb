package io.holdfast.table;

import io.holdfast.table.FeatureDefinition.Compare;
import io.holdfast.table.FeatureDefinition.Measure;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Which keys of a feature go together. */
final class FeatureRules {
  private static final int LONGEST = 1200;
  private static final int WEEK = 7;
  private static final Set<Measure> ON_CELLS =
      EnumSet.of(
          Measure.COUNT,
          Measure.SUM,
          Measure.DISTINCT,
          Measure.DAYS_ACTIVE,
          Measure.USER_DAYS,
          Measure.GAP,
          Measure.AGE,
          Measure.STREAK,
          Measure.SLOPE);
  private static final Set<Measure> NOT_ON_ENTITIES = EnumSet.of(Measure.USER_DAYS, Measure.GROWTH);
  private static final Set<Measure> OF_A_VALUE =
      EnumSet.of(
          Measure.SUM,
          Measure.MEAN,
          Measure.MIN,
          Measure.MAX,
          Measure.LAST,
          Measure.FIRST,
          Measure.CHANGE,
          Measure.DISTINCT);
  private static final Set<Measure> COMPARED =
      EnumSet.of(
          Measure.COUNT, Measure.SUM, Measure.DISTINCT, Measure.DAYS_ACTIVE, Measure.USER_DAYS);
  private static final Set<Measure> OF_WEEKS = EnumSet.of(Measure.STREAK, Measure.SLOPE);
  private static final Set<Measure> OF_TEXT = EnumSet.of(Measure.LAST, Measure.FIRST);
  private static final Set<Measure> AHEAD = EnumSet.of(Measure.COUNT, Measure.SUM, Measure.GAP);
  private static final Set<String> FIGURES = Set.of("mrr", "seats", "subscriptions");
  private static final Set<String> TERMS = Set.of("discount_share", "term_days");
  private static final Set<String> HAPPENINGS = Set.of("plan_changes", "renewals");

  /** What a contract tells. */
  static final String CONTRACT_VALUES =
      "mrr, seats, subscriptions, discount_share, term_days, plan_changes or renewals";

  static void check(FeatureDefinition f) {
    require(
        f.of() != null,
        "of is required: a cell metric, an entity, contract, ratio, difference or customer_360");
    require(
        f.label() != null && f.unit() != null && f.group() != null,
        "label, unit and group are required");
    require(
        f.decimals() >= 0 && f.decimals() <= 6,
        "decimals %s should be 0 to 6".formatted(f.decimals()));
    require(
        (f.attribute() != null) == f.of().equals(FeatureDefinition.ATTRIBUTES),
        "of: source_account and attribute go together, such as {of: source_account, attribute: tier}");
    require(
        f.type() == null
            || f.attribute() != null
            || (f.ofEntity() && f.type() == AttributeType.TEXT && OF_TEXT.contains(f.measure())),
        "type is for an attribute, or text for the first or last value of an entity");
    checkPersonal(f.attribute());
    require(
        together(f.ofRatio(), f.numerator(), f.denominator()),
        "of: ratio, numerator and denominator go together, such as"
            + " {of: ratio, numerator: failed_payments_91d, denominator: payments_91d}");
    require(
        together(f.ofDifference(), f.minuend(), f.subtrahend()),
        "of: difference, minuend and subtrahend go together, such as"
            + " {of: difference, minuend: tenure_days, subtrahend: days_since_first_setup}");
    if (f.ofAttribute() || !f.parts().isEmpty() || f.fixed()) {
      checkTaken(f);
    } else {
      checkMeasured(f);
    }
  }

  private static boolean together(boolean is, String one, String other) {
    return (one != null) == is && (other != null) == is;
  }

  private static void checkPersonal(String attribute) {
    require(
        SourceAccount.TABLE.columns().stream()
            .noneMatch(column -> column.personal() && column.name().equals(attribute)),
        "attribute %s is personal and stays where it landed".formatted(attribute));
  }

  /** What is taken from elsewhere as it is there. */
  private static void checkTaken(FeatureDefinition f) {
    require(
        Stream.of(
                f.where(),
                f.value(),
                f.currency(),
                f.at(),
                f.measure(),
                f.window(),
                f.ahead(),
                f.atLeast(),
                f.users(),
                f.compare(),
                f.per())
            .allMatch(Objects::isNull),
        "%s is taken as it is: only decimals and words go with it"
            .formatted(
                f.ofAttribute()
                    ? "an attribute"
                    : f.fixed() ? "a fixed column of customer_360" : "a " + f.of()));
  }

  private static void checkMeasured(FeatureDefinition f) {
    Measure measure = f.measure();
    require(measure != null, "measure is required, such as count");
    checkDays("window", f.window());
    checkDays("ahead", f.ahead());
    require(
        f.compare() == null
            || f.compare() == Compare.PEERS
            || (f.window() != null && COMPARED.contains(measure)),
        "compare: %s needs a window and one of count, sum, distinct, days_active, user_days"
            .formatted(lower(f.compare())));
    require(
        f.currency() == null || measure == Measure.SUM,
        "currency is for measure sum; %s cannot be converted".formatted(lower(measure)));
    require(
        f.atLeast() == null || (f.ofCell() && measure == Measure.DISTINCT && f.atLeast() > 1),
        "at_least is for distinct users of a cell metric: 2 days or more");
    require(
        f.users() == null
            || (f.ofCell()
                && measure == Measure.DISTINCT
                && (f.compare() == null || f.withPeers())),
        "users is for distinct users of a cell metric, not compared with earlier ones");
    SqlText.check("users", f.users(), AppUser.TABLE, ContactRoles.COLUMNS);
    require(
        !OF_WEEKS.contains(measure)
            || (f.window() != null
                && f.window() % WEEK == 0
                && f.window() >= (measure == Measure.SLOPE ? 2 * WEEK : WEEK)),
        "measure %s needs a window of whole weeks, such as 91".formatted(lower(measure)));
    if (f.ofContract()) {
      checkContract(f);
    } else if (f.ofEntity()) {
      checkEntity(f);
    } else {
      checkCell(f);
    }
  }

  private static void checkDays(String key, Integer days) {
    require(
        days == null || (days >= 1 && days <= LONGEST),
        "%s %s should be 1 to %d days".formatted(key, days, LONGEST));
  }

  private static void checkEntity(FeatureDefinition f) {
    Table table = FeatureDefinition.entities().get(f.of());
    Measure measure = f.measure();
    require(
        !NOT_ON_ENTITIES.contains(measure),
        "measure %s is not for entities such as %s".formatted(lower(measure), table.name()));
    require(
        measure == Measure.SLOPE || (f.value() != null) == OF_A_VALUE.contains(measure),
        "measure %s %s"
            .formatted(lower(measure), f.value() == null ? "needs a value" : "has no value"));
    require(
        measure != Measure.DAYS_ACTIVE || f.window() != null, "measure days_active needs a window");
    require(
        f.ahead() == null
            || (AHEAD.contains(measure)
                && f.window() == null
                && (f.compare() == null || f.withPeers())),
        "ahead is for count, sum and gap, without a window");
    require(!f.text() || !f.withPeers(), "compare: peers is for numbers; a text has no median");
    List<String> more =
        table.equals(Ticket.TABLE)
            ? SupportHours.COLUMNS
            : ContactRoles.in(table) ? ContactRoles.COLUMNS : List.of();
    SqlText.check("where", f.where(), table, more);
    SqlText.check("value", f.value(), table, more);
    SqlText.check("currency", f.currency(), table, more);
    SqlText.check("at", f.at(), table, more);
    if (f.text()) {
      SqlText.checkShown("value", f.value(), table);
    }
  }

  private static void checkCell(FeatureDefinition f) {
    requireNoFilter(f);
    require(f.value() == null, "value is for entities and contract; cells sum their quantity");
    require(
        ON_CELLS.contains(f.measure()),
        "measure %s is not for cells such as %s".formatted(lower(f.measure()), f.of()));
    require(
        f.window() != null
            || !EnumSet.of(Measure.DISTINCT, Measure.DAYS_ACTIVE, Measure.USER_DAYS)
                .contains(f.measure()),
        "measure %s needs a window".formatted(lower(f.measure())));
  }

  private static void requireNoFilter(FeatureDefinition f) {
    require(
        f.where() == null && f.at() == null && f.currency() == null && f.ahead() == null,
        "where, at, ahead and currency are for entities; of '%s' filter in its own definition"
            .formatted(f.of()));
  }

  private static void checkContract(FeatureDefinition f) {
    requireNoFilter(f);
    String value = f.value();
    require(
        value != null
            && (FIGURES.contains(value) || TERMS.contains(value) || HAPPENINGS.contains(value)),
        "value '%s' of a contract should be %s".formatted(value, CONTRACT_VALUES));
    if (HAPPENINGS.contains(value)) {
      require(f.measure() == Measure.COUNT, "of a contract's %s: measure count".formatted(value));
    } else {
      boolean isGrowth = f.measure() == Measure.GROWTH && f.window() != null;
      require(
          (f.measure() == Measure.LAST && f.window() == null)
              || (isGrowth && FIGURES.contains(value)),
          FIGURES.contains(value)
              ? "a contract has measure last, or growth over a window"
              : "of a contract's %s: measure last, without a window".formatted(value));
    }
  }

  static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  static String lower(Enum<?> constant) {
    return constant == null ? null : constant.name().toLowerCase(Locale.ROOT);
  }

  private FeatureRules() {}
}
