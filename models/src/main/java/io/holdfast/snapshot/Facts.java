package io.holdfast.snapshot;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.to_utc_timestamp;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import io.holdfast.money.ContractVersions;
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
import java.util.List;
import java.util.function.Predicate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
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
    for (Layout.Stream stream : layout.entities()) {
      keyed = keyed.unionByName(records(stream, inputs.entity(stream.name())), true);
    }
    Dataset<Row> contracts =
        contracts(inputs.entity(Subscription.TABLE.name()), inputs.links())
            .drop(Entity.SOURCE, Subscription.ACCOUNT_KEY, "holders");
    Dataset<Row> all =
        facts(AccountLink.resolve(keyed, inputs.links()))
            .unionByName(contracts, true)
            .unionByName(accounts(inputs.accounts()), true)
            .unionByName(links(inputs.links()), true);
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

  /**
   * Versions of subscriptions, each for every account that ever held its contract, so that all of
   * them see when it came and went; its texts say whose it is.
   */
  private Dataset<Row> contracts(Dataset<Row> subscriptions, Dataset<Row> links) {
    Column holders = collect_set(ContractVersions.owner()).over(Window.partitionBy(Versions.KEY));
    Dataset<Row> versions = ContractVersions.of(subscriptions.where(last.known()));
    return AccountLink.resolveAll(versions, links)
        .withColumn(Versions.TEXTS, ContractVersions.owned(col(AccountLink.ACCOUNT_ID)))
        .withColumn("holders", holders)
        .withColumn(AccountLink.ACCOUNT_ID, explode(col("holders")))
        .withColumn("stream", lit(Layout.CONTRACT));
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
    return versions(entity, stream.id(), numbers, texts);
  }

  private static Column currency(FeatureDefinition feature) {
    return feature.currency() == null ? lit("") : expr(feature.currency());
  }

  /** Sentiments as an entity: one version of each message version, none of them deleted. */
  private static Dataset<Row> sentiments(Dataset<Row> rows) {
    return rows.withColumn(
            Entity.SOURCE_KEY,
            concat_ws(
                Versions.KEY_SEPARATOR,
                col(MessageSentiment.KIND),
                col(MessageSentiment.SOURCE_KEY)))
        .withColumn(Entity.VERSION, none(Table.STRING))
        .withColumn(Entity.DELETED, lit(false));
  }

  private Dataset<Row> versions(
      Dataset<Row> rows, int stream, List<Column> numbers, List<Column> texts) {
    return Versions.plain(rows.where(last.known()), none(Table.COUNT), numbers, texts)
        .withColumn("stream", lit(stream));
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
    return versions(versions, layout.attributeStream(), List.of(none(Table.COUNT)), texts)
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

  /** The sources that know an account, so that it is told how far they cover. */
  private static Dataset<Row> links(Dataset<Row> links) {
    return AccountLink.current(links)
        .select(
            col(AccountLink.ACCOUNT_ID),
            lit(Layout.LINK).as("stream"),
            lit(false).as("gone"),
            array(col(AccountLink.SOURCE)).as("texts"));
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
