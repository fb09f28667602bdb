package io.holdfast.table;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.format_string;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * What a contact is at the customer, beside the records that name the contact. As of a day it is
 * what was known then: a record gets another version when its contact turns out to be the champion.
 */
public final class ContactRoles {
  public static final String ROLE = "contact_role";
  public static final String TITLE = "contact_title";

  /** Columns that records get. */
  public static final List<String> COLUMNS = List.of(ROLE, TITLE);

  private static final String NAMED = Activity.CONTACT_KEY;
  private static final String FROM = "_role_from";
  private static final String UNTIL = "_role_until";
  private static final String IS = "_is";
  private static final String SEPARATOR = "\u0000";

  /** Whether records of an entity name contacts. */
  public static boolean in(Table entity) {
    return entity.columnNames().contains(NAMED);
  }

  /**
   * Versions of records with role and title of their contact, one for each change of these; null
   * while no contact was known, and since it was deleted.
   *
   * @param records whole versions of an entity that names contacts
   * @param contacts whole versions of contact
   */
  public static Dataset<Row> of(Dataset<Row> records, Dataset<Row> contacts) {
    Column isTheirs =
        col(Entity.SOURCE).equalTo(col("_source")).and(col(NAMED).equalTo(col("_contact")));
    Column stillSo = col(UNTIL).isNull().or(col(UNTIL).gt(col(Entity.KNOWN_AT)));
    return records
        .withColumn(Entity.VERSION, order())
        .join(spells(contacts), isTheirs.and(stillSo), "left")
        .withColumn(
            Entity.KNOWN_AT,
            greatest(col(Entity.KNOWN_AT), coalesce(col(FROM), col(Entity.KNOWN_AT))))
        .withColumn(ROLE, col(IS).getField(Contact.ROLE))
        .withColumn(TITLE, col(IS).getField(Contact.TITLE))
        .drop("_source", "_contact", FROM, UNTIL, IS);
  }

  /** The order of a record's own versions as text, since what is known of its contact moves. */
  private static Column order() {
    return concat_ws(
        SEPARATOR,
        coalesce(col(Entity.VERSION), lit("")),
        sortable(col(Entity.KNOWN_AT)),
        sortable(col(Entity.EVENT_TIME)));
  }

  private static Column sortable(Column time) {
    return format_string("%019d", unix_micros(time).plus(lit(1L << 61)));
  }

  /** From when until when a contact was known to be what, since before it was known. */
  private static Dataset<Row> spells(Dataset<Row> contacts) {
    Column is =
        when(
            coalesce(col(Entity.DELETED), lit(false)).equalTo(false),
            struct(col(Contact.ROLE), col(Contact.TITLE)));
    WindowSpec byKnown = Window.partitionBy("_source", "_contact").orderBy(FROM);
    WindowSpec sofar = byKnown.rangeBetween(Window.unboundedPreceding(), Window.currentRow());
    Column isFirst = col("_before").isNull();
    Column isOther = col("_before").getField(IS).eqNullSafe(col(IS)).equalTo(false);
    return contacts
        .select(
            col(Entity.SOURCE).as("_source"),
            col(Entity.SOURCE_KEY).as("_contact"),
            col(Entity.KNOWN_AT).as(FROM),
            struct(
                    coalesce(col(Entity.VERSION), lit("")).as("version"),
                    col(Entity.KNOWN_AT),
                    col(Entity.EVENT_TIME),
                    is.as(IS))
                .as("_stated"))
        .withColumn(IS, max("_stated").over(sofar).getField(IS))
        .withColumn("_before", lag(struct(col(IS)), 1).over(byKnown))
        .where(isFirst.or(isOther))
        .withColumn(UNTIL, lead(FROM, 1).over(byKnown))
        .withColumn(
            "_spells",
            array(
                spell(col(FROM), col(UNTIL), col(IS)),
                when(
                    isFirst,
                    spell(lit(null).cast(Table.TIME), col(FROM), when(lit(false), col(IS))))))
        .select(col("_source"), col("_contact"), explode(col("_spells")).as("_spell"))
        .where(col("_spell").isNotNull())
        .select("_source", "_contact", "_spell.*");
  }

  private static Column spell(Column from, Column until, Column is) {
    return struct(from.as(FROM), until.as(UNTIL), is.as(IS));
  }

  private ContactRoles() {}
}
