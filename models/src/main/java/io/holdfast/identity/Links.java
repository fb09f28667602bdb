package io.holdfast.identity;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.holdfast.table.AccountLink;
import io.holdfast.table.Contact;
import io.holdfast.table.Entity;
import io.holdfast.table.SourceAccount;
import io.holdfast.table.Table;
import io.holdfast.time.AsOf;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * Links every source account to one account. The CRM's accounts are the customers, and only the
 * CRM's own merge makes one of two; records of other systems join one by the first rule that fits,
 * or stay accounts of their own, one each.
 */
public final class Links {
  /** Rule of a record of the CRM that stands. */
  public static final String CRM_ACCOUNT = "crm_account";

  /** Rule of a record of the CRM that was merged into another one. */
  public static final String CRM_MERGE = "crm_merge";

  /** Rule of a record that its own system, not the CRM, merged into another one. */
  public static final String SOURCE_MERGE = "source_merge";

  /** Rule of a record that nothing links to the CRM. */
  public static final String OWN_ACCOUNT = "own_account";

  private static final String HAS = "has_domain";

  private final Dataset<Row> members;
  private final IdentityRules rules;
  private final String crm;

  private Links(Dataset<Row> members, IdentityRules rules, String crm) {
    this.members = members;
    this.rules = rules;
    this.crm = crm;
  }

  /**
   * Rows of {@link AccountLink}, one for each source account.
   *
   * @param members of {@link Members#merged}; joined with itself, so check-point it: the plan
   *     doubles otherwise
   * @param contacts versions of contacts
   * @param users versions of product users
   * @param crm source whose accounts are the customers
   */
  public static Dataset<Row> of(
      Dataset<Row> members,
      Dataset<Row> contacts,
      Dataset<Row> users,
      IdentityRules rules,
      String crm,
      AsOf asOf) {
    Links links = new Links(members, rules, crm);
    Dataset<Row> people = new Domains(rules).ofPeople(contacts, users, members, asOf);
    Dataset<Row> customers = links.crmAccounts();
    Dataset<Row> standing = links.others(customers, people);
    return AccountLink.TABLE.conform(
        customers.unionByName(standing, true).unionByName(links.followers(standing), true));
  }

  /** Every CRM record; of those merged together the one known first gives the id. */
  private Dataset<Row> crmAccounts() {
    Column founder =
        min(struct(
                col(Members.FIRST_KNOWN),
                col(Entity.SOURCE_KEY),
                col(Members.MERGE_KNOWN),
                col(Members.MERGE_EVENT)))
            .over(Window.partitionBy(Members.ROOT));
    Column founds = col("founder.source_key").equalTo(col(Entity.SOURCE_KEY));
    Column stands = col(Members.ROOT).equalTo(col(Entity.SOURCE_KEY));
    return members
        .where(col(Entity.SOURCE).equalTo(crm))
        .withColumn("founder", founder)
        .select(
            col(Entity.SOURCE),
            col(Entity.SOURCE_KEY),
            AccountId.of(col(Entity.SOURCE), col("founder.source_key")).as(AccountLink.ACCOUNT_ID),
            when(stands, CRM_ACCOUNT).otherwise(CRM_MERGE).as(AccountLink.RULE),
            when(stands, concat(lit("its own record in "), col(Entity.SOURCE)))
                .otherwise(concat(lit("merged into "), col(Members.ROOT)))
                .as(AccountLink.EVIDENCE),
            lit(1.0).as(AccountLink.CONFIDENCE),
            joined(founds, Members.FIRST_EVENT, Members.MERGE_EVENT).as(AccountLink.VALID_FROM),
            joined(founds, Members.FIRST_KNOWN, Members.MERGE_KNOWN).as(AccountLink.KNOWN_FROM),
            lit(null).cast(Table.TIME).as(AccountLink.VALID_TO),
            lit(null).cast(Table.TIME).as(AccountLink.KNOWN_TO),
            col(Members.ROOT),
            col(Members.FIRST_KNOWN),
            col(SourceAccount.DOMAIN),
            col(Members.DOMAIN_KNOWN),
            coalesce(col(Entity.DELETED), lit(false)).as(Entity.DELETED));
  }

  /** A record bears the founder's id from when it and the founder had come together. */
  private static Column joined(Column founds, String first, String merge) {
    return when(founds, col(first))
        .otherwise(greatest(col(first), col(merge), col("founder." + merge)));
  }

  /** Records of other systems that stand, each with the first rule that fits. */
  private Dataset<Row> others(Dataset<Row> customers, Dataset<Row> people) {
    Dataset<Row> candidates =
        members
            .where(
                col(Entity.SOURCE)
                    .notEqual(crm)
                    .and(col(Members.ROOT).equalTo(col(Entity.SOURCE_KEY))))
            .join(byCrmId(customers), SourceAccount.CRM_KEY, "left")
            .join(commonest(people), new String[] {Entity.SOURCE, Entity.SOURCE_KEY}, "left")
            .withColumn(HAS, coalesce(col(SourceAccount.DOMAIN), col(Domains.DOMAIN)))
            .join(byDomain(customers, people), HAS, "left");
    Column own =
        linked(
            AccountId.of(col(Entity.SOURCE), col(Entity.SOURCE_KEY)),
            lit(OWN_ACCOUNT),
            lit("no rule links it to " + crm),
            1.0,
            col(Members.FIRST_KNOWN));
    Column[] byRule =
        Stream.concat(rules.rules().stream().map(Links::found), Stream.of(own))
            .toArray(Column[]::new);
    return candidates
        .withColumn("link", coalesce(byRule))
        .select(
            col(Entity.SOURCE),
            col(Entity.SOURCE_KEY),
            col("link.*"),
            col(Members.FIRST_EVENT).as(AccountLink.VALID_FROM));
  }

