package io.holdfast.job.landing;

import io.holdfast.conform.Format;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;

/**
 * What a file is in truth when its name promises something else, told by its first bytes.
 * Signatures are those of the formats' specifications and of file(1). A text that may begin like
 * one, such as a header ORC, counts only with bytes that no text has.
 */
enum Foreign {
  DOCUMENT(
      "PK\\x03\\x04.{26,}?((?<![\\w/-])(word|ppt)/|opendocument\\.text).*",
      "an Office document",
      Do.SAVE),
  SPREADSHEET(
      "PK\\x03\\x04.{26,}?((?<![\\w/-])xl/|\\[Content_Types\\]|opendocument\\.spreadsheet|\\.iwa).*"
          + "|\\s*<\\?xml.*urn:schemas-microsoft-com:office:spreadsheet.*",
      "a spreadsheet file",
      Do.SAVE),
  ZIP("PK(\\x03\\x04|\\x05\\x06|\\x07\\x08).*", "a zip archive", Do.UNPACK),
  OLD_OFFICE(
      "\\xD0\\xCF\\x11\\xE0.*|\\x09[\\x00\\x02\\x04\\x08][\\x04\\x06\\x08\\x10]\\x00.*",
      "a spreadsheet file of the old form (.xls), or one with a password",
      Do.SAVE),
  PDF("%PDF-.*", "a PDF", Do.EXPORT),
  RTF("\\{\\\\rtf.*", "a text document (RTF)", Do.SAVE),
  IMAGE("\\x89PNG.*|\\xFF\\xD8\\xFF.*|GIF8[79]a.*", "an image", Do.EXPORT),
  TAR(".{257}ustar.*", "a tar archive", Do.UNPACK),
  GZIP("\\x1F\\x8B.*", "packed twice", "pack it once"),
  ZSTD("\\x28\\xB5\\x2F\\xFD.*", "packed twice", "pack it once"),
  BZIP2("BZh[1-9]1AY&SY.*", "packed with bzip2", Do.REPACK),
  XZ("\\xFD7zXZ\\x00.*", "packed with xz", Do.REPACK),
  LZ4("\\x04\\x22\\x4D\\x18.*|\\x02\\x21\\x4C\\x18.*", "packed with lz4", Do.REPACK),
  LZO("\\x89LZO\\x00.*", "packed with lzop", Do.REPACK),
  LZIP("LZIP\\x01.*", "packed with lzip", Do.REPACK),
  COMPRESS("\\x1F[\\x9D\\xA0].*", "packed with compress", Do.REPACK),
  SNAPPY("\\xFF\\x06\\x00\\x00sNaPpY.*", "packed with snappy", Do.REPACK),
  SEVEN_ZIP("7z\\xBC\\xAF\\x27\\x1C.*", "a 7-Zip archive", Do.UNPACK),
  RAR("Rar!\\x1A\\x07.*", "a RAR archive", Do.UNPACK),
  PARQUET("PAR1" + Do.BINARY, "a Parquet file", Do.SAY + "parquet"),
  LOCKED_PARQUET("PARE" + Do.BINARY, "an encrypted Parquet file", "write it without encryption"),
  ORC("ORC" + Do.BINARY, "an ORC file", Do.WRITE),
  AVRO("Obj\\x01.*", "an Avro file", Do.WRITE),
  ARROW("ARROW1\\x00.*|FEA1" + Do.BINARY, "an Arrow file", Do.WRITE),
  SQLITE("SQLite format 3\\x00.*", "an SQLite database", Do.EXPORT),
  HDF5("\\x89HDF\\r\\n.*", "an HDF5 file", Do.WRITE),
  PGP("-----BEGIN PGP MESSAGE.*", "encrypted with PGP", "decrypt it before it is delivered"),
  LFS(
      "version https://git-lfs\\.github\\.com/spec/.*",
      "a pointer of Git LFS to another file",
      "fetch the file itself (git lfs pull)"),
  WEB_PAGE(
      "(?i)\\s*(<\\?xml[^>]*>\\s*)?(<!--.*?-->\\s*)*<(!doctype\\s+html|html|head|body|table|meta)\\b.*",
      "a web page (HTML)",
      "mostly a login or an error where the export was fetched; fetch it again"),
  XML("\\s*<\\?xml.*", "XML, which may be an error of the server that it came from", Do.WRITE),
  JSON("\\s*(\\{\\s*[\"}]|\\[\\s*[\\[\\]{\"]).*", "JSON", Do.SAY + "json or jsonl");

  /** What to do, and what several patterns end with. */
  private static final class Do {
    static final String SAVE = "save it as CSV";
    static final String EXPORT = "export it as CSV";
    static final String UNPACK = "unpack it and deliver the files in it";
    static final String REPACK = "unpack it, or pack it as .gz or .zst";
    static final String WRITE = "write it as CSV, JSON lines or Parquet";
    static final String SAY = "name it so, or set format: ";
    static final String BINARY = ".*[\\x00-\\x08\\x0E-\\x1F].*";
  }

  /** So many first bytes are looked at: a spreadsheet's first names stand within them. */
  static final int SEEN = 4096;

  private static final Set<Foreign> UNPACKED = EnumSet.of(GZIP, ZSTD);

  private final Pattern pattern;
  private final String what;
  private final String remedy;

  Foreign(String pattern, String what, String remedy) {
    this.pattern = Pattern.compile(pattern, Pattern.DOTALL);
    this.what = what;
    this.remedy = remedy;
  }

  /**
   * Refuses bytes that are not what they are read as.
   *
   * @param first bytes of a file, unpacked
   * @param format how they are read; null: not known yet
   * @throws ForeignFileException when they are something else
   */
  static void refuse(byte[] first, Charset charset, Format format) throws ForeignFileException {
    refuse(first, charset, EnumSet.complementOf(read(format)));
  }

  /** The same of a file as it lies there, which may be packed. */
  static void refusePacked(byte[] first, Charset charset, Format format)
      throws ForeignFileException {
    EnumSet<Foreign> read = read(format);
    read.addAll(UNPACKED);
    refuse(first, charset, EnumSet.complementOf(read));
  }

  /** The same of a file that is not opened otherwise. */
  static void refuse(LandingFile file, Configuration hadoop, Format format) throws IOException {
    try (InputStream in = file.open(hadoop)) {
      refusePacked(in.readNBytes(SEEN), StandardCharsets.UTF_8, format);
    }
  }

  private static EnumSet<Foreign> read(Format format) {
    if (format == null) {
      return EnumSet.of(JSON, PARQUET);
    }
    return switch (format) {
      case CSV, TSV -> EnumSet.noneOf(Foreign.class);
      case JSON, JSONL, NDJSON -> EnumSet.of(JSON);
      case PARQUET -> EnumSet.of(PARQUET);
    };
  }

  private static void refuse(byte[] first, Charset charset, Set<Foreign> refused)
      throws ForeignFileException {
    String bytes = new String(first, StandardCharsets.ISO_8859_1);
    String text = new String(first, charset).replaceFirst("^\uFEFF", "");
    for (Foreign foreign : values()) {
      boolean same = foreign.pattern.matcher(bytes).matches();
      if (same || foreign.pattern.matcher(text).matches()) {
        if (refused.contains(foreign)) {
          throw new ForeignFileException(foreign.what, foreign.remedy);
        }
        return;
      }
    }
  }
}
