package io.holdfast.job.control;

import java.util.List;

/** Statements of the publish ledger, the same on SQLite and PostgreSQL. */
final class PublishSql {
  static final List<String> DDL =
      List.of(
          """
          CREATE TABLE IF NOT EXISTS publish_intent (
            target TEXT NOT NULL,
            seq BIGINT NOT NULL,
            record_id TEXT NOT NULL,
            run TEXT NOT NULL,
            as_of TEXT NOT NULL,
            account_id TEXT NOT NULL,
            hash TEXT NOT NULL,
            payload TEXT NOT NULL,
            state TEXT NOT NULL,
            reason TEXT NOT NULL,
            PRIMARY KEY (target, seq, record_id))""",
          "CREATE INDEX IF NOT EXISTS publish_intent_open"
              + " ON publish_intent (target, state, record_id)",
          "CREATE INDEX IF NOT EXISTS publish_intent_account ON publish_intent (account_id)",
          """
          CREATE TABLE IF NOT EXISTS publish_held (
            target TEXT NOT NULL,
            record_id TEXT NOT NULL,
            hash TEXT NOT NULL,
            PRIMARY KEY (target, record_id))""");

  static final String HELD = "SELECT record_id, hash FROM publish_held WHERE target = ?";
  static final String TOLD =
      "SELECT i.record_id, i.payload FROM publish_intent i JOIN (SELECT record_id, max(seq) AS seq"
          + " FROM publish_intent WHERE target = ? AND state = 'SUCCEEDED' GROUP BY record_id) l"
          + " ON l.record_id = i.record_id AND l.seq = i.seq WHERE i.target = ?";
  static final String NEWEST = "SELECT max(as_of) FROM publish_intent WHERE target = ?";
  static final String NEXT =
      "SELECT coalesce(max(seq), 0) + 1 FROM publish_intent WHERE target = ?";
  static final String SUPERSEDE =
      "UPDATE publish_intent SET state = 'SUPERSEDED', reason = ?"
          + " WHERE target = ? AND state = 'PENDING' AND record_id = ?";
  static final String INTEND =
      "INSERT INTO publish_intent (target, seq, record_id, run, as_of, account_id, hash, payload,"
          + " state, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'PENDING', '')";
  static final String HOLD =
      "INSERT INTO publish_held (target, record_id, hash)"
          + " SELECT target, record_id, hash FROM publish_intent"
          + " WHERE target = ? AND state = 'PENDING' AND record_id = ?"
          + " ON CONFLICT (target, record_id) DO UPDATE SET hash = excluded.hash";
  static final String SETTLE =
      "UPDATE publish_intent SET state = ?, reason = ?"
          + " WHERE target = ? AND state = 'PENDING' AND record_id = ?";

  private static final String ROW =
      "SELECT i.target, i.run, i.as_of, i.record_id, i.account_id, i.hash, i.payload, i.state,"
          + " i.reason FROM publish_intent i";
  private static final String LATEST_OF_RUN =
      " JOIN (SELECT record_id, max(seq) AS seq FROM publish_intent WHERE target = ? AND run = ?"
          + " GROUP BY record_id) l ON l.record_id = i.record_id AND l.seq = i.seq"
          + " WHERE i.target = ?";
  static final String PENDING =
      ROW + " WHERE i.target = ? AND i.state = 'PENDING' ORDER BY i.record_id";
  static final String OF_RUN = ROW + LATEST_OF_RUN + " ORDER BY i.record_id";
  static final String OF_ACCOUNT =
      ROW + " WHERE i.account_id = ? ORDER BY i.as_of DESC, i.target, i.seq DESC";

  private PublishSql() {}
}
