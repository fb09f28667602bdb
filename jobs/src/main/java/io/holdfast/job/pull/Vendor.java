package io.holdfast.job.pull;

import java.util.Set;

/** Whose interface a source speaks, with its limits and the exports it has. */
public enum Vendor {
  ZENDESK(null, 1000, 1000, 10),
  STRIPE("https://api.stripe.com", 100, 100, 1200),
  HUBSPOT("https://api.hubapi.com", 100, 200, 240),
  SALESFORCE(null, 10_000, 1_000_000, 600);

  /** Address that everybody uses; null where each company has its own. */
  final String url;

  final int page;
  final int largestPage;

  /** Requests a minute that the vendor allows everybody. */
  final int perMinute;

  Vendor(String url, int page, int largestPage, int perMinute) {
    this.url = url;
    this.page = page;
    this.largestPage = largestPage;
    this.perMinute = perMinute;
  }

  /** Known exports; empty where any object may be asked for. */
  Set<String> exports() {
    return switch (this) {
      case ZENDESK -> ZendeskExport.NAMES;
      case STRIPE -> StripeExport.NAMES;
      case HUBSPOT, SALESFORCE -> Set.of();
    };
  }

  /** Whether an export is of what happened, and so begins at the start day; others come whole. */
  boolean happens(String export) {
    return switch (this) {
      case ZENDESK ->
          Set.of("tickets", "ticket_comments", "ticket_metric_events", "satisfaction_ratings")
              .contains(export);
      case STRIPE ->
          Set.of("invoices", "credit_notes", "charges", "refunds", "disputes").contains(export);
      case HUBSPOT ->
          Set.of("tickets", "calls", "emails", "meetings", "notes", "tasks", "email_events")
              .contains(export);
      case SALESFORCE -> Set.of("Case", "Event", "Task").contains(export);
    };
  }
}
