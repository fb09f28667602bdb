package io.holdfast.load;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Something about a delivery that is unlike its export's past.
 *
 * @param column column of an entity, such as payment.amount; empty: the delivery as a whole
 * @param sentence what was found and what is usual
 */
public record LoadFinding(Kind kind, Delivery delivery, String column, String sentence) {

  /** The same for the same finding in the same data, whatever the run. */
  public String fingerprint() {
    String all =
        String.join(
            "|",
            kind.name(),
            delivery.title(),
            delivery.name(),
            column,
            Long.toString(delivery.records()),
            Long.toString(delivery.content()));
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  public String inWords() {
    return column.isEmpty()
        ? "%s: %s".formatted(delivery.inWords(), sentence)
        : "%s, %s: %s".formatted(delivery.inWords(), column, sentence);
  }
}
