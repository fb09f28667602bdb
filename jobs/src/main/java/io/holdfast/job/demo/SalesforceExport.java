package io.holdfast.job.demo;

import io.holdfast.job.demo.Profile.Person;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes the CRM's objects as CSV; every modification is a row with its SystemModstamp. */
final class SalesforceExport {
  private static final long HOUR = 3600;

  private final Landing landing;
  private final Days days;

  SalesforceExport(Landing landing, Days days) {
    this.landing = landing;
    this.days = days;
  }

  void users(DemoSettings settings) {
    Dice dice = Dice.of(settings.seed(), -2, "owners");
    String created = zulu(days.at(-900, 9 * 3600));
    for (int i = 0; i < Company.owners(); i++) {
      String name = Names.person(dice);
      String email = Names.email(name, i, "northwind-cloud.com");
      long at = days.at(-900, 9 * 3600);
      landing.csv(Export.SF_USER, at, Company.owner(i), name, email, true, created, created);
    }
  }

  /** The account, its people, later changes to it, and the second entry that is merged away. */
  void account(Profile profile, Dice dice) {
    long created = days.at(profile.since(), Days.MORNING) - dice.between(10, 60) * 86_400L;
    account(profile, profile.employees(), profile.owner(), created, created);
    int employees = profile.employees();
    String owner = profile.owner();
    for (int day = profile.joined() + 30; day < days.count(); day += dice.between(120, 300)) {
      employees = (int) Math.max(5, employees * dice.between(0.9, 1.2));
      owner = dice.chance(0.3) ? Company.owner(dice.below(Company.owners())) : owner;
      long at = days.at(day, dice.between(Days.MORNING, Days.EVENING));
      account(profile, employees, owner, created, at);
    }
    for (Person person : people(profile, true)) {
      contact(person, profile.salesforceId(), created, created);
    }
    if (profile.duplicate() != null) {
      duplicate(profile);
    }
  }

  /** People of the account itself, or those entered at its duplicate. */
  private static List<Person> people(Profile profile, boolean own) {
    List<Person> people = new ArrayList<>(profile.people());
    if (profile.duplicate() != null) {
      Person strayed = people.remove(people.size() - 1);
      return own ? people : List.of(strayed);
    }
    return people;
  }

  private void duplicate(Profile profile) {
    String id = profile.duplicate().salesforceId();
    long entered = days.at(profile.duplicate().entered(), 10 * 3600);
    long merged = days.at(profile.duplicate().merged(), 15 * 3600);
    String name = profile.name() + " (" + profile.country() + ")";
    Object[] row = {
      id,
      false,
      "",
      name,
      "",
      "",
      profile.country(),
      "",
      "",
      profile.owner(),
      "",
      zulu(entered),
      zulu(entered)
    };
    landing.csv(Export.SF_ACCOUNT, entered, row);
    Object[] gone = row.clone();
    gone[1] = true;
    gone[2] = profile.salesforceId();
    gone[12] = zulu(merged);
    landing.csv(Export.SF_ACCOUNT, merged, gone);
    for (Person person : people(profile, false)) {
      contact(person, id, entered, entered);
      contact(person, profile.salesforceId(), entered, merged);
    }
  }

  private void account(Profile profile, int employees, String owner, long created, long at) {
    landing.csv(
        Export.SF_ACCOUNT,
        at,
        profile.salesforceId(),
        false,
        "",
        profile.name(),
        "https://www." + profile.domain() + "/",
        profile.industry(),
        profile.country(),
        employees,
        profile.segment(),
        owner,
        "",
        zulu(created),
        zulu(at));
  }

  private void contact(Person person, String account, long created, long at) {
    landing.csv(
        Export.SF_CONTACT,
        at,
        person.id(),
        false,
        account,
        person.name(),
        person.email(),
        "+49 30 555 " + Math.floorMod(person.id().hashCode(), 10_000),
        person.title(),
        person.role(),
        zulu(created),
        zulu(at));
  }

  /** One modification of an opportunity. */
  void opportunity(Deal deal, String stage, long at) {
    landing.csv(
        Export.SF_OPPORTUNITY,
        at,
        deal.id(),
        false,
        deal.account(),
        deal.name(),
        stage,
        deal.type(),
        deal.amount(),
        deal.currency(),
        deal.closeOn(),
        deal.owner(),
        zulu(deal.createdAt()),
        zulu(at));
  }

  /**
   * An opportunity.
   *
   * @param type {@code New Business}, {@code Renewal} or {@code Expansion}
   * @param createdAt epoch second
   */
  record Deal(
      String id,
      String account,
      String name,
      String type,
      BigDecimal amount,
      String currency,
      LocalDate closeOn,
      String owner,
      long createdAt) {}

  /** A meeting as booked, or with its outcome, {@code Held} or {@code Missed}. */
  void meeting(Profile profile, String id, String outcome, long bookedAt, long when, long at) {
    landing.csv(
        Export.SF_EVENT,
        at,
        id,
        false,
        profile.salesforceId(),
        profile.people().get(0).id(),
        profile.owner(),
        "Business review",
        zulu(when),
        45,
        "Busy",
        outcome,
        zulu(bookedAt),
        zulu(at));
  }

  /** A call or mail that was made. */
  void task(Profile profile, String id, String kind, long when) {
    landing.csv(
        Export.SF_TASK,
        when + HOUR / 2,
        id,
        false,
        profile.salesforceId(),
        profile.people().get(0).id(),
        profile.owner(),
        kind.toUpperCase(Locale.ROOT).charAt(0) + kind.substring(1) + " with champion",
        kind,
        "Completed",
        LocalDate.ofEpochDay(when / 86_400),
        zulu(when),
        zulu(when),
        zulu(when + HOUR / 2));
  }

  private static String zulu(long epochSecond) {
    return Days.iso(epochSecond) + ".000Z";
  }
}
