package io.holdfast.conform;

import java.util.Locale;
import java.util.Optional;

/** How the records of a file are written. */
public enum Format {
  CSV,
  TSV,
  /** One array of objects, or objects one after the other. */
  JSON,
  /** One object a line. */
  JSONL,
  NDJSON,
  PARQUET;

  /** The format that a file name ends with, a final {@code .gz} or {@code .zst} aside. */
  public static Optional<Format> of(String name) {
    String plain =
        name.toLowerCase(Locale.ROOT).replaceAll("\\.(gz|zst)$", "").replaceAll("[*?]+$", "");
    for (Format format : values()) {
      if (plain.endsWith("." + format.name().toLowerCase(Locale.ROOT))) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }
}
