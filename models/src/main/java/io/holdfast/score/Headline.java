package io.holdfast.score;

import io.holdfast.score.AccountFacts.Warning;
import java.util.List;

/**
 * The one line of an account, which decides when forecast, health and warnings disagree: an urgent
 * warning first, then a high risk, then poor health or a warning, then the chance to grow.
 */
final class Headline {
  private final AccountFacts account;
  private final Told risk;
  private final Told chance;

  /**
   * A forecast as told.
   *
   * @param band null when the model abstained
   * @param lead clause of the first driver; null: none leads
   */
  record Told(OutcomeWords words, Forecast forecast, String band, String lead) {
    boolean strong() {
      return band != null && words.bands().strong().contains(band);
    }

    boolean low() {
      return band != null && words.bands().words().get(0).equals(band);
    }

    String inWords() {
      String noun = words.noun();
      return "%s %s (%s)".formatted(band, noun, Figures.probability(forecast.probability()));
    }
  }

  private Headline(AccountFacts account, Told risk, Told chance) {
    this.account = account;
    this.risk = risk;
    this.chance = chance;
  }

  /** Such as: High churn risk (41%) although health is good (78): sign-ins fell to 12 from 40. */
  static String of(AccountFacts account, List<Told> told) {
    Headline headline = new Headline(account, first(told, true), first(told, false));
    return Sentences.capital(headline.line()) + headline.staleness();
  }

  private static Told first(List<Told> told, boolean bad) {
    return told.stream().filter(one -> one.words().bad() == bad).findFirst().orElse(null);
  }

  private String line() {
    Warning warning = account.warnings().isEmpty() ? null : account.warnings().get(0);
    if (warning != null && warning.severity().equals("urgent")) {
      return urgent(warning);
    }
    if (risk != null && risk.band() == null) {
      return "no %s forecast (%s); %s.%s"
          .formatted(risk.words().name().replace('_', ' '), whyNot(), health(), said(warning));
    }
    if (risk != null && risk.strong()) {
      String joint = "good".equals(account.healthBand()) ? " although " : ", ";
      return risk.inWords() + joint + health() + because(risk.lead());
    }
    if ("poor".equals(account.healthBand())) {
      return health()
          + (risk == null ? "" : " although " + riskIsLow())
          + because(uncapital(whyPoor()));
    }
    if (warning != null && warning.severity().equals("warn")) {
      return "%s, but %s".formatted(calm(), uncapital(Sentences.open(warning.sentence())) + ".");
    }
    if (chance != null && chance.strong()) {
      return "ready to grow: " + chance.inWords() + ", " + calm() + because(chance.lead());
    }
    return calm() + (risk != null && !risk.low() ? because(risk.lead()) : ".");
  }

  private String urgent(Warning warning) {
    String sentence = Sentences.open(warning.sentence());
    if (risk == null || risk.band() == null) {
      return "urgent: %s; %s.".formatted(sentence, health());
    }
    return risk.strong()
        ? "urgent: %s; %s, %s.".formatted(sentence, risk.inWords(), health())
        : "urgent although %s: %s.".formatted(riskIsLow(), sentence);
  }

  private String calm() {
    return risk == null ? health() : risk.inWords() + ", " + health();
  }

  private String riskIsLow() {
    return "%s is %s (%s)"
        .formatted(
            risk.words().noun(), risk.band(), Figures.probability(risk.forecast().probability()));
  }

  private String health() {
    return account.healthScore() == null
        ? "health is not known"
        : "health is %s (%s)"
            .formatted(account.healthBand(), Figures.plain(account.healthScore(), 0));
  }

  private String whyPoor() {
    return account.healthExplanation().isEmpty() ? null : account.healthExplanation().get(0);
  }

  private String whyNot() {
    String reason = risk.forecast().statusReason();
    return reason == null ? "the model abstains" : uncapital(Sentences.open(reason));
  }

  private static String because(String clause) {
    return clause == null ? "." : ": " + Sentences.open(clause) + ".";
  }

  private static String said(Warning warning) {
    return warning == null ? "" : " " + Sentences.open(warning.sentence()) + ".";
  }

  /** Starts small unless the first word is an abbreviation or a name. */
  private static String uncapital(String text) {
    return text != null && text.length() > 1 && Character.isLowerCase(text.charAt(1))
        ? Character.toLowerCase(text.charAt(0)) + text.substring(1)
        : text;
  }

  private String staleness() {
    if (risk == null || !"stale".equals(risk.forecast().status())) {
      return "";
    }
    String reason = risk.forecast().statusReason();
    return " Out of date" + (reason == null ? "." : ": " + Sentences.open(reason) + ".");
  }
}
