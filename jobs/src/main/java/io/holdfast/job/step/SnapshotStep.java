package io.holdfast.job.step;

import static org.apache.spark.sql.functions.col;

import io.holdfast.job.lake.Lake;
import io.holdfast.money.ExchangeRates;
import io.holdfast.snapshot.Coverage;
import io.holdfast.snapshot.SnapshotInputs;
import io.holdfast.snapshot.SnapshotParams;
import io.holdfast.snapshot.Snapshots;
import io.holdfast.table.Account;
import io.holdfast.table.AccountLink;
import io.holdfast.table.Catalogue;
import io.holdfast.table.Contact;
import io.holdfast.table.ContactRoles;
import io.holdfast.table.Customer360;
import io.holdfast.table.Feature;
import io.holdfast.table.FeatureDefinition;
import io.holdfast.table.FeatureWords;
import io.holdfast.table.Holiday;
import io.holdfast.table.Lookup;
import io.holdfast.table.MessageSentiment;
import io.holdfast.table.Opportunity;
import io.holdfast.table.Schedule;
import io.holdfast.table.SourceAccount;
import io.holdfast.table.StageNames;
import io.holdfast.table.Subscription;
import io.holdfast.table.SupportHours;
import io.holdfast.table.Table;
import io.holdfast.table.Ticket;
import io.holdfast.table.UsageDaily;
import io.holdfast.time.AsOf;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Builds the snapshot of the run's day and of every day of its history that no release holds with
 * this catalogue.
 */
public final class SnapshotStep implements Step {
  private static final int TASKS = 2;

  private final Catalogue catalogue;
  private final ExchangeRates rates;

  public SnapshotStep(Catalogue catalogue, ExchangeRates rates) {
    this.catalogue = catalogue;
    this.rates = rates;
  }

  @Override
  public String name() {
    return "snapshot";
  }

  @Override
  public StepResult run(StepContext context) {
    SnapshotInputs inputs = inputs(context);
    SnapshotParams today = params(context, List.of(context.asOf().day()));
    Coverage coverage = Coverage.of(Snapshots.coverage(inputs, today).collectAsList());
    List<LocalDate> days = days(context, coverage);
    return write(context, Snapshots.of(inputs, params(context, days), coverage))
        .saying("days built: %d, from %s".formatted(days.size(), days.get(0)));
  }

  StepResult write(StepContext context, Dataset<Row> rows) {
    Lake lake = context.lake();
    return StepResult.empty()
        .wrote(Customer360.TABLE, lake.replace(Customer360.TABLE, byDay(rows)))
        .wrote(Feature.TABLE, lake.replace(Feature.TABLE, features(context)));
  }

  /** The snapshots of some days, as the nights of these days build them. */
  Dataset<Row> over(StepContext context, List<LocalDate> days) {
    SnapshotInputs inputs = inputs(context);
    SnapshotParams params = params(context, days);
    return Snapshots.of(
        inputs, params, Coverage.of(Snapshots.coverage(inputs, params).collectAsList()));
  }

  Catalogue catalogue() {
    return catalogue;
  }

  private SnapshotParams params(StepContext context, List<LocalDate> days) {
    return new SnapshotParams(catalogue, days, context.asOf().zone(), rates);
  }

