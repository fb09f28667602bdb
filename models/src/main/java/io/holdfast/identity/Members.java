package io.holdfast.identity;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
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

  /** Of the records merged together the one known first, with when it was merged. */
  static final String FOUNDER = "founder";

  /** What the root says of itself: CRM id and domain. */
  static final String OF_ROOT = "of_root";

  /** How long a chain of merges is followed; a longer one counts as a circle. */
  private static final int HOPS = 8;

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
            .withColumn(INTO, other(domains.filled(col(INTO))))
            .drop(SourceAccount.EMAIL)
            .withColumn("last", last(key))
            .withColumn(FIRST_KNOWN, min(Entity.KNOWN_AT).over(key))
            .withColumn(FIRST_EVENT, min(Entity.EVENT_TIME).over(key));
    return versions
        .withColumn(CRM_ID_KNOWN, since(SourceAccount.CRM_KEY, Entity.KNOWN_AT, key))
        .withColumn(DOMAIN_KNOWN, since(SourceAccount.DOMAIN, Entity.KNOWN_AT, key))
        .withColumn(MERGE_KNOWN, since(INTO, Entity.KNOWN_AT, key))
        .withColumn(MERGE_EVENT, since(INTO, Entity.EVENT_TIME, key))
        .where(col("rank").equalTo(1))
        .drop("rank", "last");
  }

  private static Column other(Column key) {
    return when(key.notEqual(col(Entity.SOURCE_KEY)), key);
  }

  private static Column last(WindowSpec key) {
    return max(when(
            col("rank").equalTo(1),
            struct(col(SourceAccount.CRM_KEY), col(SourceAccount.DOMAIN), col(INTO))))
        .over(key);
  }

  /** The earliest time among the versions that say what the last one says. */
  private static Column since(String fact, String time, WindowSpec key) {
    return min(when(col(fact).equalTo(col("last." + fact)), col(time))).over(key);
  }

  /**
   * Follows merges within each source and adds {@link #ROOT}, {@link #FOUNDER} and {@link
   * #OF_ROOT}. A merge into a record that is not there, or in a circle, counts as none.
   *
   * @param members of {@link #asOf}; joined with itself, so check-point it: the plan doubles
   *     otherwise
   */
  public static Dataset<Row> merged(Dataset<Row> members) {
    WindowSpec together = Window.partitionBy(Entity.SOURCE, ROOT);
    Column stands = col(ROOT).equalTo(col(Entity.SOURCE_KEY));
    Column alone = col(OF_ROOT).isNull();
    return members
        .drop(MERGE_KNOWN, MERGE_EVENT)
        .join(broadcast(roots(members)), new String[] {Entity.SOURCE, Entity.SOURCE_KEY}, "left")
        .withColumn(ROOT, coalesce(col(ROOT), col(Entity.SOURCE_KEY)))
        .withColumn(OF_ROOT, max(when(stands, facts())).over(together))
        .withColumn(FOUNDER, min(founding()).over(together))
        .withColumn(ROOT, when(alone, col(Entity.SOURCE_KEY)).otherwise(col(ROOT)))
        .withColumn(MERGE_KNOWN, when(not(alone), col(MERGE_KNOWN)))
        .withColumn(MERGE_EVENT, when(not(alone), col(MERGE_EVENT)))
        .withColumn(FOUNDER, when(alone, founding()).otherwise(col(FOUNDER)))
        .withColumn(OF_ROOT, coalesce(col(OF_ROOT), facts()));
  }

  private static Column facts() {
    return struct(SourceAccount.CRM_KEY, CRM_ID_KNOWN, SourceAccount.DOMAIN, DOMAIN_KNOWN);
  }

  private static Column founding() {
    return struct(FIRST_KNOWN, Entity.SOURCE_KEY, MERGE_KNOWN, MERGE_EVENT);
  }

  /**
   * Adds the domains of the people of each record and of those merged into it.
   *
   * @param members of {@link #merged}
   * @param contacts versions of contacts
   * @param users versions of product users
   */
  public static Dataset<Row> withPeople(
      Dataset<Row> members,
      Dataset<Row> contacts,
      Dataset<Row> users,
      IdentityRules rules,
      AsOf asOf) {
    Dataset<Row> people = new Domains(rules).ofPeople(contacts, users, members, asOf);
    return members.join(people, new String[] {Entity.SOURCE, ROOT}, "left");
  }

  /** Where each merged record ends; all hops share one small broadcast table. */
  private static Dataset<Row> roots(Dataset<Row> members) {
    Dataset<Row> merges =
        members
            .where(col(INTO).isNotNull())
            .select(
                col(Entity.SOURCE),
                col(Entity.SOURCE_KEY),
                col(INTO).as(ROOT),
                col(MERGE_KNOWN),
                col(MERGE_EVENT));
    Dataset<Row> next =
        broadcast(
            merges.select(
                col(Entity.SOURCE),
                col(Entity.SOURCE_KEY).as(ROOT),
                col(ROOT).as("next_key"),
                col(MERGE_KNOWN).as("next_known"),
                col(MERGE_EVENT).as("next_event")));
    Dataset<Row> hops = merges;
    for (int hop = 1; hop < HOPS; hop++) {
      hops = further(hops, next);
    }
    return hops.join(next, new String[] {Entity.SOURCE, ROOT}, "left_anti");
  }

  private static Dataset<Row> further(Dataset<Row> hops, Dataset<Row> next) {
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
