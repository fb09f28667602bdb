package io.holdfast.snapshot;

import io.holdfast.money.Term;
import io.holdfast.table.FeatureDefinition;
import io.holdfast.table.FeatureDefinition.Measure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Turns the facts of one account into its row on each asked day, going over them once. */
final class Sweep {
  private final SweepPlan plan;
  private final Contracts contracts;
  private final List<CellSeries> cells = new ArrayList<>();
  private final List<List<Windowed.Days>> figures = new ArrayList<>();
  private final List<RecordSeries> records = new ArrayList<>();
  private final AttributeSeries attributes;
  private final String id;
  private final Set<String> linked = new TreeSet<>();
  private SourceSet sources;
  private Fact account;
  private String[] profile;

  private Sweep(SweepPlan plan, String id) {
    this.plan = plan;
    this.id = id;
    this.contracts = new Contracts(id, plan.zone(), plan.rates());
    this.attributes = new AttributeSeries(plan.layout().attributes());
    for (Layout.Stream cell : plan.layout().cells()) {
      CellSeries series = new CellSeries(cell, plan.base(cell), plan.last());
      cells.add(series);
      figures.add(
          cell.slots().stream()
              .map(slot -> series.figures(slot.definition(), whom(slot)))
              .toList());
    }
    for (Layout.Stream entity : plan.layout().entities()) {
      records.add(plan.records(entity));
    }
  }

  private Function<AsOfDay, Set<String>> whom(Layout.Slot slot) {
    if (slot.definition().users() == null) {
      return null;
    }
    Layout.Place told = plan.layout().whom(slot.name());
    return asOf -> records.get(told.stream()).texts(told.slot(), asOf);
  }

  /** The rows of an account's facts, one after the other. */
  static Iterator<SweptRow> rows(SweepPlan plan, String account, Iterator<Fact> facts) {
    try {
      Sweep sweep = new Sweep(plan, account);
      facts.forEachRemaining(sweep::add);
      return sweep.rows();
    } catch (RuntimeException e) {
      throw SweepException.of(account, e);
    }
  }

