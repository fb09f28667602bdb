package io.holdfast.identity;

import io.holdfast.table.Entity;
import io.holdfast.table.Table;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A source account with all that was known of it, when. Times are microseconds since 1970.
 *
 * @param guest whether this is only the domain of some of its people, brought to those who share it
 * @param firstEvent earliest time of an event of its
 * @param states what it said, from each moment on at which that changed; never empty but of guests
 * @param domains of its people, over time: the commonest; of a guest the one domain
 * @param others other domains of its people, over time
 * @param profile its texts as it says now, by {@link Members#PROFILE}
 * @param incumbent whether the last release has an account founded by it
 * @param released whether the last release knows that account, even if it forwards there
 * @param sharedValue {@link Node} of a value that too many records share to link them; or null
 * @param sharedBy how many share it; or null
 */
record Member(
    String source,
    String key,
    boolean guest,
    long firstEvent,
    List<State> states,
    List<Span> domains,
    List<Span> others,
    List<String> profile,
    boolean incumbent,
    boolean released,
    Long sharedValue,
    Long sharedBy) {

  static final String NODE = "node";
  static final String OWN_ID = "own_id";
  static final String GUEST = "guest";

  /**
   * What a record says from a moment on.
   *
   * @param into key of the record of its source that it was merged into; null: none
   * @param facts one for each rule: an id or value that compares, or null
   */
  record State(long from, long event, boolean deleted, String into, List<String> facts) {}

  /** A value that held for a time. */
  record Span(String value, long from, long to) {
    static final long OPEN = Long.MAX_VALUE;

    boolean holds(long time) {
      return from <= time && time < to;
    }
  }

  private static final StructType STATE =
      new StructType()
          .add("from", Table.COUNT)
          .add("event", Table.COUNT)
          .add(Entity.DELETED, Table.FLAG)
          .add("into", Table.STRING)
          .add("facts", Table.STRINGS);
  private static final StructType SPAN =
      new StructType().add("value", Table.STRING).add("from", Table.COUNT).add("to", Table.COUNT);

  static final StructType SCHEMA =
      new StructType()
          .add(Entity.SOURCE, Table.STRING)
          .add(Entity.SOURCE_KEY, Table.STRING)
          .add(GUEST, Table.FLAG)
          .add("first_event", Table.COUNT)
          .add(Told.STATES, DataTypes.createArrayType(STATE))
          .add("domains", DataTypes.createArrayType(SPAN))
          .add("others", DataTypes.createArrayType(SPAN))
          .add("profile", Table.STRINGS)
          .add(OWN_ID, Table.STRING)
          .add(NODE, Table.COUNT);

  private static final int PLAIN = SCHEMA.length();

  /** The record itself, as a node among records and values. */
  long node() {
    return Node.record(source, key);
  }

  String id() {
    return AccountId.of(source, key);
  }

  long firstKnown() {
    return states.get(0).from();
  }

  State last() {
    return states.get(states.size() - 1);
  }

  /** Since when it is deleted at a time at which it is. */
  long deletedSince(long time) {
    long since = Long.MIN_VALUE;
    boolean deleted = false;
    for (State state : states) {
      if (state.from() <= time) {
        since = state.deleted() && deleted ? since : state.from();
        deleted = state.deleted();
      }
    }
    return since;
  }

  /** What it said at a time; null before it was known. */
  State at(long time) {
    State found = null;
    for (State state : states) {
      if (state.from() <= time) {
        found = state;
      }
    }
    return found;
  }

  /**
   * The other domains of its people, as records of their own to be brought to those who share them;
   * only while it is live.
   */
  List<Member> guests() {
    List<Member> guests = new ArrayList<>();
    for (int i = 0; i < states.size(); i++) {
      State state = states.get(i);
      long end = i + 1 < states.size() ? states.get(i + 1).from() : Span.OPEN;
      if (!state.deleted() && state.into() == null) {
        for (Span span : others) {
          Span live =
              new Span(span.value(), Math.max(span.from(), state.from()), Math.min(span.to(), end));
          if (live.from() < live.to()) {
            guests.add(
                new Member(
                    source,
                    key,
                    true,
                    firstEvent,
                    List.of(),
                    List.of(live),
                    List.of(),
                    List.of(),
                    false,
                    false,
                    null,
                    null));
          }
        }
      }
    }
    return guests;
  }

  /** Its row, to be found by a node: its own, or of a guest that of the domain. */
  Row row(long at) {
    return RowFactory.create(
        source,
        key,
        guest,
        firstEvent,
        Told.seq(states.stream().map(Member::row).toList()),
        rows(domains),
        rows(others),
        Told.seq(profile),
        id(),
        at);
  }

  private static Row row(State s) {
    return RowFactory.create(s.from(), s.event(), s.deleted(), s.into(), Told.seq(s.facts()));
  }

  private static Object rows(List<Span> spans) {
    return Told.seq(
        spans.stream().map(s -> RowFactory.create(s.value(), s.from(), s.to())).toList());
  }

  /**
   * From a row of {@link #SCHEMA}, perhaps followed by its component, whether it is incumbent and
   * released, and what it shares with too many.
   */
  static Member of(Row row) {
    List<State> states = new ArrayList<>();
    for (Row s : row.<Row>getList(4)) {
      states.add(
          new State(s.getLong(0), s.getLong(1), s.getBoolean(2), s.getString(3), s.getList(4)));
    }
    return new Member(
        row.getString(0),
        row.getString(1),
        row.getBoolean(2),
        row.getLong(3),
        states,
        spans(row.getList(5)),
        spans(row.getList(6)),
        row.getList(7),
        row.length() > PLAIN && row.getBoolean(PLAIN + 1),
        row.length() > PLAIN && row.getBoolean(PLAIN + 2),
        row.length() > PLAIN ? row.getAs(PLAIN + 3) : null,
        row.length() > PLAIN ? row.getAs(PLAIN + 4) : null);
  }

  private static List<Span> spans(List<Row> rows) {
    List<Span> spans = new ArrayList<>();
    rows.forEach(s -> spans.add(new Span(s.getString(0), s.getLong(1), s.getLong(2))));
    return spans;
  }
}
