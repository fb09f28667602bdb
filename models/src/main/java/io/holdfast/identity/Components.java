package io.holdfast.identity;

import static io.holdfast.identity.Member.NODE;

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
      new StructType().add(NODE, Table.COUNT).add("other", Table.COUNT).add("is_value", Table.FLAG);
  private static final StructType FOUND =
      new StructType()
          .add(NODE, Table.COUNT)
          .add(COMPONENT, Table.COUNT)
          .add(SHARED, Table.COUNT)
          .add(SHARED_BY, Table.COUNT);

  private final LinkParams params;

  private Components(LinkParams params) {
    this.params = params;
  }

  /**
   * By {@link Member#NODE}, records' and values': their {@link #COMPONENT}, the least node of it. A
   * record that is not there stands alone.
   *
   * @param members of {@link Members#of}
   */
  static Dataset<Row> of(Dataset<Row> members, LinkParams params) {
    Components components = new Components(params);
    FlatMapFunction<Row, Row> edges = components::edges;
    MapPartitionsFunction<Row, Row> union = components::union;
    return members
        .flatMap(edges, Encoders.row(EDGE))
        .repartition(1)
        .sortWithinPartitions(IS_VALUE, OTHER)
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
    for (Decision decision : params.decisions()) {
      boolean left =
          member.source().equals(decision.source()) && member.key().equals(decision.key());
      boolean right =
          member.source().equals(decision.otherSource())
              && member.key().equals(decision.otherKey());
      if (decision.same() && (left || right)) {
        records.add(Node.record(decision.source(), decision.key()));
      }
    }
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
   * Union-find over 64-bit nodes: those that share something fit one task's memory.
   *
   * @param edges those of one value together
   */
  private Iterator<Row> union(Iterator<Row> edges) {
    Map<Long, long[]> tooMany = new HashMap<>();
    Union union = new Union();
    Told.groups(edges, (a, b) -> a.getLong(1) == b.getLong(1) && a.getBoolean(2) == b.getBoolean(2))
        .forEachRemaining(
            together -> {
              Row first = together.get(0);
              if (first.getBoolean(2) && together.size() > params.rules().mostKeys()) {
                reportOnce(together, tooMany);
              } else if (!first.getBoolean(2) || together.size() > 1) {
                together.forEach(edge -> union.join(edge.getLong(0), edge.getLong(1)));
              }
            });
    return union.rows(tooMany);
  }

  /** What too many share is told of the least record; of several such values the most shared. */
  private static void reportOnce(List<Row> together, Map<Long, long[]> tooMany) {
    long least = together.stream().mapToLong(edge -> edge.getLong(0)).min().orElseThrow();
    tooMany.merge(
        least,
        new long[] {together.get(0).getLong(1), together.size()},
        (a, b) -> a[1] > b[1] || (a[1] == b[1] && a[0] < b[0]) ? a : b);
  }

  /** Sets of nodes that were joined, each known by its least node. */
  private static final class Union {
    private final Map<Long, Long> parents = new HashMap<>();

    private long find(long node) {
      long root = node;
      for (Long next = parents.get(root); next != null && next != root; next = parents.get(root)) {
        root = next;
      }
      long walk = node;
      while (walk != root) {
        walk = parents.put(walk, root);
      }
      return root;
    }

    void join(long a, long b) {
      parents.putIfAbsent(a, a);
      parents.putIfAbsent(b, b);
      long one = find(a);
      long other = find(b);
      parents.put(Math.max(one, other), Math.min(one, other));
    }

    Iterator<Row> rows(Map<Long, long[]> tooMany) {
      tooMany.keySet().forEach(node -> parents.putIfAbsent(node, node));
      return parents.keySet().stream()
          .map(
              node -> {
                long[] shared = tooMany.get(node);
                return RowFactory.create(
                    node,
                    find(node),
                    shared == null ? null : shared[0],
                    shared == null ? null : shared[1]);
              })
          .iterator();
    }
  }
}
