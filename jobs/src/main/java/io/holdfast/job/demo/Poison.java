package io.holdfast.job.demo;

/** Records that cannot be read, one of a kind each, for the quarantine. */
final class Poison {

  static void add(Landing landing, Days days) {
    long at = days.at(Math.min(45, days.count() - 1), 11 * 3600);
    String zulu = Days.iso(at) + "Z";
    landing.csv(
        Export.SF_OPPORTUNITY,
        at,
        SalesforceId.of("006", 99_000_001),
        false,
        SalesforceId.of("001", 0),
        "Amount with a comma",
        "Proposal",
        "Expansion",
        "12.400,00 EUR",
        "EUR",
        days.date(90),
        Company.owner(0),
        zulu,
        zulu);
    landing.csv(
        Export.SF_ACCOUNT,
        at,
        SalesforceId.of("001", 99_000_001),
        false,
        "",
        "Headcount in words",
        "",
        "Labs",
        "France",
        "about forty",
        "SMB",
        Company.owner(0),
        "",
        zulu,
        zulu);
    landing.csv(Export.ZD_TICKET, at, 99_000_001, "cut off", "open");
    landing.csv(
        Export.ZD_USER,
        at,
        99_000_002,
        1,
        "One, field, too many",
        "x@example.com",
        "end-user",
        zulu,
        zulu,
        "surplus");
    landing.add(
        Export.ST_CHARGE,
        at,
        new Json()
            .put("id", "ch_poison_1")
            .put("customer", "cus_poison")
            .put("amount", "12.5O")
            .put("currency", "usd")
            .put("status", "succeeded")
            .put("created", at)
            .put("updated", at)
            .line());
    landing.add(
        Export.SG_TRACK,
        at,
        "{\"messageId\":\"poison-1\",\"type\":\"track\",\"userId\":\"u_1\",\"event\":\"Signed");
    landing.add(
        Export.SG_TRACK,
        at,
        new Json()
            .put("messageId", "poison-2")
            .put("type", "track")
            .put("event", "Signed In")
            .put("timestamp", "yesterday")
            .put("receivedAt", "yesterday")
            .line());
  }

  private Poison() {}
}
