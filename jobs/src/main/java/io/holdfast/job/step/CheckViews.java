package io.holdfast.job.step;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.holdfast.check.Expectation;
import io.holdfast.check.FrameChecks;
import io.holdfast.check.RepeatedKeys;
import io.holdfast.check.UnknownZones;
import io.holdfast.check.UnlinkedFacts;
import io.holdfast.table.AccountLink;
import io.holdfast.table.CheckResult;
import io.holdfast.table.Entity;
import io.holdfast.table.ItemPrices;
import io.holdfast.table.Schedule;
import io.holdfast.table.Subscription;
import io.holdfast.table.Table;
import io.holdfast.table.Tables;
import io.holdfast.table.UsageDaily;
import io.holdfast.table.Versions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** Temporary views of the tables that checks mention, as of the day; gone when closed. */
final class CheckViews implements AutoCloseable {
  private final StepContext context;
  private final List<String> registered = new ArrayList<>();

  CheckViews(StepContext context, List<Expectation> checks) {
    this.context = context;
    String sql =
        checks.stream()
            .flatMap(check -> Stream.of(check.sql(), check.examples()))
            .filter(Objects::nonNull)
            .collect(Collectors.joining("\n"));
    known()
        .forEach(
            (name, rows) -> {
              if (Pattern.compile("(?i)\\b" + name + "\\b").matcher(sql).find()) {
                rows.get().createOrReplaceTempView(name);
                registered.add(name);
              }
            });
  }

  private Map<String, Supplier<Dataset<Row>>> known() {
    Map<String, Supplier<Dataset<Row>>> views = new LinkedHashMap<>();
    for (Table table : Tables.ALL) {
      views.put(table.name(), () -> context.lake().read(table));
    }
    for (Table entity : Entity.ALL) {
      views.put(entity.name(), () -> asOfDay(entity));
      views.put(entity.name() + "_versions", () -> sofar(entity));
    }
    views.put(FrameChecks.UNLINKED_FACT, this::unlinked);
    views.put(FrameChecks.REPEATED_KEY, this::repeated);
    views.put(FrameChecks.LANDED, this::landed);
    views.put(FrameChecks.UNKNOWN_ZONE, () -> UnknownZones.of(asOfDay(Schedule.TABLE)));
    views.put(FrameChecks.PRICED_SUBSCRIPTION, this::priced);
    return views;
  }

  private Dataset<Row> asOfDay(Table entity) {
    return Versions.asOf(EntityVersions.apart(context.lake(), entity), context.asOf());
  }

  /** Finding prices takes a few jobs, so that they are looked for only where some are lacking. */
  private Dataset<Row> priced() {
    Dataset<Row> told = asOfDay(Subscription.TABLE);
    return ItemPrices.lacking(told.drop(Entity.STATES)).isEmpty()
        ? told
        : Versions.asOf(EntityVersions.whole(context.lake(), Subscription.TABLE), context.asOf());
  }

  private Dataset<Row> sofar(Table table) {
    Dataset<Row> rows = context.lake().read(table);
    return table.equals(UsageDaily.TABLE)
        ? rows.where(
            col(UsageDaily.STARTS)
                .getItem(0)
                .getField(UsageDaily.KNOWN_DAY)
                .leq(lit((int) context.asOf().day().toEpochDay())))
        : rows.where(context.asOf().known());
  }

  private Dataset<Row> unlinked() {
    Dataset<Row> links = context.lake().read(AccountLink.TABLE);
    Map<String, Dataset<Row>> facts = new LinkedHashMap<>();
    UnlinkedFacts.TABLES.forEach(table -> facts.put(table.name(), sofar(table)));
    // Which account a fact belongs to may be said by a version that speaks of nothing else.
    Map<String, Dataset<Row>> apart = EntityVersions.apart(facts);
    facts.replaceAll(
        (name, f) ->
            speaksOfParts(apart.get(name)) ? Versions.asOf(apart.get(name), context.asOf()) : f);
    AccountedFacts accounted =
        AccountedFacts.of(
            table -> facts.containsKey(table.name()) ? facts.get(table.name()) : sofar(table),
            UnlinkedFacts.TABLES,
            context.asOf());
    return UnlinkedFacts.of(accounted::read, links);
  }

  private static boolean speaksOfParts(Dataset<Row> versions) {
    return Arrays.asList(versions.columns()).contains(Entity.STATES);
  }

  private Dataset<Row> repeated() {
    return Tables.DERIVED.stream()
        .filter(table -> !table.equals(CheckResult.TABLE))
        .map(table -> RepeatedKeys.of(table, thisRuns(table)))
        .reduce(Dataset::unionByName)
        .orElseThrow();
  }

  private Dataset<Row> thisRuns(Table table) {
    Dataset<Row> rows = context.lake().read(table);
    return table.kind() == Table.Kind.DERIVED_BY_DAY
        ? rows.where(col(table.partition()).equalTo(lit(context.asOf().day())))
        : rows;
  }

  private Dataset<Row> landed() {
    List<Row> rows =
        context.control().files().recordsByLoad().entrySet().stream()
            .map(export -> RowFactory.create(export.getKey(), read(export.getValue())))
            .toList();
    return context
        .spark()
        .createDataFrame(
            rows, new StructType().add("export", Table.STRING).add("records", Table.COUNT));
  }

  /** Records of the loads that the night reads. */
  private long read(Map<String, Long> loads) {
    return loads.entrySet().stream()
        .filter(load -> context.lake().readsNight(Batch.day(load.getKey())))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  @Override
  public void close() {
    registered.forEach(name -> context.spark().catalog().dropTempView(name));
  }
}
