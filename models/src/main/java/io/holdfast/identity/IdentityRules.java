package io.holdfast.identity;

import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * {@code conf/identity.yaml}: which records of which systems are one customer.
 *
 * @param customers what an account is; companies when null
 * @param rules in this order; what an earlier one linked a later one cannot link elsewhere
 * @param fuzzy files of {@code conf/matching} whose rules propose, too: by likeness of names and
 *     addresses
 * @param mostKeys how many source accounts one account may have, and how many may share a value; a
 *     link beyond it is not made but reported; 100 when null
 * @param placeholders values that stand for nothing, lower case: ids, names, phones, and domains
 *     such as {@code example.com}
 * @param freeMailDomains mail domains that belong to no company, lower case
 */
public record IdentityRules(
    Customers customers,
    List<Linking> rules,
    List<String> fuzzy,
    Integer mostKeys,
    List<String> placeholders,
    List<String> freeMailDomains)
    implements Serializable {
  /** The precision from which on a rule may link without a person. */
  static final double LINKS_FROM = 0.999;

  /** What an account is. */
  public enum Customers {
    /** Companies, with contacts and users below them. */
    COMPANIES,
    /** Persons: an account is one person, and nobody shares a domain with anybody. */
    PEOPLE
  }

  /** What a rule compares. */
  public enum Fact {
    /** The CRM's account id that the other system keeps. */
    CRM_ID,
    /** The id of another source's account that a system keeps in an attribute of its own. */
    KEPT_ID,
    /** Mail address of the account itself. */
    EMAIL,
    /** Registrable domain of its web or mail address, else the commonest one of its people. */
    DOMAIN,
    PHONE,
    TAX_ID,
    /** Name without legal form, accents, case, punctuation and word order. */
    NAME;

    boolean id() {
      return this == CRM_ID || this == KEPT_ID;
    }

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One rule.
   *
   * @param confidence measured precision: the share of its links that are right, above 0, at most 1
   * @param links whether it links by itself; one that does not only proposes
   * @param of kept_id: the source whose ids are kept
   * @param attribute kept_id: the attribute that keeps them
   */
  public record Linking(Fact fact, double confidence, Boolean links, String of, String attribute)
      implements Serializable {
    public Linking {
      if (fact == null) {
        throw new IllegalArgumentException(
            "a rule needs its fact: crm_id, kept_id, email, domain, phone, tax_id or name");
      }
      links = Boolean.TRUE.equals(links);
      if (!(confidence > 0 && confidence <= 1)) {
        throw new IllegalArgumentException(
            "confidence %s of rule %s is not in (0, 1]; give the share of right links"
                .formatted(confidence, fact.label()));
      }
      if (links && confidence < LINKS_FROM) {
        throw new IllegalArgumentException(
            "rule %s links with confidence %s; only what was measured at %s or better links by itself, so leave links out and it proposes"
                .formatted(fact.label(), confidence, LINKS_FROM));
      }
      if ((fact == Fact.KEPT_ID) != (of != null && attribute != null)) {
        throw new IllegalArgumentException(
            "of and attribute say whose id is kept and where: rule kept_id needs both, %s none"
                .formatted(fact.label()));
      }
    }

    /** A rule that links by itself. */
    static Linking links(Fact fact, double confidence) {
      return new Linking(fact, confidence, true, null, null);
    }

    /** As links bear it. */
    String label() {
      return fact == Fact.KEPT_ID ? "kept_id_of_" + of : fact.label();
    }
  }

  public IdentityRules {
    customers = customers == null ? Customers.COMPANIES : customers;
    mostKeys = mostKeys == null ? 100 : mostKeys;
    rules = List.copyOf(rules);
    fuzzy = List.copyOf(fuzzy);
    placeholders = List.copyOf(placeholders);
    freeMailDomains = List.copyOf(freeMailDomains);
    Set<String> seen = new HashSet<>();
    for (Linking rule : rules) {
      if (!seen.add(rule.label() + rule.attribute())) {
        throw new IllegalArgumentException(
            "rule %s stands twice; keep one".formatted(rule.label()));
      }
      if (customers == Customers.PEOPLE && rule.fact() == Fact.DOMAIN) {
        throw new IllegalArgumentException(
            "rule domain tells companies apart, but customers are people; use email or phone");
      }
    }
    if (mostKeys < 2) {
      throw new IllegalArgumentException(
          "most_keys is %d; an account of linked records has at least 2".formatted(mostKeys));
    }
    for (String domain : freeMailDomains) {
      if (!domain.matches("[a-z0-9-]+(\\.[a-z0-9-]+)+")) {
        throw new IllegalArgumentException(
            "free_mail_domains holds '%s'; write a domain in lower case, such as gmail.com"
                .formatted(domain));
      }
    }
  }

  /** Whether domains of contacts and users speak for their account. */
  boolean peopleSpeak() {
    return customers == Customers.COMPANIES
        && rules.stream().anyMatch(rule -> rule.fact() == Fact.DOMAIN);
  }

  int domainRule() {
    for (int i = 0; i < rules.size(); i++) {
      if (rules.get(i).fact() == Fact.DOMAIN) {
        return i;
      }
    }
    return -1;
  }
}
