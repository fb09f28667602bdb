package io.holdfast.check;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code conf/expectations.yaml}: what a company expects of its data, beside {@link FrameChecks}.
 *
 * @param maxQuarantinedPercent share of landed records that may lie in quarantine, 0 to 100; null:
 *     1
 */
public record Expectations(Double maxQuarantinedPercent, List<Expectation> checks) {

  public Expectations {
    maxQuarantinedPercent =
        maxQuarantinedPercent == null ? Double.valueOf(1) : maxQuarantinedPercent;
    if (!(maxQuarantinedPercent >= 0 && maxQuarantinedPercent <= 100)) {
      throw new IllegalArgumentException(
          "max_quarantined_percent %s is not within 0 to 100".formatted(maxQuarantinedPercent));
    }
    checks = List.copyOf(checks);
    Set<String> names = new TreeSet<>();
    FrameChecks.all(maxQuarantinedPercent).forEach(check -> names.add(check.name()));
    for (Expectation check : checks) {
      if (!names.add(check.name())) {
        throw new IllegalArgumentException(
            "check %s stands twice, or is one of Holdfast's own; give it another name"
                .formatted(check.name()));
      }
    }
  }
}
