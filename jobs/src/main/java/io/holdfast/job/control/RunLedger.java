package io.holdfast.job.control;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs, their steps and the releases they made. */
public final class RunLedger {
  private final Database database;
  private final Clock clock;

  RunLedger(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
    database.execute(
        "create table if not exists run (run text primary key, as_of text not null,"
            + " config_hash text not null, status text not null, started_at text not null,"
            + " ended_at text, base bigint not null)");
    database.execute(
        "create table if not exists step (run text not null, step text not null,"
            + " status text not null, millis bigint not null, counts text not null,"
            + " note text not null, primary key (run, step))");
    database.execute(
        "create table if not exists release (number bigint primary key, run text not null unique,"
            + " as_of text not null, released_at text not null, snapshots text not null)");
  }

  /**
   * The run to go on with: the unreleased one for this day and configuration, else a new one. What
   * a run has built stands on the release that was current when it began; once another night was
   * released it is left behind, as releasing it would take that night back.
   *
   * @return its id, such as {@code 20241231_1}
   */
  public String startOrResume(LocalDate asOf, String configHash) {
    long base = current().map(Release::number).orElse(0L);
    Optional<String> open =
        database
            .query(
                row -> row.getString(1),
                "select run from run where as_of = ? and config_hash = ? and base = ?"
                    + " and status <> 'released' order by length(run) desc, run desc",
                asOf.toString(),
                configHash,
                base)
            .stream()
            .findFirst();
    if (open.isPresent()) {
      database.execute(
          "update run set status = 'running', ended_at = null where run = ?", open.get());
      return open.get();
    }
    String run = "%s_%d".formatted(asOf.toString().replace("-", ""), runs(asOf).size() + 1);
    database.execute(
        "insert into run values (?, ?, ?, 'running', ?, null, ?)",
        run,
        asOf.toString(),
        configHash,
        clock.instant().toString(),
        base);
    return run;
  }

  /** The latest run for a day that is released or under way, if any. */
  public Optional<RunRow> latest(LocalDate asOf) {
    return runs(asOf).stream().findFirst();
  }

  /** The last runs, newest first. */
  public List<RunRow> recent(int limit) {
    return database.query(
        RunLedger::run, "select * from run order by started_at desc, run desc limit " + limit);
  }

  public void end(String run, String status) {
    database.execute(
        "update run set status = ?, ended_at = ? where run = ?",
        status,
        clock.instant().toString(),
        run);
  }

  public void stepDone(StepRow step) {
    database.execute(
        "insert into step values (?, ?, ?, ?, ?, ?) on conflict (run, step) do update set"
            + " status = excluded.status, millis = excluded.millis, counts = excluded.counts,"
            + " note = excluded.note",
        step.run(),
        step.step(),
        step.status(),
        step.millis(),
        Json.write(step.rows()),
        step.note());
  }

  public List<StepRow> steps(String run) {
    return database.query(
        row ->
            new StepRow(
                row.getString("run"),
                row.getString("step"),
                row.getString("status"),
                row.getLong("millis"),
                Json.read(row.getString("counts")),
                row.getString("note")),
        "select * from step where run = ?",
        run);
  }

  /** Makes a run the current release, in one transaction; doing it again changes nothing. */
  public Release release(String run, LocalDate asOf, Map<String, Long> snapshots) {
    database.together(
        () -> {
          long number = current().map(Release::number).orElse(0L) + 1;
          database.execute(
              "insert into release values (?, ?, ?, ?, ?) on conflict (run) do nothing",
              number,
              run,
              asOf.toString(),
              clock.instant().toString(),
              Json.write(snapshots));
          end(run, "released");
        });
    return release(run).orElseThrow();
  }

  /** The release that readers see. */
  public Optional<Release> current() {
    return releases(1).stream().findFirst();
  }

  public Optional<Release> release(String run) {
    return database.query(RunLedger::released, "select * from release where run = ?", run).stream()
        .findFirst();
  }

  /** The last release of a day, whatever was tried for it since. */
  public Optional<Release> released(LocalDate asOf) {
    return database
        .query(
            RunLedger::released,
            "select * from release where as_of = ? order by number desc limit 1",
            asOf.toString())
        .stream()
        .findFirst();
  }

  /** The last releases, newest first. */
  public List<Release> releases(int limit) {
    return database.query(
        RunLedger::released, "select * from release order by number desc limit " + limit);
  }

  private List<RunRow> runs(LocalDate asOf) {
    return database.query(
        RunLedger::run,
        "select * from run where as_of = ? order by length(run) desc, run desc",
        asOf.toString());
  }

  private static RunRow run(ResultSet row) throws SQLException {
    String ended = row.getString("ended_at");
    return new RunRow(
        row.getString("run"),
        LocalDate.parse(row.getString("as_of")),
        row.getString("config_hash"),
        row.getString("status"),
        Instant.parse(row.getString("started_at")),
        ended == null ? null : Instant.parse(ended));
  }

  private static Release released(ResultSet row) throws SQLException {
    return new Release(
        row.getLong("number"),
        row.getString("run"),
        LocalDate.parse(row.getString("as_of")),
        Instant.parse(row.getString("released_at")),
        Json.read(row.getString("snapshots")));
  }
}
