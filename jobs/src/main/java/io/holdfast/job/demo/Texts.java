package io.holdfast.job.demo;

import java.util.List;

/** What customers and agents write, by tone. */
final class Texts {
  static final List<String> TOPICS =
      List.of(
          "reports", "dashboards", "exports", "integrations", "workflows", "invoices", "API keys");

  private static final List<String> GOOD =
      List.of(
          "We really like the %s, great work.",
          "The new %s are excellent and easy to use, thank you!",
          "Thanks for the quick and helpful answer about %s.",
          "Our team loves the %s, they save us a lot of time.",
          "Very happy with how reliable the %s have become.",
          "The %s work perfectly now, we are impressed.");
  private static final List<String> PLAIN =
      List.of(
          "How do I set up %s for a second team?",
          "Could you tell me where the settings of the %s are?",
          "We would like to change the owner of our %s.",
          "Is there a limit on the number of %s?",
          "Please send me the documentation about %s.",
          "Which permissions does a colleague need for %s?");
  private static final List<String> BAD =
      List.of(
          "The %s are broken again and this is very frustrating.",
          "We are disappointed: the %s are slow and keep failing.",
          "Another error in the %s. This is unacceptable for our team.",
          "The %s are confusing and support has been terrible so far.",
          "We lost data because of a bug in the %s, this is a serious problem.",
          "Nobody here is happy with the %s, we are thinking about alternatives.");
  private static final List<String> AGENT =
      List.of(
          "Hello, I have looked into your question about %s and added the steps below.",
          "We found the cause in the %s and our engineers are on it.",
          "I changed the setting of the %s for you; please try once more.",
          "Could you send us the id of the %s so that we can look at it?");
  private static final List<String> SUBJECT =
      List.of("Question about %s", "Help with %s", "%s do not behave as expected", "Change of %s");

  /**
   * What a customer writes.
   *
   * @param health of the account, about 0 when ordinary
   */
  static String customer(Dice dice, double health, String topic) {
    double tone = 0.9 * health + 0.9 * dice.normal();
    return dice.pick(tone > 0.9 ? GOOD : tone < -0.5 ? BAD : PLAIN).formatted(topic);
  }

  /** A comment to a score from 0 to 10. */
  static String survey(Dice dice, int score) {
    return dice.pick(score >= 9 ? GOOD : score <= 6 ? BAD : PLAIN).formatted(dice.pick(TOPICS));
  }

  static String agent(Dice dice, String topic) {
    return dice.pick(AGENT).formatted(topic);
  }

  static String subject(Dice dice, String topic) {
    String subject = dice.pick(SUBJECT).formatted(topic);
    return Character.toUpperCase(subject.charAt(0)) + subject.substring(1);
  }

  private Texts() {}
}
