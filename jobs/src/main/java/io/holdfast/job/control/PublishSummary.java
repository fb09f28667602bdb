package io.holdfast.job.control;

import java.util.Map;

/**
 * How the intents of one run stand at one target.
 *
 * @param reasons number of records by reason, of those rejected or pending
 */
public record PublishSummary(
    String target,
    String run,
    long succeeded,
    long rejected,
    long pending,
    long superseded,
    Map<String, Long> reasons) {

  /** Whether some record has not arrived: exit code 4. */
  public boolean inPart() {
    return rejected + pending > 0;
  }
}
