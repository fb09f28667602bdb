package io.holdfast.job.control;

import io.holdfast.job.control.IdentityDecision.SourceKey;
import java.time.LocalDate;
import java.util.List;

/**
 * What people decided about who is the same customer. Nothing is taken back: a later one counts.
 */
public final class IdentityLedger {
  private final Database database;

  IdentityLedger(Database database) {
    this.database = database;
    database.execute(
        "create table if not exists identity_decision (number bigint not null primary key,"
            + " same int not null, source text not null, source_key text not null,"
            + " other_source text not null, other_key text not null, known_on text not null,"
            + " decided_by text not null, because text not null)");
  }

  /** Keeps a decision; every night from a day on replays it. */
  public IdentityDecision decide(
      boolean same, SourceKey one, SourceKey other, LocalDate knownOn, String by, String because) {
    IdentityDecision[] decided = new IdentityDecision[1];
    database.together(
        () -> {
          long number =
              database
                  .query(
                      row -> row.getLong(1),
                      "select coalesce(max(number), 0) + 1 from identity_decision")
                  .get(0);
          database.execute(
              "insert into identity_decision values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
              number,
              same ? 1 : 0,
              one.source(),
              one.key(),
              other.source(),
              other.key(),
              knownOn.toString(),
              by,
              because);
          decided[0] = new IdentityDecision(number, same, one, other, knownOn, by, because);
        });
    return decided[0];
  }

  /** Decisions that a day knows of, in the order in which they came to be known. */
  public List<IdentityDecision> knownBy(LocalDate day) {
    return database.query(
        row ->
            new IdentityDecision(
                row.getLong("number"),
                row.getInt("same") == 1,
                new SourceKey(row.getString("source"), row.getString("source_key")),
                new SourceKey(row.getString("other_source"), row.getString("other_key")),
                LocalDate.parse(row.getString("known_on")),
                row.getString("decided_by"),
                row.getString("because")),
        "select * from identity_decision where known_on <= ? order by known_on, number",
        day.toString());
  }
}
