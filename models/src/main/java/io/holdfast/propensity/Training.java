package io.holdfast.propensity;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import io.holdfast.table.Customer360;
import io.holdfast.table.FeatureWords;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Trains every algorithm for every outcome, tests them out of time and chooses, or abstains.
 *
 * <p>Up to four windows of snapshot days are each scored by a model of the days whose outcome was
 * known when the window began. Where one-sided 99% confidence does not rule out chance over all
 * windows, nothing is published. The card reports the later half of the windows; the published
 * model is trained in the same way on all labelled rows and calibrated on all tested ones.
 */
public final class Training {
  /**
   * Standard errors by which a later algorithm must lose less than an earlier one to replace it.
   */
  private static final double MATERIAL = 1.644854;

  private static final int LEAST_TEST_ACCOUNTS = 10;

  /**
   * The models of every outcome: a champion and perhaps a challenger, or what abstained and why.
   *
   * @param customer360 rows that are labelled train
   * @param outcome labels as known on the day
   * @param catalogue says which features may train
   * @param day as-of day of the training
   */
  public static List<PropensityModel> train(
      Dataset<Row> customer360,
      Dataset<Row> outcome,
      List<FeatureWords> catalogue,
      List<TrainingSettings> settings,
      LocalDate day) {
    if (settings.isEmpty()) {
      return List.of();
    }
    List<String> outcomes = settings.stream().map(TrainingSettings::outcome).toList();
    List<String> features = FeatureColumns.training(customer360.schema(), catalogue);
    String hash =
        customer360
            .filter(col(Customer360.AS_OF).equalTo(lit(day)))
            .agg(max(Customer360.CATALOGUE_HASH))
            .first()
            .getString(0);
    try (TrainingFrame frame = TrainingFrame.of(customer360, outcome, features, outcomes, day)) {
      return settings.stream()
          .flatMap(
              s -> new Training(s, features, hash, day).of(frame.labelled(s.outcome())).stream())
          .toList();
    }
  }

  private final TrainingSettings settings;
  private final List<String> features;
  private final String catalogueHash;
  private final LocalDate day;

  private Training(
      TrainingSettings settings, List<String> features, String catalogueHash, LocalDate day) {
    this.settings = settings;
    this.features = features;
    this.catalogueHash = catalogueHash;
    this.day = day;
  }

  private List<PropensityModel> of(TrainingFrame.Labelled all) {
    List<TestWindow> windows =
        TestWindow.of(
                Arrays.stream(all.rows().day).distinct().sorted().boxed().toList(), settings.gap())
            .stream()
            .filter(window -> bothKinds(all.rows().on(d -> d <= window.trainUntil())))
            .toList();
    String tooLittle = tooLittle(all.rows(), windows);
    if (!tooLittle.isEmpty()) {
      return List.of(abstained("none", tooLittle, all, null));
    }
    Map<Algorithm, OutOfTime> tests =
        eachAtOnce(
            Algorithm.values(),
            algorithm -> OutOfTime.of(algorithm, all, windows, settings.horizonDays()));
    Algorithm best = best(tests);
    Algorithm[] sound =
        tests.keySet().stream().filter(a -> hasSignal(tests.get(a))).toArray(Algorithm[]::new);
    Map<Algorithm, Scorer> scorers =
        eachAtOnce(
            sound, algorithm -> algorithm.fit(all.frame(), all.raw(), settings.horizonDays()));
    return tests.entrySet().stream()
        .map(
            test ->
                scorers.containsKey(test.getKey())
                    ? trained(test.getKey(), scorers.get(test.getKey()), best, tests, all)
                    : abstained(
                        test.getKey().label(), noSignal(test.getValue()), all, test.getValue()))
        .toList();
  }

