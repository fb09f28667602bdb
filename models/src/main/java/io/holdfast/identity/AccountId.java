package io.holdfast.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Holdfast ids: a hash of the key that founded the account, so that every run gives the same. */
final class AccountId {
  private static final int BYTES = 8;

  static String of(String source, String key) {
    byte[] hash = sha256().digest((source + "|" + key).getBytes(UTF_8));
    return "hf_" + HexFormat.of().formatHex(hash, 0, BYTES);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  private AccountId() {}
}
