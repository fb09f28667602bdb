package io.holdfast.job.landing;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Names of files that lie beside data and are none: hidden ones, what desktops and archivers leave,
 * checksums, and uploads that are not finished.
 */
final class NoData {
  private static final Pattern HIDDEN = Pattern.compile("[._].*");
  private static final Pattern HIDDEN_FOLDER = Pattern.compile("(.*/)?[._][^/]*/.*");

  /** Office's locks, Windows' and macOS' own files, editors' backups, checksums. */
  private static final Pattern BESIDE =
      Pattern.compile(
          "~\\$.*|thumbs\\.db|ehthumbs\\.db|desktop\\.ini|icon\\r|.*~|.*\\.sw[op]"
              + "|.*\\.(crc|md5|sha1|sha256|sha512|md5sum|sha256sum)");

  /** What browsers, WinSCP, Hadoop, Flink and upload scripts call a file until it is whole. */
  private static final Pattern UNFINISHED =
      Pattern.compile(
          ".*\\.(tmp|temp|part|partial|filepart|crdownload|download|opdownload|inprogress"
              + "|incomplete|uploading|_copying_)");

  /** Whether a file is none of the data, and nobody needs to hear of it. */
  static boolean isBeside(String path, String glob) {
    return HIDDEN.matcher(name(path)).matches()
        || (HIDDEN_FOLDER.matcher(path).matches() && !HIDDEN_FOLDER.matcher(glob).matches())
        || (BESIDE.matcher(name(path)).matches() && !BESIDE.matcher(name(glob)).matches());
  }

  /** Whether a file will be data when it is whole; one that the glob asks for is so already. */
  static boolean isUnfinished(String path, String glob) {
    return UNFINISHED.matcher(name(path)).matches() && !UNFINISHED.matcher(name(glob)).matches();
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
  }

  private NoData() {}
}
