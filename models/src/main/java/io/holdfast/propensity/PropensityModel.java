package io.holdfast.propensity;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;

/**
 * All that is known of one model: enough to score with it and to fill its card.
 *
 * @param name outcome, algorithm and training day
 * @param algorithm an {@link Algorithm} in lower case, or {@code none} when there was too little
 *     data to try any
 * @param reason why it has its status
 * @param features columns of customer_360, in the order of the scorer's raw features
 * @param importance the same names, those that move predictions most first, without the unused
 * @param scorer trained on all labelled rows; null when abstained
 * @param platt its calibration
 * @param quality out of time, of models trained in the same way on earlier rows; null when untested
 */
public record PropensityModel(
    String name,
    String outcome,
    int horizonDays,
    String algorithm,
    Status status,
    String reason,
    LocalDate trainedAsOf,
    String catalogueHash,
    Rows rows,
    List<String> features,
    List<String> importance,
    Scorer scorer,
    Platt platt,
    Quality quality)
    implements Serializable {

  /** What may be done with a model. */
  public enum Status {
    /** Its probabilities are published. */
    CHAMPION,
    /** Sound, but another one is published. */
    CHALLENGER,
    /** Nothing is published. */
    ABSTAINED;

    public String label() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * What it was trained and tested on.
   *
   * @param testedFrom first snapshot day tested, null when untested
   * @param testedTo last snapshot day tested
   */
  public record Rows(long training, long positives, LocalDate testedFrom, LocalDate testedTo)
      implements Serializable {}

  /** Name of the model of an outcome. */
  static String nameOf(String outcome, String algorithm, LocalDate trainedAsOf) {
    return "%s_%s_%s".formatted(outcome, algorithm, trainedAsOf);
  }
}
