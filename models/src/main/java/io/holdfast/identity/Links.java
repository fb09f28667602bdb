package io.holdfast.identity;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_append;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import io.holdfast.table.AccountLink;
import io.holdfast.table.Entity;
import io.holdfast.table.SourceAccount;
import io.holdfast.table.Table;
import java.util.List;
import java.util.function.Function;
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
   * @param members of {@link Members#withPeople}; read several times, so check-point it
   * @param crm source whose accounts are the customers
   */
  public static Dataset<Row> of(Dataset<Row> members, IdentityRules rules, String crm) {
    List<Link> inOrder =
        Stream.of(Stream.of(customer(crm)), rules.rules().stream().map(Links::found), own(crm))
            .flatMap(links -> links)
            .toList();
    Dataset<Row> customers = members.where(col(Entity.SOURCE).equalTo(crm));
    Column domain =
        coalesce(
            col(Members.OF_ROOT + ".domain"),
            get(col(Domains.OF_PEOPLE), lit(0)).getField("domain"));
    return members
        .withColumn(HAS, domain)
        .join(byDomain(customers), HAS, "left")
        .join(byCrmId(customers), col(Members.OF_ROOT + ".crm_key").equalTo(col("id_key")), "left")
        .transform(rows -> links(rows, inOrder, crm));
  }

  /** A record that its own system merged goes where the one it was merged into goes. */
  private static Dataset<Row> links(Dataset<Row> rows, List<Link> inOrder, String crm) {
    Column followed = not(STANDS.or(col(Entity.SOURCE).equalTo(crm)));
    return AccountLink.TABLE.conform(
        rows.select(
            col(Entity.SOURCE),
            col(Entity.SOURCE_KEY),
            first(inOrder, Link::account).as(AccountLink.ACCOUNT_ID),
            when(followed, SOURCE_MERGE).otherwise(first(inOrder, Link::rule)).as(AccountLink.RULE),
            when(followed, concat(lit("merged into "), col(Members.ROOT)))
                .otherwise(first(inOrder, Link::evidence))
                .as(AccountLink.EVIDENCE),
            first(inOrder, Link::confidence).as(AccountLink.CONFIDENCE),
            when(col(Entity.SOURCE).equalTo(crm), joined(Members.FIRST_EVENT, Members.MERGE_EVENT))
                .otherwise(coalesce(col(Members.MERGE_EVENT), col(Members.FIRST_EVENT)))
                .as(AccountLink.VALID_FROM),
            lit(null).cast(Table.TIME).as(AccountLink.VALID_TO),
            greatest(
                    first(inOrder, Link::known),
                    col(Members.FIRST_KNOWN),
                    when(followed, col(Members.MERGE_KNOWN)))
                .as(AccountLink.KNOWN_FROM),
            lit(null).cast(Table.TIME).as(AccountLink.KNOWN_TO)));
  }

  /** A record of the CRM. Of those merged together the one known first gives the id. */
  private static Link customer(String crm) {
    return new Link(
        col(Entity.SOURCE).equalTo(crm),
        AccountId.of(col(Entity.SOURCE), col("founder.source_key")),
        when(STANDS, CRM_ACCOUNT).otherwise(CRM_MERGE),
        when(STANDS, concat(lit("its own record in "), col(Entity.SOURCE)))
            .otherwise(concat(lit("merged into "), col(Members.ROOT))),
        lit(1.0),
        joined(Members.FIRST_KNOWN, Members.MERGE_KNOWN));
  }

  /** A record bears the founder's id from when it and the founder had come together. */
  private static Column joined(String first, String merge) {
    return when(col("founder.source_key").equalTo(col(Entity.SOURCE_KEY)), col(first))
        .otherwise(greatest(col(first), col(merge), col("founder." + merge)));
  }

  private static Stream<Link> own(String crm) {
    return Stream.of(
        new Link(
            lit(true),
            AccountId.of(col(Entity.SOURCE), col(Members.ROOT)),
            lit(OWN_ACCOUNT),
            lit("no rule links it to " + crm),
            lit(1.0),
            col(Members.FIRST_KNOWN)));
  }

  private static Link found(IdentityRules.Linking rule) {
    return switch (rule.fact()) {
      case CRM_ID ->
          new Link(
              col("id_account").isNotNull(),
              col("id_account"),
              lit(rule.fact().label()),
              concat(lit("keeps CRM id "), col("id_key")),
              lit(rule.confidence()),
              greatest(col("of_root.crm_id_known"), col("id_known")));
      case DOMAIN ->
          new Link(
              col("domain_account").isNotNull(),
              col("domain_account"),
              lit(rule.fact().label()),
              concat(lit("domain "), col(HAS)),
              lit(rule.confidence()),
              greatest(
                  coalesce(
                      col("of_root.domain_known"),
                      get(col(Domains.OF_PEOPLE), lit(0)).getField("known")),
                  col("holder_known")));
    };
  }

  /** What a rule says, and when it fits. */
  private record Link(
      Column fits, Column account, Column rule, Column evidence, Column confidence, Column known) {}

  /** A column of the first link that fits: one column at a time keeps the generated code small. */
  private static Column first(List<Link> inOrder, Function<Link, Column> column) {
    Column choice = null;
    for (Link link : inOrder) {
      choice =
          choice == null
              ? when(link.fits(), column.apply(link))
              : choice.when(link.fits(), column.apply(link));
    }
    return choice;
  }

  private static Dataset<Row> byCrmId(Dataset<Row> customers) {
    return customers.select(
        col(Entity.SOURCE_KEY).as("id_key"),
        AccountId.of(col(Entity.SOURCE), col("founder.source_key")).as("id_account"),
        col(Members.FIRST_KNOWN).as("id_known"));
  }

  /**
   * Domains that exactly one live CRM account has. Its own domain and the commonest one of its
   * people link; any domain of anybody at another account makes the domain a shared one.
   */
  private static Dataset<Row> byDomain(Dataset<Row> customers) {
    Column theirs =
        transform(
            coalesce(col(Domains.OF_PEOPLE), array()),
            (person, place) ->
                has(person.getField("domain"), person.getField("known"), place.equalTo(0)));
    Column own = has(col(SourceAccount.DOMAIN), col(Members.DOMAIN_KNOWN), lit(true));
    return customers
        .where(not(coalesce(col(Entity.DELETED), lit(false))).and(STANDS))
        .select(
            AccountId.of(col(Entity.SOURCE), col("founder.source_key")).as("holder"),
            explode(array_append(theirs, own)).as("has"))
        .where(col("has.domain").isNotNull())
        .groupBy(col("has.domain").as(HAS))
        .agg(
            min("holder").as("domain_account"),
            max("holder").as("another"),
            max("has.links").as("links"),
            min(when(col("has.links"), col("has.known"))).as("holder_known"))
        .where(col("domain_account").equalTo(col("another")).and(col("links")))
        .drop("another", "links");
  }

  private static Column has(Column domain, Column known, Column links) {
    return struct(domain.as("domain"), known.as("known"), links.as("links"));
  }

  private Links() {}
}
