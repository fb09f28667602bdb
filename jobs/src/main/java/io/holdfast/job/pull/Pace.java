package io.holdfast.job.pull;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** At most so many requests in any minute. */
final class Pace {
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private final int perMinute;
  private final Waiting waiting;
  private final Deque<Long> sent = new ArrayDeque<>();

  Pace(int perMinute, Waiting waiting) {
    this.perMinute = perMinute;
    this.waiting = waiting;
  }

  /** Waits until one more request fits. */
  void next() {
    if (sent.size() == perMinute) {
      long rest = sent.removeFirst() + MINUTE - waiting.nanos();
      if (rest > 0) {
        waiting.pause(Duration.ofNanos(rest));
      }
    }
    sent.addLast(waiting.nanos());
  }
}
