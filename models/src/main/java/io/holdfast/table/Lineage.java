package io.holdfast.table;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which entities the columns of customer_360 are computed from. */
public final class Lineage {
  /** Entities that recurring revenue and terms of contracts are computed from, by table name. */
  public static final Set<String> CONTRACT =
      Set.of(
          Subscription.TABLE.name(),
          SubscriptionItem.TABLE.name(),
          Discount.TABLE.name(),
          Plan.TABLE.name());

  private static final Set<String> PROFILE = Set.of(SourceAccount.TABLE.name());

  /** Of fixed columns; {@link Customer360#ACTIVE} says of whom there are figures at all. */
  private static final Map<String, Set<String>> FIXED = new HashMap<>();

  static {
    List.of(
            Customer360.MRR,
            Customer360.ARR,
            Customer360.SEATS,
            Customer360.PLAN,
            Customer360.CUSTOMER_SINCE,
            Customer360.TENURE_DAYS,
            Customer360.RENEWAL_ON,
            Customer360.DAYS_TO_RENEWAL,
            Customer360.ENDS_ON,
            Customer360.AUTO_RENEW,
            Customer360.TRIAL)
        .forEach(column -> FIXED.put(column, CONTRACT));
    List.of(
            Customer360.NAME,
            Customer360.INDUSTRY,
            Customer360.COUNTRY,
            Customer360.SEGMENT,
            Customer360.OWNER)
        .forEach(column -> FIXED.put(column, PROFILE));
  }

  /**
   * Columns of customer_360 that are computed from any of these entities, directly or through
   * another column.
   *
   * @param entities names of their tables
   */
  public static Set<String> columns(Catalogue catalogue, Set<String> entities) {
    Set<String> all = new TreeSet<>(FIXED.keySet());
    all.addAll(catalogue.computed().keySet());
    all.removeIf(column -> Collections.disjoint(entities(catalogue, column), entities));
    return all;
  }

  private static Set<String> entities(Catalogue catalogue, String column) {
    FeatureDefinition feature = catalogue.computed().get(column);
    if (feature == null) {
      return FIXED.getOrDefault(column, Set.of());
    }
    Set<String> read = new HashSet<>(read(feature));
    if (feature.users() != null) {
      read.addAll(Set.of(AppUser.TABLE.name(), Contact.TABLE.name()));
    }
    if (feature.inSupportHours()) {
      read.addAll(Set.of(Schedule.TABLE.name(), Holiday.TABLE.name()));
    }
    if (feature.byContactRole()) {
      read.add(Contact.TABLE.name());
    }
    if (feature.per() == FeatureDefinition.Per.SEATS) {
      read.addAll(CONTRACT);
    }
    if (feature.withPeers()) {
      read.addAll(CONTRACT);
      read.addAll(PROFILE);
    }
    feature.parts().values().forEach(part -> read.addAll(entities(catalogue, part)));
    return read;
  }

  private static Set<String> read(FeatureDefinition feature) {
    if (!feature.parts().isEmpty()) {
      return Set.of();
    }
    if (feature.ofContract()) {
      return CONTRACT;
    }
    if (feature.ofCell()) {
      return Set.of(UsageEvent.TABLE.name());
    }
    if (feature.of().equals(MessageSentiment.TABLE.name())) {
      return Set.of(TicketMessage.TABLE.name());
    }
    return feature.of().equals(Opportunity.TABLE.name())
        ? Set.of(feature.of(), Lookup.TABLE.name())
        : Set.of(feature.of());
  }

  private Lineage() {}
}
