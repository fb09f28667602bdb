package io.holdfast.job.demo;

import java.util.Arrays;

/** Counts what an account's exports say, day by day. */
final class Signals {
  private static final int NEVER = -10_000;

  private final int[] events;
  private final int[] urgent;
  private final int[] failed;
  private final int[] lastKind = new int[Usage.KINDS];
  private int[] lastUser = new int[16];
  private int users;
  private int lastContact;
  private double nps = Double.NaN;
  private boolean openExpansion;
  private final int since;

  Signals(int days, int since) {
    events = new int[days];
    urgent = new int[days];
    failed = new int[days];
    this.since = since;
    lastContact = since;
    Arrays.fill(lastKind, NEVER);
  }

  void event(int day, int user, int kind) {
    events[day]++;
    lastKind[kind] = day;
    if (user >= lastUser.length) {
      lastUser = Arrays.copyOf(lastUser, 2 * user);
    }
    for (; users <= user; users++) {
      lastUser[users] = NEVER;
    }
    lastUser[user] = day;
  }

  void urgentTicket(int day) {
    urgent[day]++;
  }

  void failedPayment(int day) {
    failed[day]++;
  }

  void contact(int day) {
    lastContact = day;
  }

  void nps(double score) {
    nps = score;
  }

  void expansion(boolean open) {
    openExpansion = open;
  }

  /** At the end of a day. */
  Seen at(int day, int seats) {
    int active = 0;
    for (int user = 0; user < users; user++) {
      active += lastUser[user] > day - 28 ? 1 : 0;
    }
    int breadth = 0;
    for (int last : lastKind) {
      breadth += last > day - 28 ? 1 : 0;
    }
    double now = sum(events, day - 27, day);
    double before = sum(events, day - 55, day - 28);
    double trend = day - since < 56 ? 1 : (now + 4) / (before + 4);
    return new Seen(
        active / (double) Math.max(1, seats),
        trend,
        breadth,
        sum(urgent, day - 90, day),
        sum(failed, day - 90, day),
        nps,
        Math.min(120, day - lastContact),
        openExpansion);
  }

  private static int sum(int[] counts, int from, int to) {
    int sum = 0;
    for (int day = Math.max(0, from); day <= to; day++) {
      sum += counts[day];
    }
    return sum;
  }
}
