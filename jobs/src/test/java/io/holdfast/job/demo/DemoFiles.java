package io.holdfast.job.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Reads what a demo company wrote. */
final class DemoFiles {

  /** Content by path below the folder, in a form that compares. */
  static Map<String, String> contents(Path folder) throws IOException {
    Map<String, String> all = new TreeMap<>();
    for (Path file : files(folder)) {
      String content = HexFormat.of().formatHex(Files.readAllBytes(file));
      all.put(folder.relativize(file).toString(), content);
    }
    return all;
  }

  /** Lines of all pieces of an export, headers of CSV files left out. */
  static List<String> lines(Path landing, Export export) throws IOException {
    List<String> all = new ArrayList<>();
    for (Path file : files(landing.resolve(export.folder))) {
      List<String> lines = text(file).lines().toList();
      all.addAll(export.header.isEmpty() ? lines : lines.subList(1, lines.size()));
    }
    return all;
  }

  static List<Path> files(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static String text(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in) {
      return new String(plain.readAllBytes(), UTF_8);
    }
  }

  private DemoFiles() {}
}
