package io.holdfast.job.demo;

import io.holdfast.job.demo.Profile.Person;

/** All systems of the company, as those write to them who simulate it. */
record Exports(
    Landing landing,
    SalesforceExport salesforce,
    ZendeskExport zendesk,
    StripeExport stripe,
    SegmentExport segment) {

  static Exports to(Landing landing, Days days, Mess mess) {
    return new Exports(
        landing,
        new SalesforceExport(landing, days),
        new ZendeskExport(landing, days),
        new StripeExport(landing, days),
        new SegmentExport(landing, days, mess));
  }

  /** An answer to a survey; its tool writes local times without a zone. */
  void survey(Profile profile, long sentAt, long answeredAt, int score, String comment) {
    Person person = profile.people().get(0);
    landing.csv(
        Export.NPS,
        answeredAt,
        "nps-%d-%d".formatted(profile.index(), answeredAt / 86_400),
        profile.salesforceId(),
        person.id(),
        Days.iso(sentAt).replace('T', ' '),
        Days.iso(answeredAt).replace('T', ' '),
        score,
        comment);
  }
}
