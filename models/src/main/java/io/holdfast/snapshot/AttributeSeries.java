package io.holdfast.snapshot;

import io.holdfast.table.AttributeType;
import java.util.ArrayList;
import java.util.List;

/** The attributes of an account's record in the CRM, swept from day to day. */
final class AttributeSeries {
  private final List<Version> versions = new ArrayList<>();
  private Version current;
  private int next;

  void add(Fact fact) {
    versions.add(Version.of(fact));
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
      }
      next++;
    }
  }

  /** The text of an attribute, or null when it is unknown. */
  String text(int index) {
    return current == null || current.gone() ? null : current.texts().get(index);
  }

  /** The number of an attribute, 1 for true and 0 for false; null when it is unknown. */
  Double number(int index, AttributeType type) {
    String text = text(index);
    if (text == null) {
      return null;
    }
    return type == AttributeType.FLAG
        ? (Double) (Boolean.parseBoolean(text) ? 1.0 : 0.0)
        : parsed(text);
  }

  /** What landed as text before the mapping said number may be none. */
  private static Double parsed(String text) {
    try {
      double number = Double.parseDouble(text);
      return Double.isFinite(number) ? number : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
