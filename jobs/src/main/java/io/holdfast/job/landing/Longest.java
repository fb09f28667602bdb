package io.holdfast.job.landing;

import java.util.Locale;

/** How large a record may be. Beyond, a night's memory would depend on what somebody delivers. */
final class Longest {
  /** Most characters of a record. */
  static final int CHARACTERS = 1 << 24;

  /** Characters that are kept of a longer one. */
  static final int KEPT = 1_000;

  /** Why a longer line is unreadable. */
  static final String LINE =
      String.format(
          Locale.ROOT,
          "line is longer than %,d characters, the first %,d of it are kept; split it at the source",
          CHARACTERS,
          KEPT);

  private Longest() {}
}
