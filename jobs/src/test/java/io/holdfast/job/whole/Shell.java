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
  /** For JVMs that live for seconds: C1 alone warms up in half the time. */
  static final String SHORT_LIVED = "-XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=256m";

  /** For nights of few rows: compiling plans costs more than it saves. */
  static final String INTERPRETED =
      "-Dspark.sql.codegen.wholeStage=false -Dspark.sql.codegen.factoryMode=NO_CODEGEN";

  /**
   * What a program ended with.
   *
   * @param code its exit code
   * @param out what it printed
   * @param all what it printed, errors and progress included
   */
  record Ended(int code, String out, String all) {}

  private final Path folder;
  private final Map<String, String> environment = new TreeMap<>();

  Shell(Path folder) {
    this.folder = folder;
    // Jars were built by who runs the tests; the launcher must not build them anew below Maven.
    with("HOLDFAST_BUILD", "off");
    with("JAVA_TOOL_OPTIONS", SHORT_LIVED);
  }

  Shell with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Puts the programs of a folder before all others. */
  Shell first(Path programs) {
    return with("PATH", programs + ":" + System.getenv("PATH"));
  }

  Ended holdfast(String... arguments) {
    List<String> command = new ArrayList<>(List.of(Parts.home() + "/bin/holdfast"));
    command.addAll(List.of(arguments));
    return run(command);
  }

  Ended run(List<String> command) {
    try {
      Path out = Files.createTempFile("ended", ".out");
      Path err = Files.createTempFile("ended", ".err");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      process.getOutputStream().close();
      int code = process.waitFor();
      Ended ended =
          new Ended(code, Files.readString(out), Files.readString(err) + Files.readString(out));
      Files.delete(out);
      Files.delete(err);
      return ended;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot run " + command, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while running " + command, e);
    }
  }
}
