package io.holdfast.snapshot;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.arrays_overlap;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.to_utc_timestamp;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import io.holdfast.table.Account;
import io.holdfast.table.AccountLink;
import io.holdfast.table.Entity;
import io.holdfast.table.FeatureDefinition;
import io.holdfast.table.FeatureDefinition.Measure;
import io.holdfast.table.MessageSentiment;
import io.holdfast.table.SourceAccount;
import io.holdfast.table.Subscription;
import io.holdfast.table.Table;
import io.holdfast.table.UsageDaily;
import io.holdfast.table.Versions;
import io.holdfast.time.AsOf;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/** Every input as one narrow stream of facts by account. Times are microseconds since 1970. */
final class Facts {
  /** Properties of {@link Fact}. */
  private static final String[] COLUMNS = {
    "stream",
    "key",
    "event",
    "known",
    "version",
    "tie",
    "gone",
    "spoken",
    "numbers",
    "texts",
    "eventDays",
    "knownDays",
    "counts",
    "millionths",
    "userCounts",
    "userNumbers"
  };

  /** Columns whose change is a change of each number, then of each text, of a contract. */
  private static final List<List<String>> STATED =
      List.of(
          List.of(Subscription.MRR),
          List.of(Subscription.SEATS),
          List.of(Subscription.START_AT),
          List.of(Subscription.END_AT),
          List.of(Subscription.RENEWAL_AT),
          List.of(Subscription.AUTO_RENEW),
          List.of(Subscription.TRIAL),
          List.of(Subscription.DISCOUNT),
          List.of(Subscription.DISCOUNT_UNTIL),
          List.of(Subscription.STATUS),
          List.of(Subscription.CURRENCY),
          List.of(Subscription.PLAN, Subscription.PLAN_KEY));

  private static final String KEY_SEPARATOR = "\u0001";
  private static final long MILLION = 1_000_000;

  private final Layout layout;
  private final AsOf last;

  /**
   * @param last the last as-of day; facts known later are left out
   */
  Facts(Layout layout, AsOf last) {
    this.layout = layout;
    this.last = last;
  }

  /** Facts of every account: account_id, then the columns above. */
  Dataset<Row> of(SnapshotInputs inputs) {
    Dataset<Row> keyed = cells(inputs.usage());
    keyed = keyed.unionByName(contracts(inputs.entity(Subscription.TABLE.name())), true);
    for (Layout.Stream stream : layout.entities()) {
      keyed = keyed.unionByName(records(stream, inputs.entity(stream.name())), true);
    }
    Dataset<Row> resolved = facts(AccountLink.resolve(keyed, inputs.links()));
    Dataset<Row> all = resolved.unionByName(accounts(inputs.accounts()), true);
    return facts(
        layout.attributes().isEmpty()
            ? all
            : all.unionByName(
                attributes(inputs).drop(Entity.SOURCE, Subscription.ACCOUNT_KEY), true));
  }

  private static Dataset<Row> facts(Dataset<Row> rows) {
    return rows.select(AccountLink.ACCOUNT_ID, COLUMNS);
  }

  private Dataset<Row> cells(Dataset<Row> usage) {
    Column stream = none(DataTypes.IntegerType);
    for (Layout.Stream cell : layout.cells()) {
      stream =
          when(
                  col(UsageDaily.METRIC)
                      .equalTo(cell.name())
                      .and(col(UsageDaily.DEFINITION).equalTo(layout.definition(cell.name()))),
                  cell.id())
              .otherwise(stream);
    }
    List<Column> columns =
        new ArrayList<>(
            List.of(
                col(UsageDaily.SOURCE),
                col(UsageDaily.ACCOUNT_KEY),
                stream.as("stream"),
                none(Table.STRING).as("key"),
                none(Table.COUNT).as("event"),
                none(Table.COUNT).as("known"),
                none(Table.STRING).as("version"),
                none(Table.STRING).as("tie"),
                lit(false).as("gone"),
                none(Table.COUNT).as("spoken"),
                none(DataTypes.createArrayType(Table.COUNT)).as("numbers"),
                of(Layout.Stream::hasUsers, UsageDaily.USERS).as("texts"),
                col(UsageDaily.EVENT_DAYS).as("eventDays"),
                col(UsageDaily.KNOWN_DAYS).as("knownDays"),
                col(UsageDaily.COUNTS).as("counts"),
                of(cell -> cell.has(Measure.SUM), UsageDaily.MILLIONTHS).as("millionths"),
                of(Layout.Stream::hasUsers, UsageDaily.USER_COUNTS).as("userCounts"),
                of(Layout.Stream::hasUsers, UsageDaily.USER_NUMBERS).as("userNumbers")));
    return usage.select(columns.toArray(Column[]::new)).where(col("stream").isNotNull());
  }

