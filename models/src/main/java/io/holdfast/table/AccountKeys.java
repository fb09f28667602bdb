package io.holdfast.table;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Facts that do not name their account get that of a record which they do name: a comment that of
 * its ticket, a ticket that of who asked. Such a fact is known since both were known, so that what
 * is asked as of a day never sees a later record; of an account that changed the one known first
 * counts.
 */
public final class AccountKeys {
  public static final String ACCOUNT_KEY = "account_key";

  /** Written by a customer, as {@link TicketMessage#AUTHOR_ROLE} says it. */
  public static final String CUSTOMER = "customer";

  private static final String AGENT = "agent";

  /** A column that names another record, and the entities it may be. */
  private record Way(String column, List<Table> owners) {}

  private static final List<Table> PEOPLE = List.of(Contact.TABLE, AppUser.TABLE);

  private static final Map<String, List<Way>> WAYS =
      Map.ofEntries(
          ways(Ticket.TABLE, way(Ticket.USER_KEY, PEOPLE)),
          ways(
              TicketMessage.TABLE,
              way(TicketMessage.TICKET_KEY, Ticket.TABLE),
              way(TicketMessage.AUTHOR_KEY, PEOPLE)),
          ways(
              MessageSentiment.TABLE,
              way(MessageSentiment.TICKET_KEY, Ticket.TABLE),
              way(MessageSentiment.AUTHOR_KEY, PEOPLE)),
          ways(SurveyResponse.TABLE, way(SurveyResponse.CONTACT_KEY, PEOPLE)),
          ways(Activity.TABLE, way(Activity.CONTACT_KEY, PEOPLE)),
          ways(Signal.TABLE, way(Signal.CONTACT_KEY, PEOPLE)),
          ways(
              Payment.TABLE,
              way(Payment.OF_KEY, Payment.TABLE),
              way(Payment.INVOICE_KEY, Invoice.TABLE)),
          ways(Invoice.TABLE, way(Invoice.SUBSCRIPTION_KEY, Subscription.TABLE)),
          ways(
              InvoiceLine.TABLE,
              way(InvoiceLine.INVOICE_KEY, Invoice.TABLE),
              way(InvoiceLine.SUBSCRIPTION_KEY, Subscription.TABLE)),
          ways(SubscriptionItem.TABLE, way(SubscriptionItem.SUBSCRIPTION_KEY, Subscription.TABLE)),
          ways(Discount.TABLE, way(Discount.SUBSCRIPTION_KEY, Subscription.TABLE)),
          ways(UsageDaily.TABLE, way(UsageDaily.USER_KEY, AppUser.TABLE)),
          ways(OpportunityLine.TABLE, way(OpportunityLine.OPPORTUNITY_KEY, Opportunity.TABLE)));

  private static Map.Entry<String, List<Way>> ways(Table fact, Way... ways) {
    return Map.entry(fact.name(), List.of(ways));
  }

  private static Way way(String column, Table owner) {
    return way(column, List.of(owner));
  }

  private static Way way(String column, List<Table> owners) {
    return new Way(column, owners);
  }

  /** Columns of an entity any one of which tells its account; none where it belongs to nobody. */
  static List<String> telling(Table table) {
    if (!table.columnNames().contains(ACCOUNT_KEY)) {
      return List.of();
    }
    Table counted = table.equals(UsageEvent.TABLE) ? UsageDaily.TABLE : table;
    return Stream.concat(
            Stream.of(ACCOUNT_KEY),
            WAYS.getOrDefault(counted.name(), List.of()).stream().map(Way::column))
        .toList();
  }

  /** Rows whose account could be found through another record; empty for tables without a way. */
  public static Dataset<Row> lacking(Table table, Dataset<Row> facts) {
    Column named =
        WAYS.getOrDefault(table.name(), List.of()).stream()
            .map(way -> col(way.column()).isNotNull())
            .reduce(lit(false), Column::or);
    Column lacks = col(ACCOUNT_KEY).isNull().and(named);
    return facts.where(
        table.equals(MessageSentiment.TABLE)
            ? lacks.or(col(MessageSentiment.AUTHOR_KEY).isNotNull())
            : lacks);
  }

  /** Whether any row of a table may be {@link #lacking}. */
  public static boolean hasWays(Table table) {
    return WAYS.containsKey(table.name());
  }

  /**
   * All rows of a table with the accounts that can be found, and {@link TicketMessage#AUTHOR_ROLE}
   * where the author is known. Sentiments of those who turn out to be no customers are left out.
   *
   * @param tables rows of any entity
   */
  public static Dataset<Row> of(Table table, Function<Table, Dataset<Row>> tables) {
    return of(table, tables, new LinkedHashSet<>(Set.of(table.name())));
  }

