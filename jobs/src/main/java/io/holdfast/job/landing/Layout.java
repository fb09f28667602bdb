package io.holdfast.job.landing;

import com.github.luben.zstd.ZstdInputStream;
import io.holdfast.conform.Export;
import io.holdfast.conform.Format;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.Serializable;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.conf.Configuration;

/**
 * How the files of an export are written.
 *
 * @param format null: not known yet
 */
record Layout(Format format, char delimiter, char quote, String charset) implements Serializable {
  /** Stands where bytes were no text; no text holds this character of its own. */
  static final char BROKEN = '\uFFFF';

  private static final int BUFFER = 1 << 16;

  static Layout of(Export export, Format format) {
    char delimiter =
        export.delimiter() != null
            ? export.delimiter().charAt(0)
            : format == Format.TSV ? '\t' : ',';
    String charset = export.charset() == null ? StandardCharsets.UTF_8.name() : export.charset();
    char quote = export.quote() == null ? '"' : export.quote().charAt(0);
    return new Layout(format, delimiter, quote, charset);
  }

  /**
   * The text of a file, unpacked, without a byte order mark.
   *
   * @throws EmptyFileException when there is none
   * @throws ForeignFileException when it is something else than text of this format
   */
  Reader open(LandingFile file, Configuration hadoop) throws IOException {
    InputStream bytes = file.open(hadoop);
    try {
      Beginning plain = unpacked(file, new Beginning(bytes));
      Charset known = plain.charset(charset);
      Foreign.refuse(plain.first(), known, format);
      var decoder =
          known
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPLACE)
              .onUnmappableCharacter(CodingErrorAction.REPLACE)
              .replaceWith(String.valueOf(BROKEN));
      PushbackReader reader =
          new PushbackReader(
              new BufferedReader(new InputStreamReader(new Eager(plain), decoder), BUFFER));
      int first = reader.read();
      first = first == '\uFEFF' ? reader.read() : first;
      if (first < 0) {
        throw new EmptyFileException();
      }
      reader.unread(first);
      return reader;
    } catch (IOException | RuntimeException e) {
      bytes.close();
      throw e;
    }
  }

  /** What a name promises is held to; what is packed under a plain name is unpacked too. */
  private Beginning unpacked(LandingFile file, Beginning bytes) throws IOException {
    String name = file.path().toLowerCase(Locale.ROOT);
    Foreign.refusePacked(bytes.first(), bytes.charset(charset), format);
    if (bytes.startsWith(0x1F, 0x8B)) {
      return new Beginning(new UnpackedStream(new GZIPInputStream(bytes, BUFFER), file.bytes()));
    } else if (bytes.startsWith(0x28, 0xB5, 0x2F, 0xFD)) {
      return new Beginning(new UnpackedStream(new ZstdInputStream(bytes), file.bytes()));
    } else if (bytes.known > 0 && (name.endsWith(".gz") || name.endsWith(".zst"))) {
      throw new ForeignFileException(
          "not packed as its name says", "name it without .gz or .zst, or pack it");
    }
    return bytes;
  }

  /** A stream whose first bytes can be looked at. */
  private static final class Beginning extends PushbackInputStream {
    private final byte[] first = new byte[Foreign.SEEN];
    private final int known;

    Beginning(InputStream in) throws IOException {
      super(in, Foreign.SEEN);
      known = fill(in);
      unread(first, 0, known);
    }

    /** What a file gives that was cut short while it was packed is still its beginning. */
    private int fill(InputStream in) throws IOException {
      int filled = 0;
      try {
        for (int more = 0; more >= 0 && filled < first.length; filled += Math.max(more, 0)) {
          more = in.read(first, filled, first.length - filled);
        }
      } catch (IOException e) {
        if (filled == 0) {
          throw e;
        }
      }
      return filled;
    }

    /** What was looked at comes first and alone: behind it the file may be broken. */
    @Override
    public int read(byte[] into, int from, int most) throws IOException {
      int ahead = buf.length - pos;
      return super.read(into, from, ahead > 0 ? Math.min(most, ahead) : most);
    }

    byte[] first() {
      return Arrays.copyOf(first, known);
    }

    boolean startsWith(int... bytes) {
      boolean same = known >= bytes.length;
      for (int i = 0; same && i < bytes.length; i++) {
        same = (first[i] & 0xFF) == bytes[i];
      }
      return same;
    }

    /** A byte order mark decides, then what is declared. */
    Charset charset(String declared) {
      String upper = declared.toUpperCase(Locale.ROOT);
      String name = declared;
      if (startsWith(0xEF, 0xBB, 0xBF)) {
        name = "UTF-8";
      } else if (startsWith(0xFF, 0xFE, 0, 0)) {
        name = "UTF-32LE";
      } else if (startsWith(0, 0, 0xFE, 0xFF)) {
        name = "UTF-32BE";
      } else if (startsWith(0xFF, 0xFE)) {
        name = "UTF-16LE";
      } else if (startsWith(0xFE, 0xFF)) {
        name = "UTF-16BE";
      } else if (upper.equals("UTF-16") && known > 1) {
        name = first[1] == 0 ? "UTF-16LE" : "UTF-16BE";
      }
      return Charset.forName(name);
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
