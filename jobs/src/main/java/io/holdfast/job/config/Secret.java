package io.holdfast.job.config;

import java.util.Objects;

/** A value that is never printed; configuration takes it from {@code ${env:NAME}}. */
public final class Secret {
  private final String value;

  public Secret(String value) {
    this.value = Objects.requireNonNull(value);
  }

  public String reveal() {
    return value;
  }

  @Override
  public String toString() {
    return "******";
  }
}
