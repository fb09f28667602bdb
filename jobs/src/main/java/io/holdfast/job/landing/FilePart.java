package io.holdfast.job.landing;

import io.holdfast.conform.Format;
import java.io.Serializable;
import java.util.List;
import java.util.stream.LongStream;

/**
 * A landed file, or a range of its bytes. Only Parquet files are cut: of others nobody knows where
 * a record begins and which number it has.
 */
record FilePart(LandingFile file, long from, long to) implements Serializable {
  private static final long LARGE = 32 << 20;

  static FilePart whole(LandingFile file) {
    return new FilePart(file, 0, file.bytes());
  }

  /** The file in parts of about 32 MB where its format allows it. */
  static List<FilePart> of(LandingFile file, Format format) {
    long parts = format == Format.PARQUET ? Math.max(1, file.bytes() / LARGE) : 1;
    return LongStream.range(0, parts)
        .mapToObj(i -> new FilePart(file, file.bytes() * i / parts, file.bytes() * (i + 1) / parts))
        .toList();
  }

  long bytes() {
    return to - from;
  }
}
