package io.holdfast.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What records of an entity must say to be of use: one of some columns.
 *
 * @param anyOf columns of the entity, or of another one of the same source as {@code entity.column}
 * @param without what becomes of records that say none of them
 */
public record Essential(List<String> anyOf, String without) {
  private static final Map<String, List<Essential>> OF_CONTENT =
      Map.ofEntries(
          of(
              SourceAccount.TABLE,
              "people see its key for a name",
              SourceAccount.NAME,
              SourceAccount.DOMAIN,
              SourceAccount.CRM_KEY),
          of(
              Subscription.TABLE,
              "its recurring revenue is unknown",
              Subscription.MRR,
              other(SubscriptionItem.TABLE, SubscriptionItem.MRR),
              other(SubscriptionItem.TABLE, SubscriptionItem.PLAN_KEY)),
          of(
              SubscriptionItem.TABLE,
              "it is part of no contract",
              SubscriptionItem.SUBSCRIPTION_KEY),
          of(Discount.TABLE, "nothing is taken off", Discount.PERCENT_OFF, Discount.AMOUNT_OFF),
          of(Invoice.TABLE, "nothing is owed", Invoice.AMOUNT),
          of(InvoiceLine.TABLE, "nothing is owed", InvoiceLine.AMOUNT),
          of(Payment.TABLE, "nothing is paid", Payment.AMOUNT),
          of(TicketMessage.TABLE, "it says nothing", TicketMessage.BODY),
          of(SurveyResponse.TABLE, "nothing is answered", SurveyResponse.SCORE),
          of(Opportunity.TABLE, "nobody sees how far it is", Opportunity.STAGE),
          of(Activity.TABLE, "it counts as nothing", Activity.KIND),
          of(Goal.TABLE, "nobody knows which", Goal.NAME),
          of(Milestone.TABLE, "nobody knows which", Milestone.NAME),
          of(Signal.TABLE, "it counts as nothing", Signal.KIND),
          of(UsageEvent.TABLE, "no metric counts it", UsageEvent.EVENT));

  private static Map.Entry<String, List<Essential>> of(
      Table table, String without, String... anyOf) {
    return Map.entry(table.name(), List.of(new Essential(List.of(anyOf), without)));
  }

  private static String other(Table table, String column) {
    return table.name() + "." + column;
  }

  /** All that records of an entity must say, whose they are first. */
  public static List<Essential> of(Table table) {
    List<String> whose = AccountKeys.telling(table);
    return Stream.concat(
            whose.isEmpty()
                ? Stream.empty()
                : Stream.of(new Essential(whose, "it belongs to no account")),
            OF_CONTENT.getOrDefault(table.name(), List.of()).stream())
        .toList();
  }

  /**
   * What is not said.
   *
   * @param said {@code entity.column} of all that a source says
   */
  public static List<Essential> lacking(Table table, Set<String> said) {
    List<Essential> lacking = new ArrayList<>(of(table));
    lacking.removeIf(
        essential ->
            essential.anyOf().stream()
                .map(column -> column.contains(".") ? column : other(table, column))
                .anyMatch(said::contains));
    return lacking;
  }

  /** Such as {@code no mrr (nor subscription_item.mrr): its recurring revenue is unknown}. */
  public String words() {
    String others = String.join(", ", anyOf.subList(1, anyOf.size()));
    return "no %s%s: %s"
        .formatted(anyOf.get(0), others.isEmpty() ? "" : " (nor %s)".formatted(others), without);
  }
}
