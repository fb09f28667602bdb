package io.holdfast.snapshot;

import io.holdfast.table.AttributeType;
import io.holdfast.table.Version;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The attributes of an account's record in the CRM, swept from day to day. */
final class AttributeSeries {
  /** Larger numbers are faults, and their squares would drown all others. */
  private static final double MOST = 1e15;

  private final List<Layout.Slot> slots;
  private final List<Version> versions = new ArrayList<>();

  /** Of the current version, not a number where an attribute is unknown or none. */
  private final double[] numbers;

  private Version current;
  private int next;

  AttributeSeries(List<Layout.Slot> slots) {
    this.slots = slots;
    this.numbers = new double[slots.size()];
    Arrays.fill(numbers, Double.NaN);
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
      if (current == null || Version.BY_VERSION.compare(version, current) > 0) {
        current = version;
        read();
      }
      next++;
    }
  }

  /** The text of an attribute, or null when it is unknown. */
  String text(int index) {
    return current == null || current.gone() ? null : current.texts().get(index);
  }

  /** The number of an attribute, 1 for true and 0 for false; not a number when it is unknown. */
  double number(int index) {
    return numbers[index];
  }

  private void read() {
    for (int i = 0; i < numbers.length; i++) {
      String text = slots.get(i).isText() ? null : text(i);
      numbers[i] = text == null ? Double.NaN : number(text, slots.get(i).definition().type());
    }
  }

  private static double number(String text, AttributeType type) {
    if (type == AttributeType.FLAG) {
      return Boolean.parseBoolean(text) ? 1 : 0;
    }
    try {
      double number = Double.parseDouble(text);
      return Math.abs(number) < MOST ? number : Double.NaN;
    } catch (NumberFormatException e) {
      return Double.NaN; // it landed as text before the mapping said number
    }
  }
}
