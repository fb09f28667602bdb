package io.holdfast.identity;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.negate;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import io.holdfast.table.Contact;
import io.holdfast.table.Entity;
import io.holdfast.table.Versions;
import io.holdfast.time.AsOf;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Domains that tell companies apart. Mail addresses end here: only their domain goes on. */
final class Domains {
  static final String OF_PEOPLE = "people_domains";

  private final IdentityRules rules;

  Domains(IdentityRules rules) {
    this.rules = rules;
  }

  /**
   * The domain of an address, a web address or a bare domain; null when it is not one, belongs to a
   * free-mail service or stands for nothing.
   */
  Column of(Column text) {
    Column bare = regexp_replace(lower(trim(text)), "^[a-z]+://|^.*@", "");
    Column host =
        regexp_extract(
            bare, "^(?:www\\.)?([\\p{L}0-9-]+(?:\\.[\\p{L}0-9-]+)+)\\.?(?:[:/?#].*)?$", 1);
    Column useless =
        host.equalTo("")
            .or(host.isin(rules.freeMailDomains().toArray()))
            .or(host.isin(rules.placeholders().toArray()));
    return when(useless, lit(null)).otherwise(host);
  }

  /** A text, unless it is blank or a placeholder. */
  Column filled(Column text) {
    Column trimmed = trim(text);
    return when(
            trimmed.equalTo("").or(lower(trimmed).isin(rules.placeholders().toArray())), lit(null))
        .otherwise(trimmed);
  }

  /**
   * The domains of the people of each standing source account, by {@code source} and {@link
   * Members#ROOT}: {@link #OF_PEOPLE}, structs of {@code n} (people, negated), {@code domain} and
   * {@code known}, the commonest first.
   *
   * @param members of {@link Members#merged}
   */
  Dataset<Row> ofPeople(
      Dataset<Row> contacts, Dataset<Row> users, Dataset<Row> members, AsOf asOf) {
    Dataset<Row> merged =
        members
            .where(col(Members.ROOT).notEqual(col(Entity.SOURCE_KEY)))
            .select(
                col(Entity.SOURCE),
                col(Entity.SOURCE_KEY).as(Contact.ACCOUNT_KEY),
                col(Members.ROOT));
    Dataset<Row> people = addresses(contacts, "contact").unionByName(addresses(users, "user"));
    return Versions.asOf(people, asOf)
        .where(col("domain").isNotNull().and(col(Contact.ACCOUNT_KEY).isNotNull()))
        .join(broadcast(merged), new String[] {Entity.SOURCE, Contact.ACCOUNT_KEY}, "left")
        .withColumn(Members.ROOT, coalesce(col(Members.ROOT), col(Contact.ACCOUNT_KEY)))
        .groupBy(Entity.SOURCE, Members.ROOT, "domain")
        .agg(negate(count(lit(1))).as("n"), min(Entity.KNOWN_AT).as("known"))
        .groupBy(Entity.SOURCE, Members.ROOT)
        .agg(array_sort(collect_list(struct("n", "domain", "known"))).as(OF_PEOPLE));
  }

  /** People with what tells their domain; contacts and users may bear the same key. */
  private Dataset<Row> addresses(Dataset<Row> people, String kind) {
    return people.select(
        col(Entity.SOURCE),
        concat(lit(kind + " "), col(Entity.SOURCE_KEY)).as(Entity.SOURCE_KEY),
        col(Entity.EVENT_TIME),
        col(Entity.KNOWN_AT),
        col(Entity.VERSION),
        col(Entity.DELETED),
        col(Contact.ACCOUNT_KEY),
        of(col(Contact.EMAIL)).as("domain"));
  }
}
