package io.holdfast.job.pull;

import java.time.Duration;

/** How a pull waits: for a limit, a server that needs rest, or a job. */
public interface Waiting {

  /** Nanoseconds on a clock that only measures. */
  long nanos();

  /**
   * Does nothing for a while.
   *
   * @throws PullException when interrupted
   */
  void pause(Duration time);

  /** Really waits. */
  static Waiting real() {
    return new Waiting() {
      @Override
      public long nanos() {
        return System.nanoTime();
      }

      @Override
      public void pause(Duration time) {
        try {
          Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new PullException("The pull was interrupted", e);
        }
      }
    };
  }
}
