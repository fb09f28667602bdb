package io.holdfast.job.pull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** The landing folder, to write into. */
final class PullFolder implements AutoCloseable {
  private static final Pattern HIDDEN = Pattern.compile("_[0-9a-z]+-.+\\.(\\d{1,18})\\.\\d+");
  private static final AtomicLong BEGUN = new AtomicLong();

  /** Names of what this process has not finished yet. */
  private static final Set<String> WRITTEN = ConcurrentHashMap.newKeySet();

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
        "_%s.%d.%d"
            .formatted(file.getName(), ProcessHandle.current().pid(), BEGUN.getAndIncrement());
    WRITTEN.add(hidden);
    return new PullFile(system, new Path(file.getParent(), hidden), () -> WRITTEN.remove(hidden));
  }

  /** Removes what killed pulls left unfinished beside a file. */
  void tidy(String path) {
    Path folder = path(path).getParent();
    try {
      if (system.exists(folder)) {
        for (FileStatus file : system.listStatus(folder)) {
          if (isLeft(file.getPath().getName())) {
            system.delete(file.getPath(), false);
          }
        }
      }
    } catch (IOException e) {
      throw new PullException("Cannot tidy up %s: %s".formatted(folder, e.getMessage()), e);
    }
  }

  /** Written by a process that is gone; ours may have the number of one that went before it. */
  private static boolean isLeft(String name) {
    Matcher hidden = HIDDEN.matcher(name);
    if (!hidden.matches() || WRITTEN.contains(name)) {
      return false;
    }
    long pid = Long.parseLong(hidden.group(1));
    return pid == ProcessHandle.current().pid() || ProcessHandle.of(pid).isEmpty();
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
