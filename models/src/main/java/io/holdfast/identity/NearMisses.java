package io.holdfast.identity;

import static org.apache.spark.sql.functions.col;

import io.holdfast.identity.IdentityRules.Linking;
import io.holdfast.table.IdentityProposal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Source accounts of different accounts that may be one customer, for people to decide. */
public final class NearMisses {
  /** A value on more accounts than this says too little to propose anything. */
  private static final int MOST = 5;

  private static final int RULE = 0;
  private static final int VALUE = 1;
  private static final int SOURCE = 2;
  private static final int KEY = 3;
  private static final int ACCOUNT = 4;
  private static final int IN_CRM = 5;

  /**
   * Rows of {@link IdentityProposal}: links that a guard kept from being made, and what rules
   * propose that do not link.
   *
   * @param stitched of {@link Links#stitched}
   */
  public static Dataset<Row> of(Dataset<Row> stitched, LinkParams params) {
    Dataset<Row> misses =
        stitched.where(col(Stitched.NEAR_MISS).isNotNull()).select(Stitched.NEAR_MISS + ".*");
    IdentityRules rules = params.rules();
    if (rules.rules().stream().allMatch(Linking::links)) {
      return IdentityProposal.TABLE.conform(misses);
    }
    MapPartitionsFunction<Row, Row> propose = rows -> propose(rows, rules);
    Dataset<Row> proposed =
        stitched
            .where(col(Stitched.VALUE).isNotNull())
            .select(Stitched.VALUE + ".*")
            .repartition(col("rule"), col("value"))
            .sortWithinPartitions("rule", "value")
            .mapPartitions(propose, Encoders.row(Stitched.NEAR_MISSES));
    return IdentityProposal.TABLE.conform(
        misses
            .unionByName(proposed)
            .dropDuplicates(IdentityProposal.TABLE.key().toArray(String[]::new)));
  }

  private static Iterator<Row> propose(Iterator<Row> rows, IdentityRules rules) {
    List<Row> proposals = new ArrayList<>();
    Told.groups(
            rows,
            (a, b) ->
                a.getLong(RULE) == b.getLong(RULE) && a.getString(VALUE).equals(b.getString(VALUE)))
        .forEachRemaining(group -> propose(group, rules, proposals));
    return proposals.iterator();
  }

  /** Every other account against the first: of the CRM before others. */
  private static void propose(List<Row> group, IdentityRules rules, List<Row> proposals) {
    Map<String, Row> accounts = new LinkedHashMap<>();
    group.stream()
        .sorted(
            Comparator.<Row, Boolean>comparing(row -> !row.getBoolean(IN_CRM))
                .thenComparing(row -> row.getString(SOURCE))
                .thenComparing(row -> row.getString(KEY)))
        .forEach(row -> accounts.putIfAbsent(row.getString(ACCOUNT), row));
    List<Row> each = List.copyOf(accounts.values());
    if (each.size() < 2 || each.size() > MOST) {
      return;
    }
    int number = (int) group.get(0).getLong(RULE);
    Linking rule = rules.rules().get(number);
    for (Row other : each.subList(1, each.size())) {
      proposals.add(
          RowFactory.create(
              other.getString(SOURCE),
              other.getString(KEY),
              other.getString(ACCOUNT),
              each.get(0).getString(SOURCE),
              each.get(0).getString(KEY),
              each.get(0).getString(ACCOUNT),
              rule.label(),
              rule.confidence(),
              Moment.evidence(rule.fact(), group.get(0).getString(VALUE))));
    }
  }

  private NearMisses() {}
}