  private void add(Fact fact) {
    int stream = fact.getStream();
    int cell = stream - Layout.CONTRACT - 1;
    if (stream == Layout.ACCOUNT) {
      account = fact;
    } else if (stream == Layout.LINK) {
      linked.add(fact.getTexts()[0]);
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

  private Iterator<SweptRow> rows() {
    if (account == null) {
      return Collections.emptyIterator();
    }
    contracts.sort();
    cells.forEach(CellSeries::sort);
    records.forEach(RecordSeries::sort);
    attributes.sort();
    profile = account.getTexts();
    sources = plan.of(linked);
    return IntStream.range(0, plan.size()).mapToObj(this::told).filter(Objects::nonNull).iterator();
  }

  private SweptRow told(int place) {
    try {
      return row(place);
    } catch (RuntimeException e) {
      throw SweepException.of(id, e);
    }
  }

  /** The row of an asked day, each after the one before; null before the account was known. */
  private SweptRow row(int place) {
    long cut = plan.cut(place);
    for (CellSeries series : cells) {
      series.advance(plan.day(place));
    }
    for (RecordSeries series : records) {
      series.advance(cut);
    }
    attributes.advance(cut);
    return known(cut) ? row(place, contracts.standing(cut)) : null;
  }

  private boolean known(long cut) {
    boolean seen = account.getKnown() != null && account.getKnown() < cut;
    return seen || contracts.knownBy(cut);
  }

  private SweptRow row(int place, Standing standing) {
    int day = plan.day(place);
    SweptRow row = new SweptRow();
    row.setDay(day);
    row.setAccount(id);
    row.setProfile(profile);
    row.setActive(!standing.paying().isEmpty());
    row.setMrr(standing.mrr(day));
    row.setSeats(standing.seats());
    row.setPlan(standing.plan(day));
    row.setSince(standing.since());
    row.setRenewal(standing.renewal(day));
    row.setEndsOn(standing.endsOn());
    row.setAutoRenew(standing.autoRenew());
    row.setTrial(standing.trial());
    AsOfDay asOf = plan.asOf(place, standing.seats());
    row.setFeatures(new double[plan.layout().columns().size()]);
    row.setTexts(new String[plan.layout().texts().size()]);
    contracts(row.getFeatures(), asOf, standing);
    cells(row.getFeatures(), place, asOf, standing);
    records(row, place, asOf);
    row.setSilentDays(sources.silentDays(place));
    attributes(row);
    pairs(row);
    return row;
  }

  private void contracts(double[] features, AsOfDay asOf, Standing standing) {
    for (Layout.Slot slot : plan.layout().contract()) {
      features[slot.column()] = slot.published(contract(slot.definition(), asOf, standing));
    }
  }

  private void cells(double[] features, int place, AsOfDay asOf, Standing standing) {
    for (int i = 0; i < cells.size(); i++) {
      Layout.Stream stream = plan.layout().cells().get(i);
      Covered covered = sources.covered(stream, place);
      for (int j = 0; j < stream.slots().size(); j++) {
        Layout.Slot slot = stream.slots().get(j);
        Windowed.Days days = figures.get(i).get(j);
        features[slot.column()] =
            slot.published(
                isOlder(standing, covered.start()) && isSinceFirst(slot.definition())
                    ? null
                    : cells.get(i).read(slot.definition(), days, covered, asOf));
      }
    }
  }

  /** Whether the account was a customer before anything of a stream was delivered. */
  private static boolean isOlder(Standing standing, int start) {
    return standing.since() != null && standing.since() < start;
  }

  /** Whether a feature asks when something happened first of all. */
  private static boolean isSinceFirst(FeatureDefinition feature) {
    return feature.measure() == Measure.AGE && feature.window() == null;
  }

  private void records(SweptRow row, int place, AsOfDay asOf) {
    for (int i = 0; i < records.size(); i++) {
      Layout.Stream stream = plan.layout().entities().get(i);
      RecordSeries series = records.get(i);
      Covered covered = sources.covered(stream, place);
      double[] values =
          series.isEmpty()
              ? sources.nothing(stream, place, asOf.seats() > 0)
              : series.values(covered, asOf);
      for (int j = 0; j < values.length; j++) {
        Layout.Slot slot = stream.slots().get(j);
        if (slot.isText()) {
          row.getTexts()[slot.text()] = series.isEmpty() ? null : series.text(j, covered, asOf);
        } else if (slot.isShown()) {
          row.getFeatures()[slot.column()] = values[j];
        }
      }
    }
  }

  private void attributes(SweptRow row) {
    for (int i = 0; i < plan.layout().attributes().size(); i++) {
      Layout.Slot slot = plan.layout().attributes().get(i);
      if (slot.isText()) {
        row.getTexts()[slot.text()] = attributes.text(i);
      } else {
        row.getFeatures()[slot.column()] = slot.rounded(attributes.number(i));
      }
    }
  }

  private void pairs(SweptRow row) {
    for (Layout.Pair pair : plan.layout().pairs()) {
      row.getFeatures()[pair.slot().column()] = pair.of(row);
    }
  }

  private Double contract(FeatureDefinition feature, AsOfDay asOf, Standing standing) {
    int day = asOf.day();
    int from = feature.window() == null ? Integer.MIN_VALUE : day - feature.window() + 1;
    return switch (feature.value()) {
      case "discount_share" -> standing.discountShare(day);
      case "term_days" -> standing.termDays() == null ? null : (double) standing.termDays();
      case "renewals" -> (double) standing.renewals(from, day);
      case "plan_changes" -> (double) standing.planChanges(from, day);
      default -> figure(feature, asOf, standing.paying());
    };
  }

  private Double figure(FeatureDefinition feature, AsOfDay asOf, List<Term> paying) {
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
      case "mrr" -> contracts.mrr(terms, day) / 100.0;
      case "seats" -> Contracts.seats(terms);
      default -> terms.size();
    };
  }
}
