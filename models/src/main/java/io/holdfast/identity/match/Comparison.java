package io.holdfast.identity.match;

import java.io.Serializable;

/** How one kind of field is made plain and compared. */
interface Comparison extends Serializable {

  /** The text as it is compared and as keys are made of it: words with one space between; or "". */
  String plain(String text);

  /** Likeness of two plain texts, neither empty: 1 the same, 0 nothing in common. */
  double likeness(String left, String right);

  static Comparison of(MatchRules.Kind kind) {
    return switch (kind) {
      case COMPANY -> new CompanyNames();
      case PERSON -> new PersonNames();
      case STREET -> new Streets();
      case PLACE -> new Places();
      case COUNTRY -> new Countries();
      case CODE -> new Codes();
      case PHONE -> new Phones();
      case EMAIL -> new Addresses.Mail();
      case DOMAIN -> new Addresses.Web();
      case DATE -> new Dates();
    };
  }
}
