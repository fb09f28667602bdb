package io.holdfast.job.pull;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** The landing folder, to write into. */
final class PullFolder implements AutoCloseable {
  private final FileSystem system;
  private final Path root;

  /**
   * @param address path or URI of landing
   */
  PullFolder(String address) {
    Configuration hadoop = new Configuration();
    // The checked one leaves a file of sums beside each file.
    hadoop.setClass("fs.file.impl", RawLocalFileSystem.class, FileSystem.class);
    this.root = new Path(address);
    try {
      this.system = FileSystem.newInstance(root.toUri(), hadoop);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot reach landing folder " + address, e);
    }
  }

  /** A file in the making that nobody else writes. */
  PullFile begin(String path) {
    Path file = path(path);
    String hidden =
        "_%s.%d.%s".formatted(file.getName(), ProcessHandle.current().pid(), System.nanoTime());
    return new PullFile(system, new Path(file.getParent(), hidden));
  }

  Path path(String below) {
    return new Path(root, below);
  }

  @Override
  public void close() {
    try {
      system.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot close landing folder " + root, e);
    }
  }
}
