package io.holdfast.job.landing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Symbolic links below a landing folder: whoever may deliver files may not have any file of the
 * machine read. Only local file systems have such.
 *
 * @param real the landing folder without links; null when it is not local
 * @param folders whether each folder that was seen lies within
 */
record Links(Path real, Map<Path, Boolean> folders) {

  static Links below(org.apache.hadoop.fs.Path landing) {
    boolean local = "file".equals(landing.toUri().getScheme());
    Path real = null;
    try {
      real = local ? Path.of(landing.toUri().getPath()).toRealPath() : null;
    } catch (IOException e) {
      // Where there is no folder there are no files.
    }
    return new Links(real, new HashMap<>());
  }

  /** Whether a file is one, or lies in one, that ends outside of the folder. */
  boolean leadOut(LandingFile file) {
    if (real == null) {
      return false;
    }
    Path path = Path.of(new org.apache.hadoop.fs.Path(file.address()).toUri().getPath());
    boolean within = folders.computeIfAbsent(path.getParent(), this::isWithin);
    return !within || (Files.isSymbolicLink(path) && !isWithin(path));
  }

  private boolean isWithin(Path path) {
    try {
      return path.toRealPath().startsWith(real);
    } catch (IOException e) {
      return false;
    }
  }
}
