package io.holdfast.job.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A fingerprint of a configuration; a run goes on only under the one it began with. */
public final class ConfigHash {

  /** Twelve hexadecimal digits over every YAML and CSV file and the overrides. */
  public static String of(Config config, Map<String, String> overrides) {
    MessageDigest digest = sha256();
    add(config.folder(), digest);
    if (!config.base().equals(config.folder())) {
      add(config.base(), digest);
    }
    digest.update(new TreeMap<>(overrides).toString().getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest.digest(), 0, 6);
  }

  private static void add(Path folder, MessageDigest digest) {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> sorted =
          files
              .filter(f -> f.toString().matches(".*\\.(yaml|csv)"))
              .filter(f -> !folder.relativize(f).startsWith("examples"))
              .sorted()
              .toList();
      for (Path file : sorted) {
        digest.update(folder.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
        digest.update(Files.readAllBytes(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read configuration folder " + folder, e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  private ConfigHash() {}
}
