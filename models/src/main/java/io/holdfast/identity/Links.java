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
  private static final Column STANDS = col(Members.ROOT).equalTo(col(Entity.SOURCE_KEY));

  /**
   * Rows of {@link AccountLink}, one for each source account.
   *
   * @param members of {@link Members#merged}; read several times, so keep it
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
    Dataset<Row> people = new Domains(rules).ofPeople(contacts, users, members, asOf);
    Dataset<Row> customers = members.where(col(Entity.SOURCE).equalTo(crm));
    Column[] byRule =
        Stream.of(
                Stream.of(when(col(Entity.SOURCE).equalTo(crm), customer())),
                rules.rules().stream().map(Links::found),
                Stream.of(own(crm)))
            .flatMap(rule -> rule)
            .toArray(Column[]::new);
    return members
        .join(byCrmId(customers), col(Members.OF_ROOT + ".crm_key").equalTo(col("id_key")), "left")
        .join(commonest(people), new String[] {Entity.SOURCE, Members.ROOT}, "left")
        .withColumn(HAS, coalesce(col(Members.OF_ROOT + ".domain"), col(Domains.DOMAIN)))
        .join(byDomain(customers, people, crm), HAS, "left")
        .withColumn("link", coalesce(byRule))
        .transform(rows -> links(rows, crm));
  }

  /** A record that its own system merged goes where the one it was merged into goes. */
  private static Dataset<Row> links(Dataset<Row> rows, String crm) {
    Column followed = not(STANDS.or(col(Entity.SOURCE).equalTo(crm)));
    return AccountLink.TABLE.conform(
        rows.select(
            col(Entity.SOURCE),
            col(Entity.SOURCE_KEY),
            col("link.account_id"),
            when(followed, SOURCE_MERGE).otherwise(col("link.rule")).as(AccountLink.RULE),
            when(followed, concat(lit("merged into "), col(Members.ROOT)))
                .otherwise(col("link.evidence"))
                .as(AccountLink.EVIDENCE),
            col("link.confidence"),
            when(col(Entity.SOURCE).equalTo(crm), joined(Members.FIRST_EVENT, Members.MERGE_EVENT))
                .otherwise(coalesce(col(Members.MERGE_EVENT), col(Members.FIRST_EVENT)))
                .as(AccountLink.VALID_FROM),
            lit(null).cast(Table.TIME).as(AccountLink.VALID_TO),
            greatest(
                    col("link.known_from"),
                    col(Members.FIRST_KNOWN),
                    when(followed, col(Members.MERGE_KNOWN)))
                .as(AccountLink.KNOWN_FROM),
            lit(null).cast(Table.TIME).as(AccountLink.KNOWN_TO)));
  }

  /** A record of the CRM. Of those merged together the one known first gives the id. */
  private static Column customer() {
    return linked(
        AccountId.of(col(Entity.SOURCE), col("founder.source_key")),
        when(STANDS, CRM_ACCOUNT).otherwise(CRM_MERGE),
        when(STANDS, concat(lit("its own record in "), col(Entity.SOURCE)))
            .otherwise(concat(lit("merged into "), col(Members.ROOT))),
        1.0,
        joined(Members.FIRST_KNOWN, Members.MERGE_KNOWN));
  }

  /** A record bears the founder's id from when it and the founder had come together. */
  private static Column joined(String first, String merge) {
    return when(col("founder.source_key").equalTo(col(Entity.SOURCE_KEY)), col(first))
        .otherwise(greatest(col(first), col(merge), col("founder." + merge)));
  }

  private static Column own(String crm) {
    return linked(
        AccountId.of(col(Entity.SOURCE), col(Members.ROOT)),
        lit(OWN_ACCOUNT),
        lit("no rule links it to " + crm),
        1.0,
        col(Members.FIRST_KNOWN));
  }

  private static Column found(IdentityRules.Linking rule) {
    return switch (rule.fact()) {
      case CRM_ID ->
          when(
              col("id_account").isNotNull(),
              linked(
                  col("id_account"),
                  lit(rule.fact().label()),
                  concat(lit("keeps CRM id "), col("id_key")),
                  rule.confidence(),
                  greatest(col("of_root.crm_id_known"), col("id_known"))));
      case DOMAIN ->
          when(
              col("domain_account").isNotNull(),
              linked(
                  col("domain_account"),
                  lit(rule.fact().label()),
                  concat(lit("domain "), col(HAS)),
                  rule.confidence(),
                  greatest(
                      coalesce(col("of_root.domain_known"), col(Domains.KNOWN)),
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
        col(Entity.SOURCE_KEY).as("id_key"),
        AccountId.of(col(Entity.SOURCE), col("founder.source_key")).as("id_account"),
        col(Members.FIRST_KNOWN).as("id_known"));
  }

  private static Dataset<Row> commonest(Dataset<Row> people) {
    return people
        .where(col(Domains.RANK).equalTo(1))
        .select(
            col(Entity.SOURCE),
            col(Contact.ACCOUNT_KEY).as(Members.ROOT),
            col(Domains.DOMAIN),
            col(Domains.KNOWN));
  }

  /**
   * Domains that exactly one live CRM account has. Its own domain and the commonest one of its
   * people link; any domain of anybody at another account makes the domain a shared one.
   */
  private static Dataset<Row> byDomain(Dataset<Row> customers, Dataset<Row> people, String crm) {
    Dataset<Row> live =
        customers
            .where(not(coalesce(col(Entity.DELETED), lit(false))).and(STANDS))
            .withColumn(
                AccountLink.ACCOUNT_ID,
                AccountId.of(col(Entity.SOURCE), col("founder.source_key")));
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

  private Links() {}
}