  private static Dataset<Row> of(
      Table table, Function<Table, Dataset<Row>> tables, Set<String> above) {
    Dataset<Row> facts = tables.apply(table);
    if (table.equals(TicketMessage.TABLE)) {
      facts = roles(facts, tables);
    } else if (table.equals(MessageSentiment.TABLE)) {
      facts = customers(facts, tables);
    }
    for (Way way : WAYS.getOrDefault(table.name(), List.of())) {
      Dataset<Row> owners = null;
      for (Table owner : way.owners()) {
        Dataset<Row> rows = keys(owner(owner, tables, above));
        owners = owners == null ? rows : owners.unionByName(rows);
      }
      facts = through(facts, way.column(), owners);
    }
    return facts;
  }

  /** An owner may have to be found itself, but never through a table that asks for it. */
  private static Dataset<Row> owner(
      Table owner, Function<Table, Dataset<Row>> tables, Set<String> above) {
    Set<String> all = new LinkedHashSet<>(above);
    return all.add(owner.name()) ? of(owner, tables, all) : tables.apply(owner);
  }

  private static Dataset<Row> keys(Dataset<Row> owners) {
    return owners
        .where(col(ACCOUNT_KEY).isNotNull())
        .select(col(Entity.SOURCE), col(Entity.SOURCE_KEY), col(Entity.KNOWN_AT), col(ACCOUNT_KEY));
  }

  /**
   * Facts with the account of the record that a column names, where they have none.
   *
   * @param column of the facts: the source's key of an owner
   * @param owners source, source_key, known_at, account_key
   */
  static Dataset<Row> through(Dataset<Row> facts, String column, Dataset<Row> owners) {
    Dataset<Row> first =
        owners
            .groupBy(col(Entity.SOURCE).as("owner_source"), col(Entity.SOURCE_KEY).as("owner_key"))
            .agg(min(struct(col(Entity.KNOWN_AT), col(ACCOUNT_KEY))).as("owner"));
    Column found = col(ACCOUNT_KEY).isNull().and(col("owner").isNotNull());
    return facts
        .join(
            first,
            col(Entity.SOURCE)
                .equalTo(col("owner_source"))
                .and(col(column).equalTo(col("owner_key"))),
            "left")
        .withColumn(Entity.KNOWN_AT, later(found, col("owner." + Entity.KNOWN_AT)))
        .withColumn(ACCOUNT_KEY, coalesce(col(ACCOUNT_KEY), col("owner." + ACCOUNT_KEY)))
        .select(columns(facts));
  }

  private static Dataset<Row> roles(Dataset<Row> messages, Function<Table, Dataset<Row>> tables) {
    Column found = col(TicketMessage.AUTHOR_ROLE).isNull().and(col("author").isNotNull());
    return authors(messages, TicketMessage.AUTHOR_KEY, tables)
        .withColumn(Entity.KNOWN_AT, later(found, col("author." + Entity.KNOWN_AT)))
        .withColumn(
            TicketMessage.AUTHOR_ROLE, coalesce(col(TicketMessage.AUTHOR_ROLE), col("author.role")))
        .select(columns(messages));
  }

  private static Dataset<Row> customers(
      Dataset<Row> sentiments, Function<Table, Dataset<Row>> tables) {
    Column open = col(MessageSentiment.AUTHOR_KEY).isNotNull();
    return authors(sentiments, MessageSentiment.AUTHOR_KEY, tables)
        .where(open.equalTo(lit(false)).or(coalesce(col("author.role"), lit("")).equalTo(CUSTOMER)))
        .withColumn(Entity.KNOWN_AT, later(open, col("author." + Entity.KNOWN_AT)))
        .select(columns(sentiments));
  }

  /** Beside each row what its author was first known as. */
  private static Dataset<Row> authors(
      Dataset<Row> rows, String column, Function<Table, Dataset<Row>> tables) {
    Dataset<Row> first =
        people(tables.apply(Contact.TABLE), CUSTOMER)
            .unionByName(people(tables.apply(AppUser.TABLE), CUSTOMER))
            .unionByName(people(tables.apply(Staff.TABLE), AGENT))
            .groupBy("author_source", "person")
            .agg(min(struct(col(Entity.KNOWN_AT), col("role"))).as("author"));
    return rows.join(
        first,
        col(Entity.SOURCE).equalTo(col("author_source")).and(col(column).equalTo(col("person"))),
        "left");
  }

  private static Dataset<Row> people(Dataset<Row> rows, String role) {
    return rows.select(
        col(Entity.SOURCE).as("author_source"),
        col(Entity.SOURCE_KEY).as("person"),
        col(Entity.KNOWN_AT),
        lit(role).as("role"));
  }

  private static Column later(Column found, Column known) {
    return when(found, greatest(col(Entity.KNOWN_AT), known)).otherwise(col(Entity.KNOWN_AT));
  }

  private static Column[] columns(Dataset<Row> rows) {
    return Arrays.stream(rows.columns())
        .map(org.apache.spark.sql.functions::col)
        .toArray(Column[]::new);
  }

  private AccountKeys() {}
}
