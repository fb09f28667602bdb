package io.holdfast.load;

import java.util.Arrays;
import java.util.Optional;

/** What may be wrong with a delivery, and what the night does then. */
public enum Kind {
  /** The same records came again under a new name, and would count again. */
  REPEATED("repeated", Verdict.HOLD),
  /** The same records came again under a new name: nothing newer did. */
  FROZEN("frozen", Verdict.DEGRADE),
  /** The values of an earlier delivery, under other dates. */
  REDATED("redated", Verdict.HOLD),
  SHRUNKEN("shrunken", Verdict.DEGRADE),
  /** Fewer than on such weekdays, as many as on others: a holiday, or less than there was. */
  LOW("low", Verdict.DEGRADE),
  GROWN("grown", Verdict.DEGRADE),
  /** Many records are rejected. */
  REJECTED("rejected", Verdict.HOLD),
  SOME_REJECTED("some rejected", Verdict.DEGRADE),
  /** A column that had values has none, or nothing but zeros. */
  EMPTIED("emptied", Verdict.HOLD),
  /** Numbers of another size: cents for units, another currency. */
  UNIT("unit", Verdict.HOLD),
  SIGN("sign", Verdict.HOLD),
  /** Numbers that the mapping says cannot be. */
  BOUNDS("bounds", Verdict.HOLD),
  /** Words that never stood there. */
  WORDS("words", Verdict.HOLD),
  /** Known words in shares that they never had: everything deleted, everything ended. */
  SHARES("shares", Verdict.HOLD),
  /** One account, user or contract for nearly all. */
  ONE_KEY("one key", Verdict.HOLD),
  /** Keys written otherwise, or numbered anew. */
  STRANGE_KEYS("strange keys", Verdict.HOLD),
  /** Known keys that now name something else. */
  REUSED_KEYS("reused keys", Verdict.HOLD),
  ONE_INSTANT("one instant", Verdict.HOLD),
  FUTURE("future", Verdict.HOLD),
  /** Times much older or newer than usual. */
  AGE("age", Verdict.HOLD),
  ZONE("zone", Verdict.HOLD),
  /** A delivery between the last one and this one never came. */
  GAP("gap", Verdict.DEGRADE),
  /** Nothing came for longer than usual. */
  LATE("late", Verdict.DEGRADE);

  private final String words;
  private final Verdict verdict;

  Kind(String words, Verdict verdict) {
    this.words = words;
    this.verdict = verdict;
  }

  /** The kind that has these words; none: no kind has. */
  public static Optional<Kind> of(String words) {
    return Arrays.stream(values()).filter(kind -> kind.words.equals(words)).findFirst();
  }

  public String words() {
    return words;
  }

  public Verdict verdict() {
    return verdict;
  }

  /** What the night does. */
  public enum Verdict {
    /** The load is not written and the night not released. */
    HOLD,
    /** It is loaded; what it touches is published as stale. */
    DEGRADE
  }
}