  private static Column found(IdentityRules.Linking rule) {
    return switch (rule.fact()) {
      case CRM_ID ->
          when(
              col("id_account").isNotNull(),
              linked(
                  col("id_account"),
                  lit(rule.fact().label()),
                  concat(lit("keeps CRM id "), col(SourceAccount.CRM_KEY)),
                  rule.confidence(),
                  greatest(col(Members.CRM_ID_KNOWN), col("id_known"))));
      case DOMAIN ->
          when(
              col("domain_account").isNotNull(),
              linked(
                  col("domain_account"),
                  lit(rule.fact().label()),
                  concat(lit("domain "), col(HAS)),
                  rule.confidence(),
                  greatest(
                      coalesce(col(Members.DOMAIN_KNOWN), col(Domains.KNOWN)),
                      col("holder_known"))));
    };
  }

  private static Column linked(
      Column account, Column rule, Column evidence, double confidence, Column known) {
    return struct(
        account.as(AccountLink.ACCOUNT_ID),
        rule.as(AccountLink.RULE),
        evidence.as(AccountLink.EVIDENCE),
        lit(confidence).as(AccountLink.CONFIDENCE),
        known.as(AccountLink.KNOWN_FROM));
  }

  private static Dataset<Row> byCrmId(Dataset<Row> customers) {
    return customers.select(
        col(Entity.SOURCE_KEY).as(SourceAccount.CRM_KEY),
        col(AccountLink.ACCOUNT_ID).as("id_account"),
        col(Members.FIRST_KNOWN).as("id_known"));
  }

  private static Dataset<Row> commonest(Dataset<Row> people) {
    return people
        .where(col(Domains.RANK).equalTo(1))
        .select(
            col(Entity.SOURCE),
            col(Contact.ACCOUNT_KEY).as(Entity.SOURCE_KEY),
            col(Domains.DOMAIN),
            col(Domains.KNOWN));
  }

  /**
   * Domains that exactly one live CRM account has. Its own domain and the commonest one of its
   * people link; any domain of anybody at another account makes the domain a shared one.
   */
  private Dataset<Row> byDomain(Dataset<Row> customers, Dataset<Row> people) {
    Dataset<Row> live =
        customers.where(
            not(col(Entity.DELETED)).and(col(Members.ROOT).equalTo(col(Entity.SOURCE_KEY))));
    Dataset<Row> own =
        live.where(col(SourceAccount.DOMAIN).isNotNull())
            .select(
                col(AccountLink.ACCOUNT_ID),
                col(SourceAccount.DOMAIN).as(HAS),
                col(Members.DOMAIN_KNOWN).as("known"),
                lit(true).as("links"));
    Dataset<Row> theirs =
        people
            .where(col(Entity.SOURCE).equalTo(crm))
            .withColumnRenamed(Contact.ACCOUNT_KEY, Entity.SOURCE_KEY)
            .join(
                live.select(col(Entity.SOURCE_KEY), col(AccountLink.ACCOUNT_ID)), Entity.SOURCE_KEY)
            .select(
                col(AccountLink.ACCOUNT_ID),
                col(Domains.DOMAIN).as(HAS),
                col(Domains.KNOWN).as("known"),
                col(Domains.RANK).equalTo(1).as("links"));
    return own.unionByName(theirs)
        .groupBy(HAS)
        .agg(
            min(AccountLink.ACCOUNT_ID).as("domain_account"),
            max(AccountLink.ACCOUNT_ID).as("another"),
            max("links").as("links"),
            min(when(col("links"), col("known"))).as("holder_known"))
        .where(col("domain_account").equalTo(col("another")).and(col("links")))
        .drop("another", "links");
  }

  /** Records that their own system merged go where the one they were merged into goes. */
  private Dataset<Row> followers(Dataset<Row> standing) {
    Dataset<Row> roots =
        standing.select(
            col(Entity.SOURCE),
            col(Entity.SOURCE_KEY).as(Members.ROOT),
            col(AccountLink.ACCOUNT_ID),
            col(AccountLink.CONFIDENCE),
            col(AccountLink.KNOWN_FROM).as("root_known"));
    return members
        .where(col(Members.ROOT).notEqual(col(Entity.SOURCE_KEY)))
        .join(roots, new String[] {Entity.SOURCE, Members.ROOT})
        .select(
            col(Entity.SOURCE),
            col(Entity.SOURCE_KEY),
            col(AccountLink.ACCOUNT_ID),
            lit(SOURCE_MERGE).as(AccountLink.RULE),
            concat(lit("merged into "), col(Members.ROOT)).as(AccountLink.EVIDENCE),
            col(AccountLink.CONFIDENCE),
            col(Members.MERGE_EVENT).as(AccountLink.VALID_FROM),
            greatest(col(Members.FIRST_KNOWN), col(Members.MERGE_KNOWN), col("root_known"))
                .as(AccountLink.KNOWN_FROM));
  }
}
