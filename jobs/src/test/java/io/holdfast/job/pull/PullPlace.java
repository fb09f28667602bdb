package io.holdfast.job.pull;

import io.holdfast.job.config.Problems;
import io.holdfast.job.config.Yaml;
import io.holdfast.job.control.Control;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** A landing folder and a control database to pull into; waiting costs no time and is noted. */
public final class PullPlace implements AutoCloseable {
  private final Path folder;
  private final Control control;
  private final List<Duration> pauses = new ArrayList<>();
  private Consumer<String> placed = line -> {};

  /** Stands for a process that is killed. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  public PullPlace(Path folder) {
    this.folder = folder;
    this.control =
        Control.open("jdbc:sqlite:file:" + folder.resolve("pulled.db"), Clock.systemUTC());
  }

  Control control() {
    return control;
  }

  Path landing() {
    return folder.resolve("landing");
  }

  List<Duration> pauses() {
    return pauses;
  }

  /** What happens when a file is in place and the position has not moved on. */
  PullPlace placed(Consumer<String> happens) {
    placed = happens;
    return this;
  }

  /** Time stands still but for the pauses. */
  Waiting waiting() {
    return new Waiting() {
      private long nanos;

      @Override
      public long nanos() {
        return nanos;
      }

      @Override
      public void pause(Duration time) {
        nanos += time.toNanos();
        pauses.add(time);
      }
    };
  }

  static PullConfig config(String yaml) {
    try {
      Path file = Files.createTempFile("pull", ".yaml");
      Files.writeString(file, yaml);
      Problems problems = new Problems();
      PullConfig config = new Yaml(problems, name -> null).read(file, PullConfig.class);
      problems.throwIfAny();
      return config;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public List<Pulled> pull(String source, String yaml, Instant cut) {
    try (Pull pull =
        new Pull(
            control,
            landing().toString(),
            ZoneOffset.UTC,
            waiting(),
            line -> placed.accept(line))) {
      return pull.source(source, config(yaml), cut);
    }
  }

  /** Paths below landing, hidden ones too, in order. */
  List<String> files() {
    if (!Files.exists(landing())) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(landing())) {
      return all.filter(Files::isRegularFile)
          .map(file -> landing().relativize(file).toString())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every line of the files of an export. */
  List<String> lines(String below) {
    List<String> lines = new ArrayList<>();
    for (String file : files()) {
      if (file.startsWith(below + "/")) {
        try (BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(
                    new GZIPInputStream(Files.newInputStream(landing().resolve(file))),
                    StandardCharsets.UTF_8))) {
          reader.lines().forEach(lines::add);
        } catch (IOException e) {
          throw new UncheckedIOException(file, e);
        }
      }
    }
    return lines;
  }

  @Override
  public void close() {
    control.close();
  }
}
