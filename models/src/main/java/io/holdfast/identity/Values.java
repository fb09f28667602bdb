package io.holdfast.identity;

import com.google.common.net.InternetDomainName;
import java.io.Serializable;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes what systems write comparable; null wherever it stands for nothing. */
final class Values implements Serializable {
  private static final long serialVersionUID = 1;
  private static final Pattern BEFORE_HOST = Pattern.compile("^[a-z][a-z0-9+.-]*://|^.*@");
  private static final Pattern HOST =
      Pattern.compile("^(?:www\\.)?([\\p{L}0-9_-]+(?:\\.[\\p{L}0-9-]+)+)\\.?(?:[:/?#].*)?$");
  private static final Pattern MAIL = Pattern.compile("[^@\\s]+@([^@\\s]+\\.[^@\\s]+)");
  private static final int LEAST_DIGITS = 7;
  private static final int COMPARED_DIGITS = 9;
  private static final Set<String> LEGAL_FORMS =
      Set.of(
          "inc",
          "incorporated",
          "corp",
          "corporation",
          "co",
          "company",
          "llc",
          "llp",
          "lp",
          "ltd",
          "limited",
          "plc",
          "gmbh",
          "mbh",
          "ag",
          "kg",
          "kgaa",
          "ohg",
          "ug",
          "ek",
          "ev",
          "se",
          "sa",
          "sas",
          "sarl",
          "sasu",
          "eurl",
          "bv",
          "nv",
          "vof",
          "ab",
          "as",
          "asa",
          "aps",
          "oy",
          "oyj",
          "spa",
          "srl",
          "snc",
          "sl",
          "slu",
          "lda",
          "ltda",
          "pty",
          "pte",
          "pvt",
          "kk",
          "sp",
          "zoo",
          "sro",
          "kft",
          "zrt",
          "doo",
          "ad",
          "ood",
          "eood",
          "the",
          "and",
          "und",
          "et");

  private final Set<String> placeholders;
  private final Set<String> freeMail;

  Values(IdentityRules rules) {
    this.placeholders = new HashSet<>(rules.placeholders());
    this.freeMail = new HashSet<>(rules.freeMailDomains());
  }

  /** An id as it is written, without blanks around it. */
  String id(String text) {
    String trimmed = text == null ? "" : text.strip();
    return trimmed.isEmpty() || placeholder(trimmed.toLowerCase(Locale.ROOT)) ? null : trimmed;
  }

  /**
   * The one form of ids that come in two: Salesforce writes 15 characters, or the same with three
   * more that check them (its API reference, "ID Field Type").
   */
  static String canonical(String id) {
    return id.length() == 18 && id.substring(15).equals(check(id)) ? id.substring(0, 15) : id;
  }

  private static String check(String id) {
    StringBuilder check = new StringBuilder();
    for (int block = 0; block < 3; block++) {
      int bits = 0;
      for (int i = 0; i < 5; i++) {
        char c = id.charAt(block * 5 + i);
        bits |= c >= 'A' && c <= 'Z' ? 1 << i : 0;
      }
      check.append("ABCDEFGHIJKLMNOPQRSTUVWXYZ012345".charAt(bits));
    }
    return check.toString();
  }

  private boolean placeholder(String lower) {
    return placeholders.contains(lower);
  }

  /**
   * The registrable domain of an address, a web address or a bare domain (public suffix list); null
   * when it is none, belongs to a free-mail service or stands for nothing.
   */
  String domain(String text) {
    String lower = text == null ? "" : text.strip().toLowerCase(Locale.ROOT);
    Matcher host = HOST.matcher(BEFORE_HOST.matcher(lower).replaceFirst(""));
    if (!host.matches() || !tellsCompanies(host.group(1))) {
      return null;
    }
    String domain = registrable(host.group(1));
    return domain != null && tellsCompanies(domain) ? domain : null;
  }

  private boolean tellsCompanies(String domain) {
    return !freeMail.contains(domain) && !placeholder(domain);
  }

  private static String registrable(String host) {
    if (!InternetDomainName.isValid(host)) {
      return null;
    }
    InternetDomainName name = InternetDomainName.from(host);
    return name.isUnderPublicSuffix() ? name.topPrivateDomain().toString() : null;
  }

  /** A mail address, free mail too: it is the whole address that counts. */
  String email(String text) {
    String lower = text == null ? "" : text.strip().toLowerCase(Locale.ROOT);
    Matcher mail = MAIL.matcher(lower);
    return mail.matches() && !placeholder(lower) && !placeholder(mail.group(1)) ? lower : null;
  }

  /** The last nine digits, so that it does not matter how the country is written. */
  String phone(String text) {
    String lower = text == null ? "" : text.strip().toLowerCase(Locale.ROOT);
    String digits = lower.replaceAll("(?:ext|x|#).*$", "").replaceAll("\\D", "");
    boolean empty =
        digits.length() < LEAST_DIGITS
            || placeholder(lower)
            || placeholder(digits)
            || digits.substring(digits.length() - LEAST_DIGITS).chars().distinct().count() == 1
            || "12345678901234567890".contains(digits.replaceFirst("^0+", ""));
    return empty ? null : digits.substring(Math.max(0, digits.length() - COMPARED_DIGITS));
  }

  /** Letters and digits, upper case. */
  String taxId(String text) {
    String lower = text == null ? "" : text.strip().toLowerCase(Locale.ROOT);
    String bare = lower.replaceAll("[^\\p{L}\\p{N}]", "");
    boolean empty =
        bare.length() < 5
            || placeholder(lower)
            || placeholder(bare)
            || bare.chars().distinct().count() <= 2
            || "1234567890".startsWith(bare);
    return empty ? null : bare.toUpperCase(Locale.ROOT);
  }

  /** Its words in alphabetical order, without legal forms, accents, case and punctuation. */
  String name(String text) {
    String lower = text == null ? "" : text.strip().toLowerCase(Locale.ROOT);
    if (lower.isEmpty() || placeholder(lower)) {
      return null;
    }
    String plain =
        Normalizer.normalize(lower, Normalizer.Form.NFKD)
            .replaceAll("\\p{M}", "")
            .replace("ß", "ss")
            .replace("ø", "o")
            .replace("æ", "ae")
            .replace("ł", "l")
            .replaceAll("(?<=\\b\\p{L})[.](?=\\p{L}\\b)", "")
            .replaceAll("['’`]", "");
    List<String> words = List.of(plain.split("[^\\p{L}\\p{N}]+"));
    String kept = words(words, true);
    String name = kept.isEmpty() ? words(words, false) : kept;
    return name.length() < 2 || placeholder(name) ? null : name;
  }

  private static String words(List<String> words, boolean withoutForms) {
    return Arrays.stream(words.toArray(String[]::new))
        .filter(word -> !word.isEmpty() && !(withoutForms && LEGAL_FORMS.contains(word)))
        .sorted()
        .collect(Collectors.joining(" "));
  }
}
