package io.holdfast.job.demo;

import java.util.List;

/**
 * What an account is from the start.
 *
 * @param joined day of its first contract here; 0 for those who were customers before
 * @param since day on which its first service began; before {@code joined} for old customers
 * @param potential people there who could use the product
 * @param growth weekly growth of that number
 * @param contentment what its health returns to, 0 is ordinary
 * @param duplicate the same customer entered a second time, or null
 */
record Profile(
    int index,
    String salesforceId,
    String name,
    String domain,
    String industry,
    String country,
    String segment,
    int employees,
    String owner,
    int joined,
    int since,
    Tier tier,
    boolean annual,
    String currency,
    int seats,
    double potential,
    double growth,
    double contentment,
    Known known,
    List<Person> people,
    Duplicate duplicate) {

  /**
   * Where other systems keep the CRM's id of the account.
   *
   * @param untidy whether they write ids short, placeholders for what they lack, and subdomains
   */
  record Known(
      boolean stripe, boolean zendesk, boolean segment, boolean freeMailBill, boolean untidy) {}

  /** A contact at the account. */
  record Person(String id, String name, String email, String title, String role) {}

  /** A second entry of the same customer in the CRM, until it is merged away. */
  record Duplicate(String salesforceId, int entered, int merged) {}

  boolean existedBefore() {
    return joined == 0 && since < 0;
  }

  String stripeId() {
    return "cus_Nw" + code(index, 0x51);
  }

  long zendeskId() {
    return 360_000_000_000L + index * 7L;
  }

  String workspaceId() {
    return "ws_" + code(index, 0x77);
  }

  String userId(int user) {
    return "u_" + code(index, 0x99) + "_" + user;
  }

  String billEmail() {
    return known.freeMailBill()
        ? people.get(0).email().replaceFirst("@.*", "." + index + "@gmail.com")
        : "billing@" + domain;
  }

  private static String code(int index, int salt) {
    String digits = Long.toString(Dice.mix(index * 131L + salt) & Long.MAX_VALUE, 36);
    return "0".repeat(13 - digits.length()) + digits;
  }
}
