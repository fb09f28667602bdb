package io.holdfast.job.suggest;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Columns that change, in exports that do not say when they did. */
final class Moving {
  private static final Set<String> COLUMNS =
      Set.of(
          "active",
          "auto_renew",
          "close_on",
          "closed_at",
          "employees",
          "end_at",
          "escalated",
          "first_response_minutes",
          "industry",
          "kind",
          "list_mrr",
          "merged_into_key",
          "mrr",
          "opted_out",
          "owner",
          "paid_at",
          "plan",
          "plan_key",
          "priority",
          "probability",
          "quantity",
          "renewal_at",
          "reopened",
          "resolution_hours",
          "role",
          "satisfaction",
          "seats",
          "segment",
          "stage",
          "status",
          "title",
          "trial");

  /** The line history: what is known of such columns is today's value only. */
  static Optional<Draft.Line> history(
      Likely likely, List<Draft.Line> lines, List<Draft.Line> columns) {
    String moving =
        columns.stream()
            .map(Draft.Line::key)
            .filter(COLUMNS::contains)
            .map(column -> column + ": current_only")
            .collect(Collectors.joining(", "));
    boolean dated = lines.stream().anyMatch(line -> line.key().equals("event_time"));
    return moving.isEmpty() || !dated || likely.words().changes() == Words.Changes.NEVER
        ? Optional.empty()
        : Optional.of(
            new Draft.Line("history", "{%s}".formatted(moving), "no time says when they changed"));
  }

  private Moving() {}
}
