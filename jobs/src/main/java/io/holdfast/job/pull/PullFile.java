package io.holdfast.job.pull;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** A file of landing in the making: hidden until it is complete, gone when it never is. */
final class PullFile implements AutoCloseable {
  private final FileSystem system;
  private final Path hidden;
  private final Runnable ended;
  private FSDataOutputStream disk;
  private OutputStream out;
  private long records;

  /**
   * @param ended hears that nothing hidden is written any more
   */
  PullFile(FileSystem system, Path hidden, Runnable ended) {
    this.system = system;
    this.hidden = hidden;
    this.ended = ended;
  }

  long records() {
    return records;
  }

  /** Adds records; the first ones bring the header of the file. */
  void add(Page page, Iterable<Item> items) throws IOException {
    for (Item item : items) {
      if (out == null) {
        system.mkdirs(hidden.getParent());
        disk = system.create(hidden, true);
        out = new GZIPOutputStream(disk, 1 << 16);
        if (page.header() != null) {
          line(page.header());
        }
      }
      line(item.line());
      records++;
    }
  }

  private void line(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.write('\n');
  }

  /** Makes it whole on the disk and gives it its name. */
  void place(Path path) throws IOException {
    ((GZIPOutputStream) out).finish();
    out.flush();
    disk.hsync();
    out.close();
    if (system.exists(path)) {
      system.delete(path, false);
    }
    if (!system.rename(hidden, path)) {
      throw new IOException("cannot rename %s to %s".formatted(hidden, path));
    }
    keepName(path.getParent());
    out = null;
    records = 0;
  }

  /** On a local disk a name is safe only when its folder is, too: the position moves after that. */
  private void keepName(Path folder) throws IOException {
    if (system instanceof RawLocalFileSystem local) {
      for (Path up : List.of(folder, folder.getParent())) {
        try (FileChannel channel = FileChannel.open(local.pathToFile(up).toPath())) {
          channel.force(true);
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    try {
      if (out != null) {
        disk.close();
        out = null;
        system.delete(hidden, false);
      }
    } finally {
      ended.run();
    }
  }
}
