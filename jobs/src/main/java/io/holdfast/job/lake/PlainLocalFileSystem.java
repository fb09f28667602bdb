package io.holdfast.job.lake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/** Hadoop's local file system without a process fork for every permission it sets. */
public final class PlainLocalFileSystem extends LocalFileSystem {

  public PlainLocalFileSystem() {
    super(new Raw());
  }

  /** Beside a file Hadoop looks for its checksum, whose name is none when it holds a colon. */
  @Override
  public FSDataInputStream open(Path path, int buffer) throws IOException {
    return path.getName().contains(":")
        ? getRawFileSystem().open(path, buffer)
        : super.open(path, buffer);
  }

  private static final class Raw extends RawLocalFileSystem {
    @Override
    public void setPermission(Path path, FsPermission permission) throws IOException {
      PosixFilePermission[] bits = PosixFilePermission.values();
      Set<PosixFilePermission> set = EnumSet.noneOf(PosixFilePermission.class);
      for (int i = 0; i < bits.length; i++) {
        if ((permission.toShort() & (0400 >> i)) != 0) {
          set.add(bits[i]);
        }
      }
      try {
        Files.setPosixFilePermissions(pathToFile(path).toPath(), set);
      } catch (NoSuchFileException e) {
        throw new java.io.FileNotFoundException(path.toString());
      }
    }
  }
}
