package io.holdfast.identity;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;

/**
 * Names of records and of values as 64 bits. Two with the same number are only looked at together;
 * whether they are linked is decided by their own names.
 */
final class Node {

  static long record(String source, String key) {
    return of("record", source, key);
  }

  static long value(int rule, String value) {
    return of("value", Integer.toString(rule), value);
  }

  /** What everybody shares who keeps an id of a record. */
  static long id(String source, String key) {
    return of("id", source, key);
  }

  private static long of(String kind, String first, String second) {
    return Hashing.farmHashFingerprint64()
        .hashString(kind + "\n" + first + "\n" + second, StandardCharsets.UTF_8)
        .asLong();
  }

  private Node() {}
}
