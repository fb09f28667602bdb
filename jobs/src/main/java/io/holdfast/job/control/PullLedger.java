package io.holdfast.job.control;

import java.util.Optional;

/** How far each export of each source is pulled. */
public final class PullLedger {
  private final Database database;

  PullLedger(Database database) {
    this.database = database;
    database.execute(
        "create table if not exists pull_position (source text not null, export text not null,"
            + " position text not null, primary key (source, export))");
  }

  /** Where the next pull goes on; empty before the first one. */
  public Optional<String> position(String source, String export) {
    return database
        .query(
            row -> row.getString(1),
            "select position from pull_position where source = ? and export = ?",
            source,
            export)
        .stream()
        .findFirst();
  }

  /**
   * Moves on.
   *
   * @param before as it was read; null for none
   * @return false when somebody else has moved it meanwhile, and nothing was changed
   */
  public boolean move(String source, String export, String before, String after) {
    int moved =
        before == null
            ? database.execute(
                "insert into pull_position values (?, ?, ?)"
                    + " on conflict (source, export) do nothing",
                source,
                export,
                after)
            : database.execute(
                "update pull_position set position = ?"
                    + " where source = ? and export = ? and position = ?",
                after,
                source,
                export,
                before);
    return moved == 1;
  }
}
