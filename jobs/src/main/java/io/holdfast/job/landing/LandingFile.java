package io.holdfast.job.landing;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

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
  private static final List<String> PACKED = List.of(".gz", ".zst", ".parquet");
  private static final int OFTEN_PACKED_TO = 8;

  public LandingFile(String path, String address, long bytes) {
    this(path, address, bytes, 0, 0);
  }

  /** The same file, of whose path others were taken back. */
  public LandingFile after(int withdrawals) {
    return new LandingFile(path, address, bytes, modified, withdrawals);
  }

  /** About how many bytes of text its records are. */
  public long textBytes() {
    return bytes * factor();
  }

  InputStream open(Configuration hadoop) throws IOException {
    Path place = new Path(address);
    FileSystem system = place.getFileSystem(hadoop);
    // Beside a file Hadoop looks for its checksum, whose name is none when it holds a colon.
    boolean raw = place.getName().contains(":") && system instanceof ChecksumFileSystem;
    return (raw ? ((ChecksumFileSystem) system).getRawFileSystem() : system).open(place);
  }

  /** How many bytes of text a byte of it is, about. */
  int factor() {
    String name = path.toLowerCase(Locale.ROOT);
    return PACKED.stream().anyMatch(name::endsWith) ? OFTEN_PACKED_TO : 1;
  }
}
