package io.holdfast.job.demo;

import io.holdfast.job.demo.Profile.Person;

/** Writes the support system's objects: CSV rows for each modification, comments as JSON lines. */
final class ZendeskExport {
  private final Landing landing;
  private final Days days;

  ZendeskExport(Landing landing, Days days) {
    this.landing = landing;
    this.days = days;
  }

  /** The organization and its people, when the customer is set up. */
  void organization(Profile profile) {
    long at = days.at(profile.joined(), Days.MORNING + 600);
    String crmKey =
        profile.duplicate() != null && profile.index() % 2 == 0
            ? profile.duplicate().salesforceId()
            : profile.salesforceId();
    landing.csv(
        Export.ZD_ORGANIZATION,
        at,
        profile.zendeskId(),
        profile.name() + " " + Names.legalForm(Dice.of(1, profile.index(), "legal")),
        profile.known().zendesk() ? crmKey : profile.known().untidy() ? "n/a" : "",
        (profile.known().untidy() ? "help." : "") + profile.domain(),
        zulu(at),
        zulu(at));
    for (int i = 0; i < profile.people().size(); i++) {
      Person person = profile.people().get(i);
      landing.csv(
          Export.ZD_USER,
          at,
          userId(profile, i),
          profile.zendeskId(),
          person.name(),
          person.email(),
          "end-user",
          zulu(at),
          zulu(at));
    }
  }

  static long userId(Profile profile, int person) {
    return 370_000_000_000L + profile.index() * 10L + person;
  }

  /** A ticket as it is from a moment on. */
  void ticket(Ticket ticket, String status, long at) {
    boolean done = status.equals("solved") || status.equals("closed");
    landing.csv(
        Export.ZD_TICKET,
        at,
        ticket.id(),
        ticket.profile().zendeskId(),
        userId(ticket.profile(), ticket.person()),
        ticket.subject(),
        status,
        ticket.priority(),
        ticket.escalated() ? "escalated;" + ticket.topic() : ticket.topic(),
        ticket.rating() == null ? "unoffered" : ticket.rating(),
        status.equals("new") ? "" : (ticket.answeredAt() - ticket.createdAt()) / 60,
        done ? (ticket.solvedAt() - ticket.createdAt()) / 60 : "",
        zulu(ticket.createdAt()),
        zulu(at));
  }

  /**
   * A ticket with all that becomes of it.
   *
   * @param rating {@code good}, {@code bad} or null
   */
  record Ticket(
      long id,
      Profile profile,
      int person,
      String subject,
      String topic,
      String priority,
      boolean escalated,
      long createdAt,
      long answeredAt,
      long solvedAt,
      String rating) {

    Ticket rated(String value) {
      return new Ticket(
          id,
          profile,
          person,
          subject,
          topic,
          priority,
          escalated,
          createdAt,
          answeredAt,
          solvedAt,
          value);
    }
  }

  /** A comment, numbered within its ticket. */
  void comment(Ticket ticket, int number, boolean customer, String body, long at) {
    landing.add(
        Export.ZD_COMMENT,
        at,
        new Json()
            .put("id", ticket.id() * 10 + number)
            .put("ticket_id", ticket.id())
            .put("organization_id", ticket.profile().zendeskId())
            .put("author_id", customer ? userId(ticket.profile(), ticket.person()) : 380_000_001L)
            .put("author_role", customer ? "end-user" : "agent")
            .put("public", true)
            .put("body", body)
            .put("created_at", zulu(at))
            .line());
  }

  void rating(Ticket ticket, String comment, long at) {
    landing.csv(
        Export.ZD_RATING,
        at,
        390_000_000_000L + ticket.id(),
        ticket.profile().zendeskId(),
        ticket.id(),
        userId(ticket.profile(), ticket.person()),
        ticket.rating(),
        comment,
        zulu(at),
        zulu(at));
  }

  private static String zulu(long epochSecond) {
    return Days.iso(epochSecond) + "Z";
  }
}
