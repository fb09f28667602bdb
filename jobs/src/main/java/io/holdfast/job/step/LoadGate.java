package io.holdfast.job.step;

import static java.util.stream.Collectors.toSet;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;

import io.holdfast.conform.Conforming;
import io.holdfast.conform.Gate;
import io.holdfast.conform.NamedExport;
import io.holdfast.load.Delivery;
import io.holdfast.load.Exemptions;
import io.holdfast.load.Exemptions.Range;
import io.holdfast.load.Judge;
import io.holdfast.load.Kind;
import io.holdfast.load.Kind.Verdict;
import io.holdfast.load.LoadFinding;
import io.holdfast.load.OutOfRange;
import io.holdfast.load.Profiling;
import io.holdfast.table.RawRecord;
import io.holdfast.table.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Looks at a load before it is written, and compares it with its export's own past. */
final class LoadGate {
  /** Of more records than these not all are even evaluated to be looked at. */
  private static final long MANY = 1_000_000;

  private final LoadContext context;
  private final NamedExport export;
  private final Conforming conforming;
  private final String batch;

  LoadGate(LoadContext context, NamedExport export, Conforming conforming, String batch) {
    this.context = context;
    this.export = export;
    this.conforming = conforming;
    this.batch = batch;
  }

  /**
   * What the load looks like and what is unlike the past.
   *
   * @param files what was counted of each file, {@link Conforming#counts} among it
   */
  Looked look(Dataset<Row> evaluated, Map<String, Row> files) {
    List<Delivery> deliveries = deliveries(evaluated, files);
    List<Delivery> past = new ArrayList<>(context.history().of(export));
    past.removeIf(delivery -> delivery.batch().equals(batch));
    boolean isFirst = past.isEmpty();
    LocalDate newest = past.stream().map(Delivery::day).max(LocalDate::compareTo).orElse(null);
    Exemptions exemptions = exemptions();
    Map<String, Map<String, OutOfRange>> outOfRange = outOfRange(evaluated, exemptions);
    List<LoadFinding> found = new ArrayList<>();
    for (Delivery delivery : deliveries) {
      List<LoadFinding> all = new ArrayList<>();
      outOfRange.getOrDefault(delivery.name(), Map.of()).values().stream()
          .map(outside -> outside.finding(delivery, exemptions.ranges().get(outside.column())))
          .forEach(all::add);
      boolean isJudged = !isFirst && !(delivery.isDated() && delivery.day().isBefore(newest));
      if (isJudged) {
        all.addAll(Judge.of(delivery, past, exemptions));
      }
      all.stream().filter(finding -> !context.history().isAccepted(finding)).forEach(found::add);
      if (isJudged && all.stream().noneMatch(finding -> finding.kind().verdict() == Verdict.HOLD)) {
        past.add(delivery);
      }
    }
    return new Looked(export, deliveries, found, isFirst);
  }

  private Exemptions exemptions() {
    Gate gate = export.export().gate();
    if (gate == null) {
      return Exemptions.NONE;
    }
    Map<String, Range> ranges = new TreeMap<>();
    gate.columns().forEach((name, is) -> ranges.put(name, new Range(is.min(), is.max())));
    return new Exemptions(
        gate.ignore().stream().flatMap(words -> Kind.of(words).stream()).collect(toSet()), ranges);
  }

  /** Numbers that are not what the mapping says, by delivery and column. */
  private Map<String, Map<String, OutOfRange>> outOfRange(
      Dataset<Row> evaluated, Exemptions exemptions) {
    Map<String, Map<String, OutOfRange>> all = new HashMap<>();
    conforming.tables().stream()
        .flatMap(
            table ->
                OutOfRange.in(table, conforming.entities(evaluated, table), exemptions.ranges())
                    .stream())
        .flatMap(rows -> rows.collectAsList().stream())
        .forEach(
            row -> {
              OutOfRange outside = OutOfRange.of(row);
              all.computeIfAbsent(Delivery.name(row.getString(0)), name -> new TreeMap<>())
                  .merge(outside.column(), outside, OutOfRange::and);
            });
    return all;
  }

  /** The deliveries that files make, in order, and what they look like. */
  List<Delivery> deliveries(Dataset<Row> evaluated, Map<String, Row> files) {
    Map<String, Row> columns = new HashMap<>();
    Map<String, long[]> sums = new TreeMap<>();
    files.forEach((file, counts) -> add(sums, Delivery.name(file), counts));
    long rows = Math.max(1, sums.values().stream().mapToLong(sum -> sum[0]).sum());
    double share = (double) Profiling.ROWS * sums.size() / rows;
    Dataset<Row> looked =
        rows > MANY
            ? evaluated.where(pmod(col(RawRecord.RECORD_NO), lit(rows / MANY + 1)).equalTo(0))
            : evaluated;
    conforming.tables().stream()
        .map(table -> values(looked, table, Math.min(1, share * (rows / MANY + 1))))
        .reduce(Dataset::union)
        .map(values -> Profiling.of(values, context.step().asOf().zone()).collectAsList())
        .orElse(List.of())
        .forEach(row -> columns.put(row.getString(0), row));
    List<Delivery> deliveries = new ArrayList<>();
    sums.forEach((name, sum) -> deliveries.add(delivery(name, sum, columns.get(name))));
    deliveries.sort(Delivery.IN_ORDER);
    return deliveries;
  }

  private static void add(Map<String, long[]> sums, String delivery, Row counts) {
    long[] sum = sums.computeIfAbsent(delivery, name -> new long[4]);
    sum[0] += counts.<Long>getAs(Conforming.LANDED);
    sum[1] += counts.<Long>getAs(Conforming.QUARANTINED);
    sum[2] += counts.<Long>getAs(Conforming.CONTENT);
    sum[3] += counts.<Long>getAs(Conforming.FACTS);
  }

  private Dataset<Row> values(Dataset<Row> evaluated, Table table, double share) {
    return Profiling.values(
        table, conforming.entities(evaluated, table), conforming.mapped(table), share);
  }

  private Delivery delivery(String name, long[] sum, Row columns) {
    Delivery bare =
        new Delivery(
            export.source(),
            export.name(),
            batch,
            name,
            Batch.day(batch),
            sum[0],
            sum[1],
            sum[2],
            sum[3],
            List.of());
    return columns == null ? bare : bare.with(columns);
  }
}
