package io.holdfast.job.landing;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What a packed file holds, up to so many times its size: exports are packed to a tenth or so. */
final class UnpackedStream extends FilterInputStream {
  private static final long MOST_TIMES = 200;

  /** Bytes that a file may hold however small it is. */
  private static final long ALWAYS = 64 << 20;

  private long left;

  /**
   * @param packed size of the file in bytes
   */
  UnpackedStream(InputStream unpacked, long packed) {
    super(unpacked);
    this.left = Math.max(ALWAYS, MOST_TIMES * packed);
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    count(read < 0 ? 0 : 1);
    return read;
  }

  @Override
  public int read(byte[] into, int from, int most) throws IOException {
    int read = super.read(into, from, most);
    count(Math.max(0, read));
    return read;
  }

  private void count(int read) throws IOException {
    left -= read;
    if (left < 0) {
      throw new RefusedFileException(
          "unpacks to more than %d times its size, as no export does".formatted(MOST_TIMES),
          "deliver it unpacked if it is right, and remove it if not");
    }
  }
}
