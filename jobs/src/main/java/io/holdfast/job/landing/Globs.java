package io.holdfast.job.landing;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.GlobExpander;
import org.apache.hadoop.fs.GlobFilter;
import org.apache.hadoop.fs.Path;

/**
 * Hadoop's globs below a folder. Its own matching gives up a whole folder in which one name holds a
 * colon.
 */
record Globs(FileSystem system, Path base) {

  /** Files that match; of one that is there twice both. */
  List<FileStatus> files(String glob) throws IOException {
    List<FileStatus> files = new ArrayList<>();
    for (String flat : GlobExpander.expand(glob)) {
      List<FileStatus> found = named(base);
      for (String part : flat.split("/+", -1)) {
        found = part.isEmpty() ? found : within(found, part);
      }
      found.stream().filter(FileStatus::isFile).forEach(files::add);
    }
    return files;
  }

  private List<FileStatus> within(List<FileStatus> folders, String part) throws IOException {
    GlobFilter names = new GlobFilter(part);
    List<FileStatus> found = new ArrayList<>();
    for (FileStatus folder : folders) {
      if (folder.isDirectory() && names.hasPattern()) {
        for (FileStatus status : system.listStatus(folder.getPath())) {
          if (names.accept(status.getPath())) {
            found.add(status);
          }
        }
      } else if (folder.isDirectory()) {
        String name = part.replaceAll("\\\\(.)", "$1");
        found.addAll(named(new Path(folder.getPath(), new Path(null, null, name))));
      }
    }
    return found;
  }

  private List<FileStatus> named(Path path) throws IOException {
    try {
      return List.of(system.getFileStatus(path));
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }
}
