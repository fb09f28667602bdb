package io.holdfast.job.landing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
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
   * @param outside paths of links to files that lie elsewhere
   */
  public record Listing(List<LandingFile> files, List<String> unfinished, List<String> outside) {

    /** A sentence for each file that is not read. */
    public List<String> notices() {
      return Stream.concat(
              unfinished.stream()
                  .map(
                      path ->
                          "file %s is not read: its name is that of an unfinished upload; rename it when it is whole"
                              .formatted(path)),
              outside.stream()
                  .map(
                      path ->
                          "file %s is not read: it is a link out of the landing folder; deliver the file itself"
                              .formatted(path)))
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
    Set<String> outside = new TreeSet<>();
    Links links = Links.below(base());
    for (String glob : globs) {
      for (LandingFile file : matching(glob)) {
        if (links.leadOut(file)) {
          outside.add(file.path());
        } else if (NoData.isUnfinished(file.path(), glob)) {
          unfinished.add(file.path());
        } else if (!NoData.isBeside(file.path(), glob)) {
          files.put(file.path(), file);
        }
      }
    }
    unfinished.removeAll(files.keySet());
    return new Listing(List.copyOf(files.values()), List.copyOf(unfinished), List.copyOf(outside));
  }

  /** Every file below it, whoever takes it, but for those that are no data. */
  public List<LandingFile> all() {
    return new UnknownFiles(hadoop).below(address(), address());
  }

  private List<LandingFile> matching(String glob) {
    try {
      Path base = base();
      List<LandingFile> files = new ArrayList<>();
      for (FileStatus status : new Globs(root.getFileSystem(hadoop), base).files(glob)) {
        Path path = status.getPath();
        String below = base.toUri().relativize(path.toUri()).getPath();
        files.add(
            new LandingFile(
                below, path.toString(), status.getLen(), status.getModificationTime(), 0));
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
