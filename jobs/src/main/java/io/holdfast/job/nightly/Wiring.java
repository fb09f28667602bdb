package io.holdfast.job.nightly;

import io.holdfast.job.config.Config;
import io.holdfast.job.config.Problems;
import io.holdfast.job.config.Yaml;
import io.holdfast.job.step.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads the files of a configuration and puts the steps of a night in their order. */
public final class Wiring {
  private final Config config;
  private final Yaml yaml;

  private Wiring(Config config, Yaml yaml) {
    this.config = config;
    this.yaml = yaml;
  }

  /** The steps; good only when {@code problems} is empty afterwards. */
  public static Plan read(Config config, Yaml yaml, Problems problems) {
    Wiring wiring = new Wiring(config, yaml);
    return new Plan(wiring.land(), wiring.build(), wiring.publish(), null);
  }

  private List<Step> land() {
    return new ArrayList<>();
  }

  private List<Step> build() {
    return new ArrayList<>();
  }

  private List<Step> publish() {
    return new ArrayList<>();
  }

  /** The step made of a file of the configuration, when the file is sound. */
  <T> void add(List<Step> steps, String file, Class<T> type, Function<T, Step> step) {
    T read = yaml.read(config.file(file), type);
    if (read != null) {
      steps.add(step.apply(read));
    }
  }
}
