package io.holdfast.job.pull;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A file of landing in the making: hidden until it is complete, gone when it never is. */
final class PullFile implements AutoCloseable {
  private final FileSystem system;
  private final Path hidden;
  private FSDataOutputStream disk;
  private OutputStream out;
  private long records;

  PullFile(FileSystem system, Path hidden) {
    this.system = system;
    this.hidden = hidden;
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
    out = null;
    records = 0;
  }

  @Override
  public void close() throws IOException {
    if (out != null) {
      disk.close();
      out = null;
      system.delete(hidden, false);
    }
  }
}
