package io.holdfast.identity;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import io.holdfast.table.AppUser;
import io.holdfast.table.Contact;
import io.holdfast.table.Entity;
import io.holdfast.table.Versions;
import io.holdfast.time.AsOf;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/** Domains that tell companies apart. Mail addresses end here: only their domain goes on. */
final class Domains {
  static final String DOMAIN = "people_domain";
  static final String KNOWN = "people_domain_known";
  static final String RANK = "people_domain_rank";

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
   * Every domain of the people of a source account: {@code source}, {@code account_key}, {@link
   * #DOMAIN}, when it was {@link #KNOWN}, and its {@link #RANK}, 1 the commonest.
   *
   * @param members source accounts as of the day, with the root that each was merged into
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
    return addresses(contacts, Contact.EMAIL, asOf)
        .unionByName(addresses(users, AppUser.EMAIL, asOf))
        .join(merged, new String[] {Entity.SOURCE, Contact.ACCOUNT_KEY}, "left")
        .withColumn(Contact.ACCOUNT_KEY, coalesce(col(Members.ROOT), col(Contact.ACCOUNT_KEY)))
        .groupBy(Entity.SOURCE, Contact.ACCOUNT_KEY, DOMAIN)
        .agg(count(lit(1)).as("people"), min(KNOWN).as(KNOWN))
        .withColumn(
            RANK,
            row_number()
                .over(
                    Window.partitionBy(Entity.SOURCE, Contact.ACCOUNT_KEY)
                        .orderBy(col("people").desc(), col(DOMAIN))))
        .drop("people");
  }

  private Dataset<Row> addresses(Dataset<Row> people, String email, AsOf asOf) {
    return Versions.asOf(people, asOf)
        .select(
            col(Entity.SOURCE),
            col(Contact.ACCOUNT_KEY),
            of(col(email)).as(DOMAIN),
            col(Entity.KNOWN_AT).as(KNOWN))
        .where(col(DOMAIN).isNotNull().and(col(Contact.ACCOUNT_KEY).isNotNull()));
  }
}
