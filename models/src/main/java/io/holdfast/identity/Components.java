package io.holdfast.identity;

import static io.holdfast.identity.Member.NODE;
import static org.apache.spark.sql.functions.col;

import io.holdfast.identity.IdentityRules.Fact;
import io.holdfast.identity.IdentityRules.Linking;
import io.holdfast.identity.Member.Span;
import io.holdfast.identity.Member.State;
import io.holdfast.table.Table;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * Which records could ever have been linked with each other: those that shared a value of a rule
 * that links, kept each other's ids, were merged or decided upon. Only they are looked at together.
 */
final class Components implements Serializable {
  private static final long serialVersionUID = 1;
  static final String COMPONENT = "component";

  /** A value of the record that too many records share, as a {@link Node}; mostly null. */
  static final String SHARED = "shared_value";

  /** How many records share it. */
  static final String SHARED_BY = "shared_by";

  private static final String OTHER = "other";
  private static final String IS_VALUE = "is_value";

  private static final StructType EDGE =
      new StructType().add(NODE, Table.COUNT).add(OTHER, Table.COUNT).add(IS_VALUE, Table.FLAG);

  /** What joins two nodes or, with a number of records, a value that too many share. */
  private static final StructType TIE =
      new StructType().add(NODE, Table.COUNT).add(OTHER, Table.COUNT).add(SHARED_BY, Table.COUNT);

  private static final StructType FOUND =
      new StructType()
          .add(NODE, Table.COUNT)
          .add(COMPONENT, Table.COUNT)
          .add(SHARED, Table.COUNT)
          .add(SHARED_BY, Table.COUNT);

  private final LinkParams params;

  /** By each record that a person said is another one too: a record of the decision. */
  private final HashMap<Long, List<Long>> decided = new HashMap<>();

  private Components(LinkParams params) {
    this.params = params;
    for (Decision decision : params.decisions()) {
      if (decision.same()) {
        long one = Node.record(decision.source(), decision.key());
        long other = Node.record(decision.otherSource(), decision.otherKey());
        for (long node : new long[] {one, other}) {
          decided.computeIfAbsent(node, n -> new ArrayList<>()).add(one);
        }
      }
    }
  }

  /**
   * By {@link Member#NODE}, records' and values': their {@link #COMPONENT}, the least node of it. A
   * record or value that is not there stands alone.
   *
   * @param members of {@link Members#of}
   */
  static Dataset<Row> of(Dataset<Row> members, LinkParams params) {
    Components components = new Components(params);
    FlatMapFunction<Row, Row> edges = components::edges;
    MapPartitionsFunction<Row, Row> ties = components::ties;
    MapPartitionsFunction<Row, Row> union = Components::union;
    return members
        .flatMap(edges, Encoders.row(EDGE))
        .repartition(col(OTHER), col(IS_VALUE))
        .sortWithinPartitions(OTHER, IS_VALUE)
        .mapPartitions(ties, Encoders.row(TIE))
        .repartition(1)
        .mapPartitions(union, Encoders.row(FOUND));
  }

  private Iterator<Row> edges(Row row) {
    Member member = Member.of(row);
    TreeSet<Long> values = new TreeSet<>();
    TreeSet<Long> records = new TreeSet<>();
    for (State state : member.states()) {
      if (state.into() != null) {
        records.add(Node.record(member.source(), state.into()));
      }
    }
    for (int i = 0; i < params.rules().rules().size(); i++) {
      Linking rule = params.rules().rules().get(i);
      if (rule.links()) {
        addValues(member, i, rule, values);
      }
    }
    records.addAll(decided.getOrDefault(member.node(), List.of()));
    List<Row> edges = new ArrayList<>();
    values.forEach(value -> edges.add(RowFactory.create(member.node(), value, true)));
    records.forEach(record -> edges.add(RowFactory.create(member.node(), record, false)));
    return edges.iterator();
  }

  private void addValues(Member member, int number, Linking rule, Set<Long> values) {
    String of = params.idsOf(rule);
    if (rule.fact().id() && member.source().equals(of)) {
      values.add(Node.id(of, Values.canonical(member.key())));
    }
    for (State state : member.states()) {
      String fact = state.facts().get(number);
      if (fact != null) {
        values.add(
            rule.fact().id() ? Node.id(of, Values.canonical(fact)) : Node.value(number, fact));
      }
    }
    if (rule.fact() == Fact.DOMAIN) {
      for (Span span : member.domains()) {
        values.add(Node.value(number, span.value()));
      }
    }
  }

  /**
   * What values and ids tie together; most values are one record's and tie nothing.
   *
   * @param edges those of one value together
   */
  private Iterator<Row> ties(Iterator<Row> edges) {
    Iterator<List<Row>> groups =
        Told.groups(
            edges, (a, b) -> a.getLong(1) == b.getLong(1) && a.getBoolean(2) == b.getBoolean(2));
    return Told.each(groups, this::ties);
  }

  /** What too many share is told of the least record. */
  private List<Row> ties(List<Row> together) {
    Row first = together.get(0);
    boolean value = first.getBoolean(2);
    if (value && together.size() > params.rules().mostKeys()) {
      long least = together.stream().mapToLong(edge -> edge.getLong(0)).min().orElseThrow();
      return List.of(RowFactory.create(least, first.getLong(1), (long) together.size()));
    }
    return value && together.size() == 1
        ? List.of()
        : together.stream()
            .map(edge -> RowFactory.create(edge.getLong(0), edge.getLong(1), null))
            .toList();
  }

  /** In one task: a node takes about 40 bytes of its memory. */
  private static Iterator<Row> union(Iterator<Row> ties) {
    Map<Long, long[]> tooMany = new HashMap<>();
    Union union = new Union();
    ties.forEachRemaining(
        tie -> {
          if (tie.isNullAt(2)) {
            union.join(tie.getLong(0), tie.getLong(1));
          } else {
            union.add(tie.getLong(0));
            tooMany.merge(
                tie.getLong(0), new long[] {tie.getLong(1), tie.getLong(2)}, Components::most);
          }
        });
    return IntStream.range(0, union.size())
        .mapToObj(
            i -> {
              long[] shared = tooMany.get(union.node(i));
              return RowFactory.create(
                  union.node(i),
                  union.least(i),
                  shared == null ? null : shared[0],
                  shared == null ? null : shared[1]);
            })
        .iterator();
  }

  /** Of several values the most shared. */
  private static long[] most(long[] a, long[] b) {
    return a[1] > b[1] || (a[1] == b[1] && a[0] < b[0]) ? a : b;
  }
}
