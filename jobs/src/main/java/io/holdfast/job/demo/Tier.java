package io.holdfast.job.demo;

import java.util.Locale;

/** What Northwind Cloud sells, with the list price of a seat a month in whole units. */
enum Tier {
  TEAM("Team", 49, 45, 39),
  BUSINESS("Business", 89, 82, 70),
  ENTERPRISE("Enterprise", 149, 137, 118);

  static final int ANNUAL_PERCENT = 85;

  final String title;
  private final int usd;
  private final int eur;
  private final int gbp;

  Tier(String title, int usd, int eur, int gbp) {
    this.title = title;
    this.usd = usd;
    this.eur = eur;
    this.gbp = gbp;
  }

  /** Price of a seat for one billing interval in minor units; a year costs 85% of twelve months. */
  long unitAmount(String currency, boolean annual) {
    long month =
        switch (currency) {
          case "EUR" -> eur;
          case "GBP" -> gbp;
          default -> usd;
        };
    return annual ? month * 12 * ANNUAL_PERCENT : month * 100;
  }

  String priceId(String currency, boolean annual) {
    return "price_%s_%s_%s"
        .formatted(
            name().toLowerCase(Locale.ROOT),
            annual ? "year" : "month",
            currency.toLowerCase(Locale.ROOT));
  }

  String productId() {
    return "prod_" + name().toLowerCase(Locale.ROOT);
  }

  boolean highest() {
    return this == ENTERPRISE;
  }

  /** The tier above, or itself. */
  Tier next() {
    return switch (this) {
      case TEAM -> BUSINESS;
      case BUSINESS, ENTERPRISE -> ENTERPRISE;
    };
  }
}
