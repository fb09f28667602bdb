package io.holdfast.identity;

import java.io.Serializable;
import java.time.ZoneId;
import java.util.List;

/**
 * What links are made by.
 *
 * @param crm source whose accounts are the customers
 * @param decisions of people, in their order; only those known by the day
 * @param zone of the company: what nobody could see at the end of a day leaves no row
 */
public record LinkParams(IdentityRules rules, String crm, List<Decision> decisions, ZoneId zone)
    implements Serializable {
  public LinkParams {
    decisions = List.copyOf(decisions);
  }

  /** The source whose ids a rule looks for. */
  String idsOf(IdentityRules.Linking rule) {
    return rule.fact() == IdentityRules.Fact.CRM_ID ? crm : rule.of();
  }
}
