package io.holdfast.job.demo;

/** Salesforce's record ids: 15 characters and 3 that keep their upper and lower case. */
final class SalesforceId {
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final String CHECK = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

  /** The id of a record, by the prefix of its object, as {@code 001} for accounts. */
  static String of(String prefix, long number) {
    StringBuilder id = new StringBuilder(18).append(prefix).append("Nw0");
    char[] digits = new char[9];
    for (int i = 8; i >= 0; i--) {
      digits[i] = DIGITS.charAt((int) (number % 62));
      number /= 62;
    }
    id.append(digits);
    for (int group = 0; group < 3; group++) {
      int bits = 0;
      for (int i = 0; i < 5; i++) {
        char c = id.charAt(group * 5 + i);
        bits |= c >= 'A' && c <= 'Z' ? 1 << i : 0;
      }
      id.append(CHECK.charAt(bits));
    }
    return id.toString();
  }

  private SalesforceId() {}
}
