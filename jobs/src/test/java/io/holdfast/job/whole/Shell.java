package io.holdfast.job.whole;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs a program as its user would and keeps what it said. */
final class Shell {
  /**
   * What a program ended with.
   *
   * @param code its exit code
   * @param out what it printed, errors in between
   */
  record Ended(int code, String out) {}

  private final Path folder;
  private final Map<String, String> environment = new TreeMap<>();

  Shell(Path folder) {
    this.folder = folder;
  }

  Shell with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** The launcher on jars as they are. */
  Ended holdfast(String... arguments) {
    List<String> command = new ArrayList<>(List.of(Parts.home() + "/bin/holdfast"));
    command.addAll(List.of(arguments));
    with("HOLDFAST_BUILD", "off");
    return run(command);
  }

  Ended run(List<String> command) {
    try {
      Path out = Files.createTempFile("ended", ".txt");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(out.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      process.getOutputStream().close();
      int code = process.waitFor();
      String said = Files.readString(out);
      Files.delete(out);
      return new Ended(code, said);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot run " + command, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while running " + command, e);
    }
  }
}
