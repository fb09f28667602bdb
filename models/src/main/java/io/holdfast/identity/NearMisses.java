package io.holdfast.identity;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.not;

import io.holdfast.identity.IdentityRules.Linking;
import io.holdfast.identity.match.Proposals;
import io.holdfast.table.AccountLink;
import io.holdfast.table.IdentityProposal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
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
        undecided(misses.unionByName(proposed), params)
            .dropDuplicates(IdentityProposal.TABLE.key().toArray(String[]::new)));
  }

  /**
   * Rows of {@link IdentityProposal}: pairs of different accounts among what was found alike.
   *
   * @param alike of {@link Proposals#of}
   * @param links of {@link Links#of}
   */
  public static Dataset<Row> alike(Dataset<Row> alike, Dataset<Row> links, LinkParams params) {
    Dataset<Row> current =
        links.where(col(AccountLink.VALID_TO).isNull().and(col(AccountLink.KNOWN_TO).isNull()));
    Dataset<Row> left =
        current.select(
            col(AccountLink.SOURCE).as(Proposals.LEFT_SOURCE),
            col(AccountLink.SOURCE_KEY).as(Proposals.LEFT_KEY),
            col(AccountLink.ACCOUNT_ID));
    Dataset<Row> right =
        current.select(
            col(AccountLink.SOURCE).as(Proposals.RIGHT_SOURCE),
            col(AccountLink.SOURCE_KEY).as(Proposals.RIGHT_KEY),
            col(AccountLink.ACCOUNT_ID).as(IdentityProposal.OTHER_ACCOUNT_ID));
    return IdentityProposal.TABLE.conform(
        undecided(
            alike
                .join(left, new String[] {Proposals.LEFT_SOURCE, Proposals.LEFT_KEY})
                .join(right, new String[] {Proposals.RIGHT_SOURCE, Proposals.RIGHT_KEY})
                .where(col(AccountLink.ACCOUNT_ID).notEqual(col(IdentityProposal.OTHER_ACCOUNT_ID)))
                .withColumnsRenamed(
                    Map.of(
                        Proposals.LEFT_SOURCE, IdentityProposal.SOURCE,
                        Proposals.LEFT_KEY, IdentityProposal.SOURCE_KEY,
                        Proposals.RIGHT_SOURCE, IdentityProposal.OTHER_SOURCE,
                        Proposals.RIGHT_KEY, IdentityProposal.OTHER_KEY,
                        Proposals.SCORE, IdentityProposal.CONFIDENCE)),
            params));
  }

  /** What nobody has said no to. */
  private static Dataset<Row> undecided(Dataset<Row> proposals, LinkParams params) {
    Set<String> no = new TreeSet<>();
    for (Decision decision : params.decisions()) {
      String one = decision.source() + "\n" + decision.key();
      String other = decision.otherSource() + "\n" + decision.otherKey();
      for (String pair : List.of(one + "\n" + other, other + "\n" + one)) {
        if (decision.same()) {
          no.remove(pair);
        } else {
          no.add(pair);
        }
      }
    }
    Column pair =
        concat_ws(
            "\n",
            col(IdentityProposal.SOURCE),
            col(IdentityProposal.SOURCE_KEY),
            col(IdentityProposal.OTHER_SOURCE),
            col(IdentityProposal.OTHER_KEY));
    return no.isEmpty() ? proposals : proposals.where(not(pair.isin(no.toArray())));
  }

  private static Iterator<Row> propose(Iterator<Row> rows, IdentityRules rules) {
    return Told.each(
        Told.groups(
            rows,
            (a, b) ->
                a.getLong(RULE) == b.getLong(RULE)
                    && a.getString(VALUE).equals(b.getString(VALUE))),
        group -> propose(group, rules));
  }

  /** Every other account against the first: of the CRM before others. */
  private static List<Row> propose(List<Row> group, IdentityRules rules) {
    Map<String, Row> accounts = new LinkedHashMap<>();
    group.stream()
        .sorted(
            Comparator.<Row, Boolean>comparing(row -> !row.getBoolean(IN_CRM))
                .thenComparing(row -> row.getString(SOURCE))
                .thenComparing(row -> row.getString(KEY)))
        .forEach(row -> accounts.putIfAbsent(row.getString(ACCOUNT), row));
    List<Row> each = List.copyOf(accounts.values());
    if (each.size() < 2 || each.size() > MOST) {
      return List.of();
    }
    List<Row> proposals = new ArrayList<>();
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
              RuleLinks.evidence(rule.fact(), group.get(0).getString(VALUE))));
    }
    return proposals;
  }

  private NearMisses() {}
}
