package io.holdfast.job.demo;

import java.time.LocalDate;

/**
 * What the simulated company is like. Equal settings write equal bytes.
 *
 * @param accounts customers, those who leave or join on the way included
 * @param from first day of all exports
 * @param to last day of all exports
 * @param events usage events to aim at
 * @param seed of all chance
 * @param signal share of churn and upsell that follows behaviour; the rest strikes anybody at any
 *     time: 1 as usual, 0 leaves nothing to be learned
 * @param mess what is untidy in the exports
 */
public record DemoSettings(
    int accounts, LocalDate from, LocalDate to, long events, long seed, double signal, Mess mess) {

  static final double WEAK = 0.78;

  public DemoSettings {
    require(accounts >= 1, "accounts", accounts, "take at least 1");
    require(!to.isBefore(from.plusDays(29)), "to", to, "take at least 30 days from " + from);
    require(events >= 0, "events", events, "take 0 or more");
    require(signal >= 0 && signal <= 1, "signal", signal, "take 0 (none) to 1 (usual)");
  }

  /** 1,200 accounts and half a million events from 2024-07-01 to 2025-12-31, with every mess. */
  public static DemoSettings defaults() {
    return new DemoSettings(
        1_200,
        LocalDate.of(2024, 7, 1),
        LocalDate.of(2025, 12, 31),
        520_000,
        20_240_701L,
        1,
        Mess.all());
  }

  public DemoSettings withAccounts(int value) {
    return new DemoSettings(value, from, to, events, seed, signal, mess);
  }

  public DemoSettings between(LocalDate first, LocalDate last) {
    return new DemoSettings(accounts, first, last, events, seed, signal, mess);
  }

  public DemoSettings withEvents(long value) {
    return new DemoSettings(accounts, from, to, value, seed, signal, mess);
  }

  public DemoSettings withSeed(long value) {
    return new DemoSettings(accounts, from, to, events, value, signal, mess);
  }

  public DemoSettings withSignal(double value) {
    return new DemoSettings(accounts, from, to, events, seed, value, mess);
  }

  /** The strength at which the oracle's AUC of churn is about .75. */
  public DemoSettings withWeakSignal() {
    return withSignal(WEAK);
  }

  public DemoSettings withMess(Mess value) {
    return new DemoSettings(accounts, from, to, events, seed, signal, value);
  }

  private static void require(boolean holds, String what, Object value, String remedy) {
    if (!holds) {
      throw new IllegalArgumentException(
          "Demo setting %s is %s; %s".formatted(what, value, remedy));
    }
  }
}