  /** A column of the cells of the metrics whose features read it, null for all others. */
  private Column of(Predicate<Layout.Stream> reading, String column) {
    Object[] metrics = layout.cells().stream().filter(reading).map(Layout.Stream::name).toArray();
    return when(col(UsageDaily.METRIC).isin(metrics), col(column));
  }

  private Dataset<Row> contracts(Dataset<Row> subscriptions) {
    return versions(
        subscriptions,
        Layout.CONTRACT,
        spoken(subscriptions),
        List.of(
            col(Subscription.MRR).multiply(lit(100)).cast(Table.COUNT),
            col(Subscription.SEATS),
            unix_micros(col(Subscription.START_AT)),
            unix_micros(col(Subscription.END_AT)),
            unix_micros(col(Subscription.RENEWAL_AT)),
            col(Subscription.AUTO_RENEW).cast(Table.COUNT),
            col(Subscription.TRIAL).cast(Table.COUNT),
            col(Subscription.DISCOUNT).multiply(lit(100)).cast(Table.COUNT),
            unix_micros(col(Subscription.DISCOUNT_UNTIL))),
        List.of(
            col(Subscription.STATUS),
            col(Subscription.CURRENCY),
            coalesce(col(Subscription.PLAN), col(Subscription.PLAN_KEY))));
  }

  /** Bits of the columns below that a version speaks of, or null when it is whole. */
  private static Column spoken(Dataset<Row> subscriptions) {
    if (!Arrays.asList(subscriptions.columns()).contains(Entity.STATES)) {
      return none(Table.COUNT);
    }
    Column bits = lit(0L);
    for (int i = 0; i < STATED.size(); i++) {
      Column speaks = arrays_overlap(col(Entity.STATES), lit(STATED.get(i).toArray(String[]::new)));
      bits = bits.plus(when(speaks, 1L << i).otherwise(0L));
    }
    return when(col(Entity.STATES).isNotNull(), bits);
  }

  private Dataset<Row> records(Layout.Stream stream, Dataset<Row> rows) {
    Dataset<Row> entity =
        stream.name().equals(MessageSentiment.TABLE.name()) ? sentiments(rows) : rows;
    List<Column> numbers = new ArrayList<>();
    List<Column> texts = new ArrayList<>();
    for (Layout.Slot slot : stream.slots()) {
      FeatureDefinition feature = slot.definition();
      Column counts = feature.where() == null ? lit(true) : expr(feature.where());
      boolean isText = SlotRecords.isText(feature);
      Column value =
          isText || feature.value() == null ? none(Table.COUNT) : scaled(expr(feature.value()));
      numbers.add(when(counts, time(entity, feature)));
      numbers.add(when(counts, value));
      texts.add(isText ? expr(feature.value()).cast(Table.STRING) : currency(feature));
    }
    return versions(entity, stream.id(), none(Table.COUNT), numbers, texts);
  }

  private static Column currency(FeatureDefinition feature) {
    return feature.currency() == null ? lit("") : expr(feature.currency());
  }

  /** Sentiments as an entity: one version of each message version, none of them deleted. */
  private static Dataset<Row> sentiments(Dataset<Row> rows) {
    return rows.withColumn(
            Entity.SOURCE_KEY,
            concat_ws(KEY_SEPARATOR, col(MessageSentiment.KIND), col(MessageSentiment.SOURCE_KEY)))
        .withColumn(Entity.VERSION, none(Table.STRING))
        .withColumn(Entity.DELETED, lit(false));
  }

