package io.holdfast.snapshot;

import io.holdfast.money.ExchangeRates;
import io.holdfast.table.Version;
import io.holdfast.time.LocalDays;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** The records of one entity of one account, each in its latest known version, swept by day. */
final class RecordSeries {
  private final List<Version> versions = new ArrayList<>();
  private final Map<String, Version> current = new HashMap<>();
  private final Layout.Stream stream;
  private final Supplier<List<SlotRecords>> making;

  /** Made when the first record is known: most accounts have none of most entities. */
  private List<SlotRecords> slots;

  private int next;

  RecordSeries(Layout.Stream stream, LocalDays days, ExchangeRates rates, int base, int last) {
    this.stream = stream;
    this.making =
        () ->
            stream.slots().stream()
                .map(slot -> new SlotRecords(slot.definition(), days, rates, base, last))
                .toList();
  }

  /** Whether no record is known yet. */
  boolean isEmpty() {
    return slots == null;
  }

  private List<SlotRecords> slots() {
    if (slots == null) {
      slots = making.get();
    }
    return slots;
  }

  void add(Fact fact) {
    versions.add(fact.asVersion());
  }

  void sort() {
    versions.sort(Version.BY_KNOWN);
  }

  /** Takes in the versions known before an instant. */
  void advance(long cut) {
    while (next < versions.size() && versions.get(next).known() < cut) {
      Version version = versions.get(next);
      Version before = current.get(version.key());
      if (before == null || Version.BY_VERSION.compare(version, before) > 0) {
        current.put(version.key(), version);
        replace(before, version);
      }
      next++;
    }
  }

  private void replace(Version before, Version version) {
    try {
      count(before, -1);
      count(version, 1);
    } catch (RuntimeException e) {
      throw SweepException.of(stream.name(), version.key(), e);
    }
  }

  private void count(Version version, int times) {
    if (version == null || version.gone()) {
      return;
    }
    for (int i = 0; i < slots().size(); i++) {
      Long time = version.numbers().get(2 * i);
      if (time != null) {
        slots
            .get(i)
            .count(
                new Moment(time, version.key()),
                version.numbers().get(2 * i + 1),
                version.texts().get(i),
                times);
      }
    }
  }

  /** The text of a slot as of a day, or null when it is unknown. */
  String text(int slot, Covered covered, AsOfDay asOf) {
    return slots().get(slot).text(covered, asOf);
  }

  /** The different texts of a slot as of a day. */
  Set<String> texts(int slot, AsOfDay asOf) {
    return slots == null ? Set.of() : slots.get(slot).texts(asOf);
  }

  /** What is published of each slot as of a day, not a number where it is unknown or none. */
  double[] values(Covered covered, AsOfDay asOf) {
    double[] values = new double[slots().size()];
    for (int i = 0; i < values.length; i++) {
      Layout.Slot slot = stream.slots().get(i);
      values[i] = slot.isNumber() ? slot.published(slots.get(i).read(covered, asOf)) : Double.NaN;
    }
    return values;
  }
}
