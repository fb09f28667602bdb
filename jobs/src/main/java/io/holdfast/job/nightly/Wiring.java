package io.holdfast.job.nightly;

import static java.util.stream.Collectors.toMap;

import io.holdfast.check.Expectations;
import io.holdfast.conform.Mapping;
import io.holdfast.health.HealthConfig;
import io.holdfast.identity.IdentityRules;
import io.holdfast.identity.match.MatchRules;
import io.holdfast.job.config.Config;
import io.holdfast.job.config.Nearest;
import io.holdfast.job.config.Problems;
import io.holdfast.job.config.Yaml;
import io.holdfast.job.publish.CrmConfig;
import io.holdfast.job.publish.CrmTarget;
import io.holdfast.job.publish.file.FileTarget;
import io.holdfast.job.publish.jdbc.JdbcTarget;
import io.holdfast.job.step.CheckStep;
import io.holdfast.job.step.GateStep;
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
import io.holdfast.load.Kind;
import io.holdfast.outcome.Outcome;
import io.holdfast.outcome.Outcomes;
import io.holdfast.propensity.TrainingSettings;
import io.holdfast.score.Play;
import io.holdfast.score.Playbooks;
import io.holdfast.segment.SegmentConfig;
import io.holdfast.table.Catalogue;
import io.holdfast.table.Customer360;
import io.holdfast.table.FeatureWords;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

  /** Notes every target that cannot be reached; nothing is sent. */
  public static void reach(Config config, Yaml yaml, Problems problems) {
    for (PublishStep step : new Wiring(config, yaml, problems).publish()) {
      step.unreachable().ifPresent(why -> problems.add("targets", why));
    }
  }

  private Plan plan() {
    List<Mapping> mappings = mappings(config, yaml, problems);
    List<Step> publish = List.copyOf(publish());
    Outcomes outcomes = read("outcomes.yaml", Outcomes.class);
    checkSources(mappings);
    checkLateness(mappings, outcomes);
    checkGates(mappings);
    List<Step> build = build(mappings, outcomes);
    return problems.all().isEmpty()
        ? new Plan(
            List.of(new LandStep(mappings, names(outcomes))),
            build,
            publish,
            new ReportStep(outcomes, mappings))
        : null;
  }

  /** What the files of {@code sources} say; null for one after noting why. */
  public static List<Mapping> mappings(Config config, Yaml yaml, Problems problems) {
    return config.files("sources", ".yaml", problems).stream()
        .map(file -> yaml.read(file, Mapping.class))
        .toList();
  }

  private void checkSources(List<Mapping> mappings) {
    List<String> sources = mappings.stream().filter(Objects::nonNull).map(Mapping::source).toList();
    boolean readable = config.crm() != null && !sources.isEmpty() && !mappings.contains(null);
    if (readable && !sources.contains(config.crm())) {
      problems.add(
          place("holdfast.yaml"),
          "crm '%s' is no source of sources/*.yaml.%s"
              .formatted(config.crm(), Nearest.hint(config.crm(), sources)));
    }
    Set<String> exports = new HashSet<>();
    mappings.stream()
        .filter(Objects::nonNull)
        .flatMap(mapping -> mapping.named().stream())
        .filter(export -> !exports.add(export.raw().name()))
        .forEach(
            export ->
                problems.add(
                    place("sources"),
                    "export %s stands twice; rename one of them".formatted(export.title())));
  }

  private void checkLateness(List<Mapping> mappings, Outcomes outcomes) {
    if (outcomes == null) {
      return;
    }
    List<String> names = names(outcomes);
    mappings.stream()
        .filter(Objects::nonNull)
        .flatMap(mapping -> mapping.named().stream())
        .filter(export -> export.export().late() != null)
        .forEach(
            export ->
                export.export().late().outcomes().keySet().stream()
                    .filter(name -> !names.contains(name))
                    .forEach(
                        name ->
                            problems.add(
                                place("sources"),
                                "late of %s: there is no outcome '%s'.%s"
                                    .formatted(export.title(), name, Nearest.hint(name, names)))));
  }

  private void checkGates(List<Mapping> mappings) {
    List<String> kinds = Arrays.stream(Kind.values()).map(Kind::words).toList();
    mappings.stream()
        .filter(Objects::nonNull)
        .flatMap(mapping -> mapping.named().stream())
        .filter(export -> export.export().gate() != null)
        .forEach(
            export ->
                export.export().gate().ignore().stream()
                    .filter(words -> !kinds.contains(words))
                    .forEach(
                        words ->
                            problems.add(
                                place("sources"),
                                "gate of %s: there is no finding '%s' to ignore.%s"
                                    .formatted(
                                        export.title(), words, Nearest.hint(words, kinds)))));
  }

  private static List<String> names(Outcomes outcomes) {
    return outcomes.outcomes().stream().map(Outcome::name).toList();
  }

  private void checkPlays(
      Playbooks playbooks, Outcomes outcomes, List<FeatureWords> words, Set<String> columns) {
    Map<String, List<String>> bands =
        outcomes.outcomes().stream()
            .collect(toMap(Outcome::name, outcome -> outcome.bands().words()));
    for (Play play : playbooks.plays()) {
      checkName(play, "outcome", play.outcome(), bands.keySet());
      List<String> known = bands.getOrDefault(play.outcome(), play.when().bands());
      play.when().bands().forEach(band -> checkName(play, "band", band, known));
      play.when().drivers().forEach(driver -> checkName(play, "driver", driver, columns));
      play.columns().forEach(column -> checkName(play, "column", column, columns));
      play.unbacked(words)
          .forEach(
              label ->
                  problems.add(
                      place("playbooks.yaml"),
                      "play %s: the action speaks of '%s'; say in needs of which accounts that is true"
                          .formatted(play.name(), label)));
    }
  }

  private void checkName(Play play, String what, String name, Collection<String> known) {
    if (!known.contains(name)) {
      problems.add(
          place("playbooks.yaml"),
          "play %s: there is no %s '%s'.%s"
              .formatted(play.name(), what, name, Nearest.hint(name, known)));
    }
  }

  private List<Step> build(List<Mapping> mappings, Outcomes outcomes) {
    Catalogue catalogue = read("metrics.yaml", Catalogue.class);
    IdentityRules identity = read("identity.yaml", IdentityRules.class);
    List<MatchRules> fuzzy = fuzzy(identity);
    SegmentConfig segments = read("segments.yaml", SegmentConfig.class);
    HealthConfig health = read("health.yaml", HealthConfig.class);
    Playbooks playbooks = read("playbooks.yaml", Playbooks.class);
    Expectations expectations = read("expectations.yaml", Expectations.class);
    if (catalogue != null) {
      checkNames(catalogue, segments, health, playbooks, outcomes);
      if (!mappings.contains(null)) {
        AttributeFeatures.problems(catalogue, mappings, config.crm())
            .forEach(problem -> problems.add(place("metrics.yaml"), problem));
      }
    }
    if (!problems.all().isEmpty()) {
      return List.of();
    }
    List<FeatureWords> words = catalogue.words();
    List<String> names = names(outcomes);
    return List.of(
        new IdentityStep(identity, fuzzy, config.crm()),
        new UsageStep(catalogue),
        new SentimentStep(),
        new SnapshotStep(catalogue, config.rates()),
        new RevenueStep(mappings),
        new RetentionStep(),
        new LabelStep(outcomes),
        new TrainStep(training(outcomes), words),
        new PredictStep(names),
        new SegmentStep(segments, words),
        new HealthStep(health, catalogue, mappings),
        new ScoreStep(outcomes, words, playbooks, mappings),
        new CheckStep(expectations),
        new GateStep());
  }

  /** Columns and outcomes that files name, as far as each of them can be read. */
  private void checkNames(
      Catalogue catalogue,
      SegmentConfig segments,
      HealthConfig health,
      Playbooks playbooks,
      Outcomes outcomes) {
    Set<String> columns = new HashSet<>(Customer360.TABLE.columnNames());
    columns.addAll(catalogue.features().keySet());
    if (health != null) {
      health.problems(columns).forEach(problem -> problems.add(place("health.yaml"), problem));
    }
    if (segments != null) {
      segments.problems(columns).forEach(problem -> problems.add(place("segments.yaml"), problem));
    }
    if (playbooks != null && outcomes != null) {
      checkPlays(playbooks, outcomes, catalogue.words(), columns);
    }
  }

  private List<MatchRules> fuzzy(IdentityRules identity) {
    return identity == null
        ? List.of()
        : identity.fuzzy().stream()
            .map(name -> read("matching/" + name + ".yaml", MatchRules.class))
            .filter(Objects::nonNull)
            .toList();
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

  private List<PublishStep> publish() {
    List<PublishStep> steps = new ArrayList<>();
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
