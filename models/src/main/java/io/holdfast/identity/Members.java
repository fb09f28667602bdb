package io.holdfast.identity;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.when;

import io.holdfast.table.Entity;
import io.holdfast.table.SourceAccount;
import io.holdfast.table.Versions;
import io.holdfast.time.AsOf;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Source accounts as of a day: of each key its last version, deleted ones too (their history goes
 * on belonging to somebody), and since when what it says was known.
 */
public final class Members {
  /** Key of the record of the same source that this one was merged into, or its own. */
  public static final String ROOT = "root_key";

  static final String FIRST_KNOWN = "first_known";
  static final String FIRST_EVENT = "first_event";
  static final String CRM_ID_KNOWN = "crm_id_known";
  static final String DOMAIN_KNOWN = "domain_known";
  static final String MERGE_KNOWN = "merge_known";
  static final String MERGE_EVENT = "merge_event";

  /** Chains of merges are followed for two to the power of this many hops. */
  private static final int DOUBLINGS = 3;

  private static final String INTO = SourceAccount.MERGED_INTO_KEY;

  /** The last version of every source account known by the cut, merges not yet followed. */
  public static Dataset<Row> asOf(Dataset<Row> accounts, IdentityRules rules, AsOf asOf) {
    Domains domains = new Domains(rules);
    WindowSpec key = Window.partitionBy(Entity.SOURCE, Entity.SOURCE_KEY);
    Column[] latestFirst =
        Versions.order(accounts).stream().map(Column::desc_nulls_last).toArray(Column[]::new);
    Dataset<Row> versions =
        accounts
            .where(asOf.known())
            .withColumn("rank", row_number().over(key.orderBy(latestFirst)))
            .withColumn(
                SourceAccount.DOMAIN,
                coalesce(
                    domains.of(col(SourceAccount.DOMAIN)), domains.of(col(SourceAccount.EMAIL))))
            .withColumn(SourceAccount.CRM_KEY, domains.filled(col(SourceAccount.CRM_KEY)))
            .withColumn(INTO, other(domains.filled(col(INTO))));
    return versions
        .drop(SourceAccount.EMAIL)
        .withColumn(FIRST_KNOWN, min(Entity.KNOWN_AT).over(key))
        .withColumn(FIRST_EVENT, min(Entity.EVENT_TIME).over(key))
        .withColumn(CRM_ID_KNOWN, since(SourceAccount.CRM_KEY, Entity.KNOWN_AT))
        .withColumn(DOMAIN_KNOWN, since(SourceAccount.DOMAIN, Entity.KNOWN_AT))
        .withColumn(MERGE_KNOWN, since(INTO, Entity.KNOWN_AT))
        .withColumn(MERGE_EVENT, since(INTO, Entity.EVENT_TIME))
        .where(col("rank").equalTo(1))
        .drop("rank");
  }

  private static Column other(Column key) {
    return when(key.notEqual(col(Entity.SOURCE_KEY)), key);
  }

  /** The earliest time among the versions that say the same as one version says. */
  private static Column since(String fact, String time) {
    return when(
        col(fact).isNotNull(),
        min(time).over(Window.partitionBy(Entity.SOURCE, Entity.SOURCE_KEY, fact)));
  }

  /**
   * Adds {@link #ROOT} by following merges within each source, and when a record was merged. A
   * merge into a record that is not there, or in a circle, counts as none.
   *
   * @param members of {@link #asOf}; joined with itself, so check-point it: the plan doubles
   *     otherwise
   */
  public static Dataset<Row> merged(Dataset<Row> members) {
    Dataset<Row> hops =
        members
            .where(col(INTO).isNotNull())
            .select(
                col(Entity.SOURCE),
                col(Entity.SOURCE_KEY),
                col(INTO).as(ROOT),
                col(MERGE_KNOWN),
                col(MERGE_EVENT));
    for (int i = 0; i < DOUBLINGS; i++) {
      hops = twice(hops);
    }
    Dataset<Row> standing =
        members
            .where(col(INTO).isNull())
            .select(col(Entity.SOURCE), col(Entity.SOURCE_KEY).as(ROOT));
    Dataset<Row> roots = hops.join(standing, new String[] {Entity.SOURCE, ROOT}, "left_semi");
    return members
        .drop(MERGE_KNOWN, MERGE_EVENT)
        .join(roots, new String[] {Entity.SOURCE, Entity.SOURCE_KEY}, "left")
        .withColumn(ROOT, coalesce(col(ROOT), col(Entity.SOURCE_KEY)));
  }

  private static Dataset<Row> twice(Dataset<Row> hops) {
    Dataset<Row> next =
        hops.select(
            col(Entity.SOURCE),
            col(Entity.SOURCE_KEY).as(ROOT),
            col(ROOT).as("next_key"),
            col(MERGE_KNOWN).as("next_known"),
            col(MERGE_EVENT).as("next_event"));
    return hops.join(next, new String[] {Entity.SOURCE, ROOT}, "left")
        .select(
            col(Entity.SOURCE),
            col(Entity.SOURCE_KEY),
            coalesce(col("next_key"), col(ROOT)).as(ROOT),
            greatest(col(MERGE_KNOWN), col("next_known")).as(MERGE_KNOWN),
            greatest(col(MERGE_EVENT), col("next_event")).as(MERGE_EVENT));
  }

  private Members() {}
}
