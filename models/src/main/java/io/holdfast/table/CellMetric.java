package io.holdfast.table;

import java.io.Serializable;

/**
 * A usage metric: which events count, and what is told apart in its daily cells.
 *
 * @param where Spark SQL over the columns of usage_event; null: every event
 * @param distinct Spark SQL giving the text whose distinct values are kept; null: the user
 */
public record CellMetric(String where, String distinct) implements Serializable {
  public CellMetric {
    where = where == null ? "true" : where;
    distinct = distinct == null ? UsageEvent.USER_KEY : distinct;
    SqlText.check("where", where, UsageEvent.TABLE);
    SqlText.check("distinct", distinct, UsageEvent.TABLE);
  }

  /** A short hash of what it counts. */
  public String hash() {
    return Hashes.sha256(where + "\n" + distinct).substring(0, 16);
  }
}
