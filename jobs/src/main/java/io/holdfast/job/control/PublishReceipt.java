package io.holdfast.job.control;

/**
 * What became of one intent.
 *
 * @param reason why it was rejected or is pending, or an empty string
 */
public record PublishReceipt(String recordId, State state, String reason) {

  /** How an intent can stand. */
  public enum State {
    SUCCEEDED,
    REJECTED,
    PENDING,
    SUPERSEDED
  }

  public static PublishReceipt succeeded(String recordId) {
    return new PublishReceipt(recordId, State.SUCCEEDED, "");
  }

  public static PublishReceipt rejected(String recordId, String reason) {
    return new PublishReceipt(recordId, State.REJECTED, reason);
  }

  public static PublishReceipt pending(String recordId, String reason) {
    return new PublishReceipt(recordId, State.PENDING, reason);
  }
}