  private Dataset<Row> versions(
      Dataset<Row> rows, int stream, Column spoken, List<Column> numbers, List<Column> texts) {
    List<Column> order = Versions.order(rows);
    Column[] tie = order.subList(3, order.size()).toArray(Column[]::new);
    return rows.where(last.known())
        .select(
            col(Entity.SOURCE),
            col(Subscription.ACCOUNT_KEY),
            lit(stream).as("stream"),
            concat_ws(KEY_SEPARATOR, col(Entity.SOURCE), col(Entity.SOURCE_KEY)).as("key"),
            unix_micros(col(Entity.EVENT_TIME)).as("event"),
            unix_micros(col(Entity.KNOWN_AT)).as("known"),
            col(Entity.VERSION).as("version"),
            concat_ws(KEY_SEPARATOR, tie).as("tie"),
            coalesce(col(Entity.DELETED), lit(false)).as("gone"),
            spoken.as("spoken"),
            array(numbers.toArray(Column[]::new)).as("numbers"),
            array(texts.toArray(Column[]::new)).as("texts"));
  }

  /**
   * Versions of the record that an account is in the CRM, with the attributes that features name.
   */
  private Dataset<Row> attributes(SnapshotInputs inputs) {
    Dataset<Row> own =
        inputs
            .accounts()
            .where(col(Account.FORWARDS_TO).isNull().and(col(Account.CRM_KEY).isNotNull()))
            .select(
                col(Account.CRM_SOURCE).as(Entity.SOURCE),
                col(Account.CRM_KEY).as(Subscription.ACCOUNT_KEY),
                col(Account.ACCOUNT_ID).as(AccountLink.ACCOUNT_ID));
    List<Column> texts = new ArrayList<>();
    for (Layout.Slot slot : layout.attributes()) {
      texts.add(attribute(slot.definition()));
    }
    Dataset<Row> versions =
        inputs
            .entity(SourceAccount.TABLE.name())
            .withColumn(Subscription.ACCOUNT_KEY, col(Entity.SOURCE_KEY));
    return versions(
            versions,
            layout.attributeStream(),
            none(Table.COUNT),
            List.of(none(Table.COUNT)),
            texts)
        .join(own, new String[] {Entity.SOURCE, Subscription.ACCOUNT_KEY});
  }

  private static Column attribute(FeatureDefinition feature) {
    return feature.ofAccountColumn()
        ? col(feature.attribute()).cast(Table.STRING)
        : col(Entity.CUSTOM).getItem(feature.attribute());
  }

  private static Dataset<Row> accounts(Dataset<Row> accounts) {
    return accounts
        .where(col(Account.FORWARDS_TO).isNull())
        .select(
            col(Account.ACCOUNT_ID),
            lit(Layout.ACCOUNT).as("stream"),
            none(Table.STRING).as("key"),
            none(Table.COUNT).as("event"),
            unix_micros(col(Account.FIRST_SEEN)).as("known"),
            none(Table.STRING).as("version"),
            none(Table.STRING).as("tie"),
            lit(false).as("gone"),
            none(Table.COUNT).as("spoken"),
            none(DataTypes.createArrayType(Table.COUNT)).as("numbers"),
            array(
                    col(Account.NAME),
                    col(Account.INDUSTRY),
                    col(Account.COUNTRY),
                    col(Account.SEGMENT),
                    col(Account.OWNER))
                .as("texts"));
  }

  /** When a record counts; a day counts from its beginning in the company's time zone. */
  private Column time(Dataset<Row> entity, FeatureDefinition feature) {
    if (feature.at() == null) {
      return unix_micros(col(Entity.EVENT_TIME));
    }
    Column at = expr(feature.at());
    boolean isDay = entity.select(at).schema().apply(0).dataType().equals(Table.DAY);
    return unix_micros(
        isDay ? to_utc_timestamp(at.cast(Table.TIME), last.zone().getId()) : at.cast(Table.TIME));
  }

  /** A number in millionths; one that is no number or too large is unknown. */
  private static Column scaled(Column number) {
    return number
        .try_cast(DataTypes.createDecimalType(18, 6))
        .multiply(lit(MILLION))
        .try_cast(Table.COUNT);
  }

  private static Column none(org.apache.spark.sql.types.DataType type) {
    return lit(null).cast(type);
  }
}
