package io.holdfast.job.landing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** The folder tree where exports arrive: local, S3 or any other Hadoop file system. */
public final class LandingFolder {
  private final Configuration hadoop;
  private final Path root;

  /**
   * @param address path or URI
   */
  public LandingFolder(Configuration hadoop, String address) {
    this.hadoop = hadoop;
    this.root = new Path(address);
  }

  /** The folder as a full address. */
  public String address() {
    return base().toString();
  }

  public boolean exists() {
    try {
      return root.getFileSystem(hadoop).exists(root);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot reach landing folder " + root, e);
    }
  }

  /**
   * What matches globs.
   *
   * @param files each once and in the order of their paths
   * @param unfinished paths of uploads that are not whole yet
   */
  public record Listing(List<LandingFile> files, List<String> unfinished) {

    /** A sentence for each file that is left for later. */
    public List<String> notices() {
      return unfinished.stream()
          .map(
              path ->
                  "file %s is not read: its name is that of an unfinished upload; rename it when it is whole"
                      .formatted(path))
          .toList();
    }
  }

  /** The files of {@link #list}. */
  public List<LandingFile> files(List<String> globs) {
    return list(globs).files();
  }

  /** What matches any of the globs; hidden files, locks and the like do not count. */
  public Listing list(List<String> globs) {
    Map<String, LandingFile> files = new TreeMap<>();
    Set<String> unfinished = new TreeSet<>();
    for (String glob : globs) {
      for (LandingFile file : matching(glob)) {
        if (NoData.isUnfinished(file.path(), glob)) {
          unfinished.add(file.path());
        } else if (!NoData.isBeside(file.path(), glob)) {
          files.put(file.path(), file);
        }
      }
    }
    unfinished.removeAll(files.keySet());
    return new Listing(List.copyOf(files.values()), List.copyOf(unfinished));
  }

  /** Every file below it, whoever takes it, but for those that are no data. */
  public List<LandingFile> all() {
    return new UnknownFiles(hadoop).below(address(), address());
  }

  private List<LandingFile> matching(String glob) {
    try {
      Path base = base();
      FileStatus[] found = root.getFileSystem(hadoop).globStatus(new Path(base, glob));
      List<LandingFile> files = new ArrayList<>();
      for (FileStatus status : found == null ? new FileStatus[0] : found) {
        Path path = status.getPath();
        if (status.isFile()) {
          String below = base.toUri().relativize(path.toUri()).getPath();
          files.add(
              new LandingFile(
                  below, path.toString(), status.getLen(), status.getModificationTime(), 0));
        }
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot list %s in landing folder %s".formatted(glob, root), e);
    }
  }

  private Path base() {
    try {
      return root.getFileSystem(hadoop).makeQualified(root);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot reach landing folder " + root, e);
    }
  }
}
