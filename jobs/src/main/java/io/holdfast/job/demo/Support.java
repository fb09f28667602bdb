package io.holdfast.job.demo;

import io.holdfast.job.demo.ZendeskExport.Ticket;

/** Tickets, what is written in them, and how customers rate the help. */
final class Support {
  private static final long MINUTE = 60;
  private static final long HOUR = 3600;
  private static final long DAY = 24 * HOUR;

  private final Profile profile;
  private final Exports exports;
  private final Days days;
  private final Signals signals;
  private final Dice dice;
  private int number;

  Support(Profile profile, Exports exports, Days days, Signals signals, Dice dice) {
    this.profile = profile;
    this.exports = exports;
    this.days = days;
    this.signals = signals;
    this.dice = dice;
  }

  void day(int day, int seats, double health) {
    double weekly = 0.11 * StrictMath.sqrt(seats / 7.0) * StrictMath.exp(-0.35 * health);
    if (!days.weekend(day) && dice.chance(Math.min(0.5, weekly / 5))) {
      ticket(day, health);
    }
  }

  private void ticket(int day, double health) {
    double trouble = Health.sigmoid(-0.6 - 1.1 * health);
    double u = dice.uniform();
    String priority =
        u < 0.55 * trouble
            ? "urgent"
            : u < 0.55 * trouble + 0.2 ? "high" : dice.chance(0.75) ? "normal" : "low";
    if (priority.equals("urgent")) {
      signals.urgentTicket(day);
    }
    long created = days.at(day, dice.between(Days.MORNING, Days.EVENING - 3600));
    long answered = created + MINUTE * (10 + (long) (90 * -StrictMath.log(1 - dice.uniform())));
    double hours = 5 + 40 * (0.5 + trouble) * -StrictMath.log(1 - dice.uniform());
    long solved = answered + (long) (hours * HOUR);
    String topic = dice.pick(Texts.TOPICS);
    Ticket ticket =
        new Ticket(
            100_000L + profile.index() * 1_000L + number++,
            profile,
            dice.below(profile.people().size()),
            Texts.subject(dice, topic),
            topic,
            priority,
            priority.equals("urgent") && dice.chance(0.3),
            created,
            answered,
            solved,
            null);
    write(ticket, health);
  }

  private void write(Ticket ticket, double health) {
    ZendeskExport zendesk = exports.zendesk();
    zendesk.ticket(ticket, "new", ticket.createdAt());
    zendesk.comment(
        ticket, 0, true, Texts.customer(dice, health, ticket.topic()), ticket.createdAt());
    zendesk.ticket(ticket, dice.chance(0.3) ? "pending" : "open", ticket.answeredAt());
    zendesk.comment(ticket, 1, false, Texts.agent(dice, ticket.topic()), ticket.answeredAt());
    if (dice.chance(0.6)) {
      long again = (ticket.answeredAt() + ticket.solvedAt()) / 2;
      zendesk.comment(ticket, 2, true, Texts.customer(dice, health, ticket.topic()), again);
    }
    zendesk.ticket(ticket, "solved", ticket.solvedAt());
    if (dice.chance(0.35)) {
      boolean good = dice.chance(Health.sigmoid(0.9 + 1.3 * health));
      Ticket rated = ticket.rated(good ? "good" : "bad");
      long at = ticket.solvedAt() + DAY;
      zendesk.ticket(rated, "solved", at);
      String comment = dice.chance(0.5) ? Texts.customer(dice, good ? 1 : -1, ticket.topic()) : "";
      zendesk.rating(rated, comment, at);
      zendesk.ticket(rated, "closed", ticket.solvedAt() + 4 * DAY);
    } else {
      zendesk.ticket(ticket, "closed", ticket.solvedAt() + 4 * DAY);
    }
  }
}