  private SnapshotInputs inputs(StepContext context) {
    Lake lake = context.lake();
    AsOf asOf = context.asOf();
    Map<String, Table> known = new HashMap<>(FeatureDefinition.entities());
    known.put(Subscription.TABLE.name(), Subscription.TABLE);
    known.put(MessageSentiment.TABLE.name(), MessageSentiment.TABLE);
    known.put(FeatureDefinition.ATTRIBUTES, SourceAccount.TABLE);
    Set<String> used = catalogue.readings().map(FeatureDefinition::of).collect(Collectors.toSet());
    used.add(Subscription.TABLE.name());
    known.keySet().retainAll(used);
    boolean inHours = !entities(FeatureDefinition::inSupportHours).isEmpty();
    Set<String> byRole = entities(FeatureDefinition::byContactRole);
    if (!byRole.isEmpty()) {
      known.put(Contact.TABLE.name(), Contact.TABLE);
    }
    Map<String, Dataset<Row>> whole = EntityVersions.whole(lake, known.values());
    whole.computeIfPresent(Opportunity.TABLE.name(), (name, rows) -> staged(lake, rows, asOf));
    if (inHours) {
      whole.compute(Ticket.TABLE.name(), (name, rows) -> hours(context).of(rows));
    }
    if (!byRole.isEmpty()) {
      Dataset<Row> contacts = whole.get(Contact.TABLE.name());
      whole.replaceAll(
          (name, rows) -> byRole.contains(name) ? ContactRoles.of(rows, contacts) : rows);
    }
    AccountedFacts facts =
        AccountedFacts.of(
            table ->
                whole.containsKey(table.name())
                    ? whole.get(table.name())
                    : EntityVersions.whole(lake, table),
            Stream.concat(known.values().stream(), Stream.of(UsageDaily.TABLE)).toList(),
            asOf);
    Map<String, Dataset<Row>> entities = new HashMap<>();
    known.forEach((name, table) -> entities.put(name, facts.read(table)));
    return new SnapshotInputs(
        lake.read(Account.TABLE),
        lake.read(AccountLink.TABLE),
        facts.read(UsageDaily.TABLE),
        entities);
  }

  /** Entities of which there are such features. */
  private Set<String> entities(Predicate<FeatureDefinition> such) {
    return catalogue.readings().filter(such).map(FeatureDefinition::of).collect(Collectors.toSet());
  }

  /** Tickets without a schedule are measured by the company's own hours. */
  private static SupportHours hours(StepContext context) {
    return new SupportHours(
        known(context, Schedule.TABLE), known(context, Holiday.TABLE), context.config().support());
  }

  private static List<Row> known(StepContext context, Table table) {
    return EntityVersions.whole(context.lake(), table)
        .where(context.asOf().known())
        .collectAsList();
  }

  /** Where a source tells what its stages are called, opportunities say so. */
  private static Dataset<Row> staged(Lake lake, Dataset<Row> opportunities, AsOf asOf) {
    Dataset<Row> lookups = lake.read(Lookup.TABLE).where(asOf.known());
    return lookups.isEmpty() ? opportunities : StageNames.of(opportunities, lookups);
  }

  /** The run's day and its history since anything happened, less those released. */
  private List<LocalDate> days(StepContext context, Coverage coverage) {
    LocalDate day = context.asOf().day();
    List<LocalDate> days = new ArrayList<>();
    OptionalInt first = coverage.firstKnown(catalogue);
    if (first.isPresent()) {
      Set<LocalDate> released = released(context.lake());
      LocalDate start = LocalDate.ofEpochDay(first.getAsInt());
      context.config().history().before(day).stream()
          .filter(each -> !each.isBefore(start) && !released.contains(each))
          .forEach(days::add);
    }
    days.add(day);
    return days;
  }

  private Set<LocalDate> released(Lake lake) {
    return lake
        .released(Customer360.TABLE)
        .where(col(Customer360.CATALOGUE_HASH).equalTo(catalogue.hash()))
        .select(col(Customer360.AS_OF).cast(Table.STRING))
        .distinct()
        .collectAsList()
        .stream()
        .map(row -> LocalDate.parse(row.getString(0)))
        .collect(Collectors.toSet());
  }

  /** A day's rows lie together, so that each day becomes one file. */
  private static Dataset<Row> byDay(Dataset<Row> rows) {
    return rows.repartition(TASKS, col(Customer360.AS_OF))
        .sortWithinPartitions(Customer360.AS_OF, Customer360.ACCOUNT_ID);
  }

  private Dataset<Row> features(StepContext context) {
    List<Row> rows = catalogue.words().stream().map(this::feature).toList();
    return context.spark().createDataFrame(rows, Feature.TABLE.schema());
  }

  private Row feature(FeatureWords words) {
    return RowFactory.create(
        words.name(),
        catalogue.hash(words.name()),
        words.label(),
        words.group(),
        words.unit(),
        words.direction(),
        words.trains(),
        catalogue.definition(words.name()));
  }
}
