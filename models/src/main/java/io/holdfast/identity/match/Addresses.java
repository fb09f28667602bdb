package io.holdfast.identity.match;

import java.util.Locale;

/** Mail and web addresses. */
final class Addresses {

  /** Mail addresses, small letters, without what stands after a plus. */
  static final class Mail implements Comparison {

    @Override
    public String plain(String text) {
      String mail = text.trim().toLowerCase(Locale.ROOT).replaceFirst("^mailto:", "");
      int at = mail.lastIndexOf('@');
      if (at < 1 || at == mail.length() - 1) {
        return "";
      }
      return mail.substring(0, at).replaceFirst("\\+.*$", "") + mail.substring(at);
    }

    /** A slip in one is nearly it. */
    @Override
    public double likeness(String left, String right) {
      int edits = Edits.between(left, right, 1);
      return edits == 0 ? 1 : edits == 1 ? .9 : 0;
    }
  }

  /** Hosts of web or mail addresses, without {@code www}. */
  static final class Web implements Comparison {

    @Override
    public String plain(String text) {
      String host =
          text.trim()
              .toLowerCase(Locale.ROOT)
              .replaceFirst("^[a-z]+://", "")
              .replaceFirst("^.*@", "")
              .replaceFirst("[:/?#].*$", "")
              .replaceFirst("^www\\.", "");
      return host.indexOf('.') > 0 ? host : "";
    }

    /** A part of the other's domain is nearly it. */
    @Override
    public double likeness(String left, String right) {
      return left.equals(right)
          ? 1
          : left.endsWith("." + right) || right.endsWith("." + left) ? .9 : 0;
    }
  }

  private Addresses() {}
}
