package io.holdfast.job.nightly;

import io.holdfast.job.config.Config;
import io.holdfast.job.config.Problems;
import io.holdfast.job.config.Yaml;
import io.holdfast.job.publish.CrmConfig;
import io.holdfast.job.publish.file.FileTarget;
import io.holdfast.job.publish.jdbc.JdbcTarget;
import io.holdfast.job.step.PublishStep;
import io.holdfast.job.step.Step;
import java.nio.file.Path;
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
    List<Step> steps = new ArrayList<>();
    Path output = Path.of(config.output());
    for (String target : config.targets()) {
      add(
          steps,
          "crm/" + target + ".yaml",
          CrmConfig.class,
          crm ->
              new PublishStep(
                  "file".equals(crm.type())
                      ? new FileTarget(target, crm, output)
                      : new JdbcTarget(target, crm, output),
                  crm));
    }
    return steps;
  }

  /** The step made of a file of the configuration, when the file is sound. */
  <T> void add(List<Step> steps, String file, Class<T> type, Function<T, Step> step) {
    T read = yaml.read(config.file(file), type);
    if (read != null) {
      steps.add(step.apply(read));
    }
  }
}
