package io.holdfast.job.config;

import java.util.List;

/** The configuration cannot be used (exit 2); the message lists every problem. */
public final class InvalidConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InvalidConfigException(List<String> problems) {
    super(
        "%d problem%s in the configuration:%n  - %s"
            .formatted(
                problems.size(),
                problems.size() == 1 ? "" : "s",
                String.join(System.lineSeparator() + "  - ", problems)));
  }
}
