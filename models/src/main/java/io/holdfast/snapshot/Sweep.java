package io.holdfast.snapshot;

import io.holdfast.money.ExchangeRates;
import io.holdfast.table.FeatureDefinition;
import io.holdfast.table.FeatureDefinition.Measure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Turns the facts of one account into its row on each asked day, going over them once. */
final class Sweep {
  private static final int FIXED = 20;

  private final SweepPlan plan;
  private final Contracts contracts;
  private final List<CellSeries> cells = new ArrayList<>();
  private final List<RecordSeries> records = new ArrayList<>();
  private final AttributeSeries attributes = new AttributeSeries();
  private Row account;

  Sweep(SweepPlan plan) {
    this.plan = plan;
    ExchangeRates rates = plan.rates();
    this.contracts = new Contracts(plan.zone(), rates);
    for (Layout.Stream cell : plan.layout().cells()) {
      cells.add(new CellSeries(cell, plan.base(cell), plan.last()));
    }
    for (Layout.Stream entity : plan.layout().entities()) {
      records.add(new RecordSeries(entity, plan.zone(), rates, plan.base(entity), plan.last()));
    }
  }

  /** The rows of an account's facts, in the order of {@link SweepPlan#schema}. */
  static Iterator<Row> rows(SweepPlan plan, Iterator<Row> facts) {
    Sweep sweep = new Sweep(plan);
    facts.forEachRemaining(sweep::add);
    return sweep.rows().iterator();
  }

  private void add(Row fact) {
    int stream = fact.getInt(Facts.STREAM);
    int cell = stream - Layout.CONTRACT - 1;
    if (stream == Layout.ACCOUNT) {
      account = fact;
    } else if (stream == Layout.CONTRACT) {
      contracts.add(fact);
    } else if (stream == plan.layout().attributeStream()) {
      attributes.add(fact);
    } else if (cell < cells.size()) {
      cells.get(cell).add(fact);
    } else {
      records.get(cell - cells.size()).add(fact);
    }
  }

  private List<Row> rows() {
    if (account == null) {
      return List.of();
    }
    contracts.sort();
    cells.forEach(CellSeries::sort);
    records.forEach(RecordSeries::sort);
    attributes.sort();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < plan.days().length; i++) {
      long cut = plan.cuts()[i];
      int day = plan.days()[i];
      cells.forEach(series -> series.advance(day));
      records.forEach(series -> series.advance(cut));
      attributes.advance(cut);
      if (known(cut)) {
        rows.add(row(day, cut));
      }
    }
    return rows;
  }

  private boolean known(long cut) {
    boolean seen = !account.isNullAt(Facts.KNOWN) && account.getLong(Facts.KNOWN) < cut;
    return seen || contracts.knownBy(cut);
  }

  private Row row(int day, long cut) {
    Object[] values = new Object[FIXED + plan.layout().columns().size()];
    List<Term> paying = contracts.paying(cut, cut);
    fixed(values, day, cut, paying);
    AsOfDay asOf = new AsOfDay(day, cut, Contracts.seats(paying));
    Layout layout = plan.layout();
    for (Layout.Slot slot : layout.contract()) {
      put(values, slot, contract(slot.definition(), asOf, paying));
    }
    for (int i = 0; i < cells.size(); i++) {
      Layout.Stream stream = layout.cells().get(i);
      int start = plan.start(stream.name(), day);
      for (Layout.Slot slot : stream.slots()) {
        put(values, slot, cells.get(i).read(slot.definition(), start, asOf));
      }
    }
    for (int i = 0; i < records.size(); i++) {
      Layout.Stream stream = layout.entities().get(i);
      int start = plan.start(stream.name(), day);
      for (int j = 0; j < stream.slots().size(); j++) {
        put(values, stream.slots().get(j), records.get(i).read(j, start, asOf));
      }
    }
    for (int i = 0; i < layout.attributes().size(); i++) {
      Layout.Slot slot = layout.attributes().get(i);
      if (slot.definition().text()) {
        values[FIXED + slot.column()] = attributes.text(i);
      } else {
        put(values, slot, attributes.number(i, slot.definition().type()));
      }
    }
    return RowFactory.create(values);
  }

  private static void put(Object[] values, Layout.Slot slot, Double value) {
    double unit = Math.pow(10, slot.definition().decimals());
    values[FIXED + slot.column()] = value == null ? null : Math.rint(value * unit) / unit;
  }

  private void fixed(Object[] values, int day, long cut, List<Term> paying) {
    BigDecimal mrr = contracts.mrr(paying, day);
    Integer since = contracts.since(cut);
    Integer renewal = renewal(paying, day);
    List<String> profile = account.getList(Facts.TEXTS);
    values[0] = day;
    values[1] = account.getString(0);
    for (int i = 0; i < profile.size(); i++) {
      values[2 + i] = profile.get(i);
    }
    values[7] = !paying.isEmpty();
    values[8] = mrr;
    values[9] = mrr.multiply(BigDecimal.valueOf(12));
    values[10] = Contracts.seats(paying);
    values[11] = contracts.plan(paying, day).orElse(null);
    values[12] = since;
    values[13] = since == null ? null : (long) (day - since);
    values[14] = renewal;
    values[15] = renewal == null ? null : (long) (renewal - day);
    values[16] = endsOn(paying, cut);
    values[17] = autoRenew(paying);
    values[18] = paying.isEmpty() && contracts.inService(cut, cut).stream().anyMatch(Term::trial);
    values[19] = plan.catalogueHash();
  }

  private Integer renewal(List<Term> paying, int day) {
    return paying.stream()
        .map(Term::renewal)
        .filter(Objects::nonNull)
        .map(plan.zone()::of)
        .filter(renewal -> renewal > day)
        .min(Integer::compare)
        .orElse(null);
  }

  /** The account ends when the last of its contracts does. */
  private Integer endsOn(List<Term> paying, long cut) {
    Integer ends = null;
    for (Term term : paying) {
      Integer end = contracts.endsOn(term, cut);
      if (end == null) {
        return null;
      }
      ends = ends == null ? end : Math.max(ends, end);
    }
    return ends;
  }

  private static Boolean autoRenew(List<Term> paying) {
    List<Boolean> flags = new ArrayList<>();
    paying.forEach(term -> flags.add(term.autoRenew()));
    if (flags.contains(false)) {
      return false;
    }
    if (flags.isEmpty() || flags.contains(null)) {
      return null;
    }
    return true;
  }

  private Double contract(FeatureDefinition feature, AsOfDay asOf, List<Term> paying) {
    double now = figure(feature.value(), paying, asOf.day());
    if (feature.measure() == Measure.LAST) {
      return now;
    }
    long earlier = plan.zone().cut(asOf.day() - feature.window());
    double then = figure(feature.value(), contracts.paying(earlier, asOf.cut()), asOf.day());
    return then == 0 ? null : (now - then) / then;
  }

  private double figure(String value, List<Term> terms, int day) {
    return switch (value) {
      case "mrr" -> contracts.mrr(terms, day).doubleValue();
      case "seats" -> Contracts.seats(terms);
      default -> terms.size();
    };
  }
}
