package io.holdfast.identity;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code conf/identity.yaml}: how records of other systems find their CRM account.
 *
 * @param rules in this order; a record is linked by the first one that fits
 * @param placeholders values that stand for nothing, lower case: ids, and domains such as {@code
 *     example.com}
 * @param freeMailDomains mail domains that belong to no company, lower case
 */
public record IdentityRules(
    List<Linking> rules, List<String> placeholders, List<String> freeMailDomains) {

  /** What a rule compares. */
  public enum Fact {
    /** The CRM's account id that the other system keeps. */
    CRM_ID,
    /** Web or mail domain of the record, else the commonest one of its people. */
    DOMAIN;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One rule.
   *
   * @param confidence share of its links that are right, above 0 and at most 1
   */
  public record Linking(Fact fact, double confidence) {
    public Linking {
      if (fact == null) {
        throw new IllegalArgumentException("a rule needs its fact: crm_id or domain");
      }
      if (!(confidence > 0 && confidence <= 1)) {
        throw new IllegalArgumentException(
            "confidence %s of rule %s is not in (0, 1]; give the share of right links"
                .formatted(confidence, fact.label()));
      }
    }
  }

  public IdentityRules {
    rules = List.copyOf(rules);
    placeholders = List.copyOf(placeholders);
    freeMailDomains = List.copyOf(freeMailDomains);
    Set<Fact> seen = new TreeSet<>();
    for (Linking rule : rules) {
      if (!seen.add(rule.fact())) {
        throw new IllegalArgumentException(
            "rule %s stands twice; keep one".formatted(rule.fact().label()));
      }
    }
    for (String domain : freeMailDomains) {
      if (!domain.matches("[a-z0-9-]+(\\.[a-z0-9-]+)+")) {
        throw new IllegalArgumentException(
            "free_mail_domains holds '%s'; write a domain in lower case, such as gmail.com"
                .formatted(domain));
      }
    }
  }
}
