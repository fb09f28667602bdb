package io.holdfast.job.landing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
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
   * Files that match any of the globs, each once and in the order of their paths; hidden ones
   * ({@code .x}, {@code _x}) do not count.
   */
  public List<LandingFile> files(List<String> globs) {
    TreeMap<String, LandingFile> files = new TreeMap<>();
    globs.forEach(glob -> files(glob).forEach(file -> files.put(file.path(), file)));
    return List.copyOf(files.values());
  }

  private List<LandingFile> files(String glob) {
    try {
      Path base = base();
      FileStatus[] found = root.getFileSystem(hadoop).globStatus(new Path(base, glob));
      List<LandingFile> files = new ArrayList<>();
      for (FileStatus status : found == null ? new FileStatus[0] : found) {
        Path path = status.getPath();
        if (status.isFile() && !path.getName().matches("[._].*")) {
          String below = base.toUri().relativize(path.toUri()).getPath();
          files.add(new LandingFile(below, path.toString(), status.getLen()));
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
