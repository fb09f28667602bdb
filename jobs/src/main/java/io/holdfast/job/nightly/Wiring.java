package io.holdfast.job.nightly;

import io.holdfast.check.Expectations;
import io.holdfast.conform.Mapping;
import io.holdfast.health.HealthConfig;
import io.holdfast.identity.IdentityRules;
import io.holdfast.job.config.Config;
import io.holdfast.job.config.Problems;
import io.holdfast.job.config.Yaml;
import io.holdfast.job.publish.CrmConfig;
import io.holdfast.job.publish.CrmTarget;
import io.holdfast.job.publish.file.FileTarget;
import io.holdfast.job.publish.jdbc.JdbcTarget;
import io.holdfast.job.step.CheckStep;
import io.holdfast.job.step.HealthStep;
import io.holdfast.job.step.IdentityStep;
import io.holdfast.job.step.LabelStep;
import io.holdfast.job.step.LandStep;
import io.holdfast.job.step.PredictStep;
import io.holdfast.job.step.PublishStep;
import io.holdfast.job.step.ReportStep;
import io.holdfast.job.step.RetentionStep;
import io.holdfast.job.step.RevenueStep;
import io.holdfast.job.step.ScoreStep;
import io.holdfast.job.step.SegmentStep;
import io.holdfast.job.step.SentimentStep;
import io.holdfast.job.step.SnapshotStep;
import io.holdfast.job.step.Step;
import io.holdfast.job.step.TrainStep;
import io.holdfast.job.step.UsageStep;
import io.holdfast.outcome.Outcome;
import io.holdfast.outcome.Outcomes;
import io.holdfast.propensity.TrainingSettings;
import io.holdfast.score.Playbooks;
import io.holdfast.segment.SegmentConfig;
import io.holdfast.table.Catalogue;
import io.holdfast.table.Customer360;
import io.holdfast.table.FeatureWords;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the files of a configuration and puts the steps of a night in their order. */
public final class Wiring {
  private final Config config;
  private final Yaml yaml;
  private final Problems problems;

  private Wiring(Config config, Yaml yaml, Problems problems) {
    this.config = config;
    this.yaml = yaml;
    this.problems = problems;
  }

  /** The steps; null when {@code problems} is not empty afterwards. */
  public static Plan read(Config config, Yaml yaml, Problems problems) {
    return new Wiring(config, yaml, problems).plan();
  }

  private Plan plan() {
    List<Mapping> mappings = mappings();
    List<Step> publish = publish();
    Outcomes outcomes = read("outcomes.yaml", Outcomes.class);
    List<Step> build = build(outcomes);
    return problems.all().isEmpty()
        ? new Plan(List.of(new LandStep(mappings)), build, publish, new ReportStep(outcomes))
        : null;
  }

  private List<Mapping> mappings() {
    return config.files("sources", ".yaml", problems).stream()
        .map(file -> yaml.read(file, Mapping.class))
        .toList();
  }

  private List<Step> build(Outcomes outcomes) {
    Catalogue catalogue = read("metrics.yaml", Catalogue.class);
    IdentityRules identity = read("identity.yaml", IdentityRules.class);
    SegmentConfig segments = read("segments.yaml", SegmentConfig.class);
    HealthConfig health = read("health.yaml", HealthConfig.class);
    Playbooks playbooks = read("playbooks.yaml", Playbooks.class);
    Expectations expectations = read("expectations.yaml", Expectations.class);
    if (!problems.all().isEmpty()) {
      return List.of();
    }
    Set<String> columns = new HashSet<>(Customer360.TABLE.columnNames());
    columns.addAll(catalogue.features().keySet());
    health.problems(columns).forEach(problem -> problems.add(place("health.yaml"), problem));
    segments.problems(columns).forEach(problem -> problems.add(place("segments.yaml"), problem));
    List<FeatureWords> words = catalogue.words();
    List<String> names = outcomes.outcomes().stream().map(Outcome::name).toList();
    return List.of(
        new IdentityStep(identity, config.crm()),
        new UsageStep(catalogue),
        new SentimentStep(),
        new SnapshotStep(catalogue, config.rates()),
        new RevenueStep(),
        new RetentionStep(),
        new LabelStep(outcomes),
        new TrainStep(training(outcomes), words, false),
        new PredictStep(names),
        new SegmentStep(segments, words),
        new HealthStep(health, words),
        new ScoreStep(outcomes, words, playbooks),
        new CheckStep(expectations));
  }

  private static List<TrainStep.Plan> training(Outcomes outcomes) {
    return outcomes.outcomes().stream()
        .map(
            outcome ->
                new TrainStep.Plan(
                    new TrainingSettings(
                        outcome.name(),
                        outcome.horizonDays(),
                        outcome.training().embargoDays(),
                        outcome.training().minRows(),
                        outcome.training().minPositives(),
                        outcome.training().minAucLow()),
                    outcome.training().retrainDays()))
        .toList();
  }

  private List<Step> publish() {
    List<Step> steps = new ArrayList<>();
    for (String name : config.targets()) {
      CrmConfig crm = read("crm/" + name + ".yaml", CrmConfig.class);
      if (crm != null) {
        steps.add(new PublishStep(target(name, crm), crm));
      }
    }
    return steps;
  }

  private CrmTarget target(String name, CrmConfig crm) {
    Path output = Path.of(config.output());
    return crm.type().equals("file")
        ? new FileTarget(name, crm, output)
        : new JdbcTarget(name, crm, output);
  }

  private <T> T read(String file, Class<T> type) {
    return yaml.read(config.file(file), type);
  }

  private String place(String file) {
    return config.file(file).toString();
  }
}
