package io.holdfast.job.pull;

import java.time.LocalDate;
import java.util.List;

/**
 * One export of a source.
 *
 * @param fields of HubSpot (properties) and Salesforce; empty: all there are
 * @param include what comes along with each record: sideloads of Zendesk, associations of HubSpot
 * @param start first day of changes asked for; null: as its source says
 */
public record ExportConfig(List<String> fields, List<String> include, LocalDate start) {
  private static final String NAME = "[A-Za-z][A-Za-z0-9_-]*";

  public ExportConfig {
    for (List<String> names : List.of(fields, include)) {
      for (String name : names) {
        if (name == null || !name.matches(NAME)) {
          throw new IllegalArgumentException(
              "'%s' is not a name of letters, digits and underscores".formatted(name));
        }
      }
    }
    fields = List.copyOf(fields);
    include = List.copyOf(include);
  }

  /** With nothing said. */
  static ExportConfig plain() {
    return new ExportConfig(List.of(), List.of(), null);
  }
}
