package io.holdfast.job.demo;

import io.holdfast.job.demo.Profile.Duplicate;
import io.holdfast.job.demo.Profile.Known;
import io.holdfast.job.demo.Profile.Person;
import java.util.ArrayList;
import java.util.List;

/** Who the customers are. Most were there on the first day, the others join on the way. */
final class Company {
  private static final double FOUNDERS = 0.62;
  private static final int OWNERS = 12;
  private static final List<List<String>> PLACES =
      List.of(
          List.of("United States", "com", "USD"),
          List.of("United States", "io", "USD"),
          List.of("Canada", "com", "USD"),
          List.of("Germany", "de", "EUR"),
          List.of("France", "fr", "EUR"),
          List.of("United Kingdom", "co.uk", "GBP"),
          List.of("Netherlands", "nl", "EUR"));

  private final DemoSettings settings;
  private final Days days;

  Company(DemoSettings settings) {
    this.settings = settings;
    this.days = Days.of(settings.from(), settings.to());
  }

  static String owner(int number) {
    return SalesforceId.of("005", number);
  }

  static int owners() {
    return OWNERS;
  }

  Profile account(int index) {
    Dice dice = Dice.of(settings.seed(), index, "profile");
    List<String> place = dice.pick(PLACES);
    String name = Names.company(index);
    String domain = Names.domain(name, place.get(1));
    int seats =
        (int) Math.max(3, Math.min(60, Math.round(6 * StrictMath.exp(0.6 * dice.normal()))));
    int employees = (int) (seats * dice.between(4.0, 30.0));
    boolean founder = dice.chance(FOUNDERS);
    int joined = founder ? 0 : dice.between(1, days.count() - 1);
    int since = founder ? -dice.between(1, 720) : joined;
    return new Profile(
        index,
        SalesforceId.of("001", index),
        name,
        domain,
        Names.industry(index),
        place.get(0),
        employees < 60 ? "SMB" : employees < 250 ? "Mid-Market" : "Enterprise",
        employees,
        owner(dice.below(OWNERS)),
        joined,
        since,
        tier(dice.poisson(0.55)),
        dice.chance(0.35),
        settings.mess().currencies() ? place.get(2) : "USD",
        seats,
        seats * dice.between(0.7, 1.45),
        0.003 + 0.004 * dice.normal(),
        0.3 + 0.9 * dice.normal(),
        known(Dice.of(settings.seed(), index, "known")),
        people(index, domain, seats),
        duplicate(index, joined));
  }

  private static Tier tier(int height) {
    return switch (height) {
      case 0 -> Tier.TEAM;
      case 1 -> Tier.BUSINESS;
      default -> Tier.ENTERPRISE;
    };
  }

  private Known known(Dice dice) {
    boolean all = !settings.mess().domainOnly();
    boolean freeMail = dice.chance(0.04) && settings.mess().freeMail();
    boolean stripe = dice.chance(0.8) || all || freeMail;
    return new Known(
        stripe,
        dice.chance(0.75) || all,
        dice.chance(0.6) || all,
        freeMail,
        dice.chance(0.2) && !all);
  }

  private List<Person> people(int index, String domain, int seats) {
    Dice dice = Dice.of(settings.seed(), index, "people");
    List<Person> people = new ArrayList<>();
    int count = Math.min(6, 2 + seats / 6);
    for (int i = 0; i < count; i++) {
      String name = Names.person(dice);
      boolean free = dice.chance(0.07) && i > 0 && settings.mess().freeMail();
      String at = free ? dice.pick(Names.FREE_MAIL) : domain;
      people.add(
          new Person(
              SalesforceId.of("003", index * 10L + i),
              name,
              Names.email(name, free ? index * 10 + i : i, at),
              Names.title(dice),
              i == 0 ? "champion" : i == 1 ? "buyer" : "user"));
    }
    return people;
  }

  private Duplicate duplicate(int index, int joined) {
    Dice dice = Dice.of(settings.seed(), index, "duplicate");
    int entered = joined + dice.between(5, 60);
    int merged = entered + dice.between(20, 120);
    boolean twice = dice.chance(0.03) && settings.mess().merges() && merged < days.count();
    return twice
        ? new Duplicate(SalesforceId.of("001", 1_000_000L + index), entered, merged)
        : null;
  }
}
