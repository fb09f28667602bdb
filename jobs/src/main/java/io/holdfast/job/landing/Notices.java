package io.holdfast.job.landing;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;

/** What is to be said of a file that is read nevertheless, each once. */
final class Notices {
  private final Set<String> said = new HashSet<>();
  private final Queue<String> waiting = new ArrayDeque<>();

  /**
   * @param notice ready to follow the file's name
   */
  void add(String notice) {
    if (said.add(notice)) {
      waiting.add(notice);
    }
  }

  /** One that was not said yet, or null. */
  String next() {
    return waiting.poll();
  }
}
