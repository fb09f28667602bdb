package io.holdfast.table;

import static io.holdfast.table.Table.COUNT;
import static io.holdfast.table.Table.DAY;
import static io.holdfast.table.Table.STRING;

/** What the gates found, what they made of it, and who let it pass why. */
public final class GateFinding {
  public static final String FINGERPRINT = "fingerprint";
  public static final String AS_OF = "as_of";
  public static final String GATE = "gate";
  public static final String EXPORT = "export";
  public static final String BATCH = "batch";
  public static final String CONTENT = "content";
  public static final String KIND = "kind";
  public static final String VERDICT = "verdict";
  public static final String FOUND = "found";
  public static final String REASON = "reason";

  /** Values of {@link #GATE}: before a load is written, and before a release. */
  public static final String LOAD = "load";

  public static final String RELEASE = "release";

  /** Values of {@link #VERDICT}. */
  public static final String HOLD = "hold";

  public static final String DEGRADE = "degrade";
  public static final String ACCEPTED = "accepted";

  public static final Table TABLE =
      Table.of(
              "gate_finding",
              Table.Kind.APPENDED,
              "finding, as-of day, verdict",
              "",
              FINGERPRINT,
              AS_OF,
              VERDICT)
          .with(FINGERPRINT, STRING, "names exactly this finding in exactly this data")
          .with(AS_OF, DAY, "day of the night that found or accepted it")
          .with(GATE, STRING, "load or release")
          .with(EXPORT, STRING, "source and export, such as zendesk.tickets; null: of the release")
          .with(BATCH, STRING, "load; null: of the release")
          .with(CONTENT, COUNT, "content of the delivery, as in load_profile; null: of the release")
          .with(KIND, STRING, "what is wrong, in a word")
          .with(VERDICT, STRING, "hold, degrade, or accepted")
          .with(FOUND, STRING, "what was found and what is usual, as a sentence")
          .with(REASON, STRING, "why it was accepted; null: it is not");

  private static final int DIGITS = 12;

  /** The same twelve hexadecimal digits for the same text. */
  public static String fingerprint(String text) {
    return Hashes.sha256(text).substring(0, DIGITS);
  }

  private GateFinding() {}
}
