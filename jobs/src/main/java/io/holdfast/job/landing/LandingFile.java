package io.holdfast.job.landing;

import java.io.Serializable;

/**
 * A file that landed.
 *
 * @param path below the landing folder
 * @param address full, for the file system
 * @param modified when it was last written, in milliseconds since 1970; 0: not known
 * @param withdrawn how often a file of that path was taken back before
 */
public record LandingFile(String path, String address, long bytes, long modified, int withdrawn)
    implements Serializable {

  public LandingFile(String path, String address, long bytes) {
    this(path, address, bytes, 0, 0);
  }

  /** The same file, of whose path others were taken back. */
  public LandingFile after(int withdrawals) {
    return new LandingFile(path, address, bytes, modified, withdrawals);
  }
}
