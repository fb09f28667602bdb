package io.holdfast.job.landing;

import io.holdfast.conform.Export;
import io.holdfast.conform.Format;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.Serializable;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * How the files of an export are written and which of their fields are needed.
 *
 * @param needed by the parts of their names
 */
record Layout(Format format, String delimiter, String charset, List<List<String>> needed)
    implements Serializable {

  static Layout of(Export export, LandingFile file) {
    Format format = export.format(file.path()).orElseThrow(() -> unknown(file));
    String delimiter =
        export.delimiter() != null ? export.delimiter() : format == Format.TSV ? "\t" : ",";
    String charset = export.charset() == null ? StandardCharsets.UTF_8.name() : export.charset();
    return new Layout(format, delimiter, charset, List.copyOf(export.needed()));
  }

  private static IllegalArgumentException unknown(LandingFile file) {
    return new IllegalArgumentException(
        "File %s does not say its format; set format in its mapping".formatted(file.path()));
  }

  boolean separated() {
    return format == Format.CSV || format == Format.TSV;
  }

  /** The text of a file, unpacked, without a byte order mark. */
  Reader open(LandingFile file, Configuration hadoop) throws IOException {
    Path path = new Path(file.address());
    InputStream bytes = path.getFileSystem(hadoop).open(path);
    try {
      boolean packed = file.path().toLowerCase(Locale.ROOT).endsWith(".gz");
      InputStream plain = packed ? new Eager(new GZIPInputStream(bytes, 1 << 16)) : bytes;
      PushbackReader reader =
          new PushbackReader(
              new BufferedReader(new InputStreamReader(plain, Charset.forName(charset)), 1 << 16));
      int first = reader.read();
      if (first != '\uFEFF' && first >= 0) {
        reader.unread(first);
      }
      return reader;
    } catch (IOException | RuntimeException e) {
      bytes.close();
      throw e;
    }
  }

  /** Gives what it has before it reads on, so that a file cut short yields its whole records. */
  private static final class Eager extends FilterInputStream {
    Eager(InputStream in) {
      super(in);
    }

    @Override
    public int available() {
      return 0;
    }
  }
}
