package io.holdfast.job.config;

import java.util.ArrayList;
import java.util.List;

/** Everything that is wrong with a configuration, gathered before anything starts. */
public final class Problems {
  private final List<String> all = new ArrayList<>();

  /** Notes one problem: where it is, what is wrong with which value, and what to do. */
  public void add(String where, String message) {
    all.add(where + ": " + message);
  }

  public List<String> all() {
    return List.copyOf(all);
  }

  /**
   * Ends the gathering.
   *
   * @throws InvalidConfigException listing every problem, when there are any
   */
  public void throwIfAny() {
    if (!all.isEmpty()) {
      throw new InvalidConfigException(all());
    }
  }
}
