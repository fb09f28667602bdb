package io.holdfast.snapshot;

import io.holdfast.money.MissingRateException;
import io.holdfast.table.Versions;

/** An account's history cannot be gone over; the message names the account and the record. */
public final class SweepException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Keys that hold an address, as HubSpot's of who got a mail. */
  private static final String PERSONAL = "(?s).*[@:].*";

  private SweepException(String message, Throwable cause) {
    super(message, cause);
  }

  /** What went wrong with a record, such as one of {@code subscription}. */
  static RuntimeException of(String entity, String key, RuntimeException cause) {
    if (told(cause)) {
      return cause;
    }
    String own = key.substring(key.indexOf(Versions.KEY_SEPARATOR) + 1);
    String source = key.substring(0, Math.max(0, key.length() - own.length() - 1));
    return new SweepException(
        "%s %s %s".formatted(entity, source, own.matches(PERSONAL) ? "(a personal key)" : own),
        cause);
  }

  /** What went wrong with an account. */
  static RuntimeException of(String account, RuntimeException cause) {
    if (cause instanceof MissingRateException) {
      return cause;
    }
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String record = cause instanceof SweepException ? cause.getMessage() : "its records";
    return new SweepException(
        ("The snapshot of account %s cannot be computed from %s: %s. Correct that record at its"
                + " source and deliver it again; 'holdfast explain %s' shows what else is known.")
            .formatted(account, record, said(root), account),
        cause);
  }

  private static String said(Throwable root) {
    return root instanceof ArithmeticException
        ? root.getMessage()
        : root.getClass().getSimpleName();
  }

  private static boolean told(RuntimeException cause) {
    return cause instanceof SweepException || cause instanceof MissingRateException;
  }
}