  /** Algorithms side by side: each keeps one core busy, and none sees the others. */
  private static <T> Map<Algorithm, T> eachAtOnce(
      Algorithm[] algorithms, Function<Algorithm, T> work) {
    ExecutorService threads = Executors.newFixedThreadPool(Algorithm.values().length);
    try {
      Map<Algorithm, Future<T>> running = new EnumMap<>(Algorithm.class);
      for (Algorithm algorithm : algorithms) {
        running.put(algorithm, threads.submit(() -> work.apply(algorithm)));
      }
      Map<Algorithm, T> done = new EnumMap<>(Algorithm.class);
      for (Map.Entry<Algorithm, Future<T>> one : running.entrySet()) {
        done.put(one.getKey(), one.getValue().get());
      }
      return done;
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "Training failed: " + e.getCause().getMessage(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Training was interrupted", e);
    } finally {
      threads.shutdownNow();
    }
  }

  private static boolean bothKinds(TestedRows rows) {
    return rows.accountsWithOutcome() >= 5 && rows.size() - rows.positives() >= 5;
  }

  private String tooLittle(TestedRows rows, List<TestWindow> windows) {
    if (rows.size() < settings.minRows()) {
      return "too little data: %d labelled snapshots of at least %d"
          .formatted(rows.size(), settings.minRows());
    }
    long accounts = rows.accountsWithOutcome();
    if (accounts < settings.minPositives()) {
      return "too little data: %d accounts with the outcome of at least %d"
          .formatted(accounts, settings.minPositives());
    }
    if (features.isEmpty()) {
      return "no feature may train; see trains in metrics.yaml";
    }
    long tested =
        windows.stream()
            .map(window -> rows.on(window::tests))
            .reduce(TestedRows.none(), TestedRows::and)
            .accountsWithOutcome();
    return tested >= LEAST_TEST_ACCOUNTS
        ? ""
        : ("history too short for a test out of time: %d accounts with the outcome more than %d days"
                + " after the first snapshots, of at least %d")
            .formatted(tested, settings.gap(), LEAST_TEST_ACCOUNTS);
  }

  private boolean hasSignal(OutOfTime test) {
    return test.hasSignal(settings.minAucLow());
  }

  private static String noSignal(OutOfTime test) {
    Auc auc = Auc.of(test.margins());
    return String.format(
        Locale.ROOT,
        "no signal above chance: out-of-time AUC %.3f (%.3f to %.3f)",
        auc.value(),
        auc.low(),
        auc.high());
  }

  private Algorithm best(Map<Algorithm, OutOfTime> tests) {
    Algorithm best = null;
    for (Algorithm algorithm : Algorithm.values()) {
      boolean better =
          best == null || tests.get(algorithm).advantageOver(tests.get(best)) > MATERIAL;
      best = hasSignal(tests.get(algorithm)) && better ? algorithm : best;
    }
    return best;
  }

  private PropensityModel trained(
      Algorithm algorithm,
      Scorer scorer,
      Algorithm best,
      Map<Algorithm, OutOfTime> tests,
      TrainingFrame.Labelled all) {
    OutOfTime test = tests.get(algorithm);
    return model(
        algorithm.label(),
        algorithm == best ? PropensityModel.Status.CHAMPION : PropensityModel.Status.CHALLENGER,
        algorithm == best ? chosen(best, tests) : "not materially better than " + best.label(),
        all,
        test,
        scorer);
  }

  private String chosen(Algorithm best, Map<Algorithm, OutOfTime> tests) {
    long sound = tests.values().stream().filter(this::hasSignal).count();
    if (sound == 1) {
      return "the only one with signal above chance";
    }
    return best == Algorithm.LOGISTIC_REGRESSION
        ? "the simplest, and no other has a materially lower out-of-time log loss"
        : "materially lower out-of-time log loss";
  }

  private PropensityModel abstained(
      String algorithm, String reason, TrainingFrame.Labelled all, OutOfTime test) {
    return model(algorithm, PropensityModel.Status.ABSTAINED, reason, all, test, null);
  }

  private PropensityModel model(
      String algorithm,
      PropensityModel.Status status,
      String reason,
      TrainingFrame.Labelled all,
      OutOfTime test,
      Scorer scorer) {
    return new PropensityModel(
        PropensityModel.nameOf(settings.outcome(), algorithm, day),
        settings.outcome(),
        settings.horizonDays(),
        algorithm,
        status,
        reason,
        day,
        catalogueHash,
        new PropensityModel.Rows(
            all.rows().size(),
            all.rows().positives(),
            test == null ? null : LocalDate.ofEpochDay(test.cardFrom()),
            test == null ? null : LocalDate.ofEpochDay(lastDay(all.rows()))),
        features,
        scorer == null ? List.of() : importance(scorer, all),
        scorer,
        scorer == null ? Platt.NONE : Platt.fit(test.margins()),
        test == null ? null : test.quality());
  }

  private static int lastDay(TestedRows rows) {
    return Arrays.stream(rows.day).max().orElseThrow();
  }

  /** Features by their mean absolute contribution on the last labelled day. */
  private List<String> importance(Scorer scorer, TrainingFrame.Labelled all) {
    int last = lastDay(all.rows());
    double[][] addends = scorer.explain(all.rawOn(d -> d == last));
    double[] weight = new double[features.size()];
    for (double[] row : addends) {
      for (int i = 0; i < weight.length; i++) {
        weight[i] += Math.abs(row[i]);
      }
    }
    return java.util.stream.IntStream.range(0, weight.length)
        .filter(i -> weight[i] > 0)
        .boxed()
        .sorted((a, b) -> Double.compare(weight[b], weight[a]))
        .map(features::get)
        .toList();
  }
}
