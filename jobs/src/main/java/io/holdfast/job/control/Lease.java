package io.holdfast.job.control;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The right to change the lake, held by one process at a time. A holder on this machine counts as
 * dead when its process is gone; one elsewhere when its heart has not beaten for two minutes.
 */
public final class Lease implements AutoCloseable {
  private static final Duration SILENCE = Duration.ofMinutes(2);
  private static final long BEAT_MILLIS = 10_000;

  private record Holder(
      String host, long pid, String started, String what, Instant since, Instant beat) {}

  private final Database database;
  private final Clock clock;
  private final Holder mine;
  private final Thread heart;

  private Lease(Database database, Clock clock, Holder mine) {
    this.database = database;
    this.clock = clock;
    this.mine = mine;
    this.heart = new Thread(this::beat, "holdfast-lease");
    heart.setDaemon(true);
  }

  /**
   * Takes the lease on a connection of its own.
   *
   * @throws LakeHeldException naming the holder and since when
   */
  static Lease take(String address, Clock clock, String host, String what) {
    Database database = Database.open(address);
    ProcessHandle process = ProcessHandle.current();
    Holder mine =
        new Holder(host, process.pid(), started(process), what, clock.instant(), clock.instant());
    try {
      database.execute(
          "create table if not exists lease (one integer primary key check (one = 1),"
              + " host text not null, pid bigint not null, started text not null,"
              + " what text not null, since text not null, beat text not null)");
      database.together(() -> takeOver(database, clock, mine));
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
    Lease lease = new Lease(database, clock, mine);
    lease.heart.start();
    return lease;
  }

  private static void takeOver(Database database, Clock clock, Holder mine) {
    database.execute("update lease set one = 1");
    Optional<Holder> other = holder(database);
    if (other.isPresent() && alive(other.get(), mine.host(), clock)) {
      throw new LakeHeldException(
          "The lake is held by '%s' (process %d on %s) since %s. Wait for it, or stop it."
              .formatted(
                  other.get().what(), other.get().pid(), other.get().host(), other.get().since()));
    }
    database.execute("delete from lease");
    database.execute(
        "insert into lease values (1, ?, ?, ?, ?, ?, ?)",
        mine.host(),
        mine.pid(),
        mine.started(),
        mine.what(),
        mine.since().toString(),
        mine.beat().toString());
  }

  private static boolean alive(Holder holder, String host, Clock clock) {
    if (!holder.host().equals(host)) {
      return holder.beat().plus(SILENCE).isAfter(clock.instant());
    }
    return ProcessHandle.of(holder.pid())
        .filter(ProcessHandle::isAlive)
        .map(process -> started(process).equals(holder.started()))
        .orElse(false);
  }

  private static String started(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toString).orElse("");
  }

  private static Optional<Holder> holder(Database database) {
    List<Holder> rows =
        database.query(
            row ->
                new Holder(
                    row.getString("host"),
                    row.getLong("pid"),
                    row.getString("started"),
                    row.getString("what"),
                    Instant.parse(row.getString("since")),
                    Instant.parse(row.getString("beat"))),
            "select * from lease");
    return rows.stream().findFirst();
  }

  private void beat() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        Thread.sleep(BEAT_MILLIS);
        database.execute(
            "update lease set beat = ? where pid = ? and host = ?",
            clock.instant().toString(),
            mine.pid(),
            mine.host());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (ControlException e) {
        // One beat is missed; the next one may reach the database again.
      }
    }
  }

  @Override
  public void close() {
    heart.interrupt();
    try {
      heart.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    database.execute("delete from lease where pid = ? and host = ?", mine.pid(), mine.host());
    database.close();
  }
}
