package io.holdfast.job.control;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Intents and receipts of publishing. An intent is written before anything is sent, its receipt
 * after, so that a crash leaves it pending and never unknown.
 */
public interface PublishLedger {

  /** Hash of what each record of the target says, by record id. */
  Map<String, String> lastSucceeded(String target);

  /** Payload that each record of the target took last, by record id. */
  Map<String, String> payloads(String target);

  /** Day of the newest figures that were ever meant for the target. */
  Optional<LocalDate> newest(String target);

  /** Writes intents as pending; older pending ones of the same records become superseded. */
  void open(String target, String run, LocalDate asOf, List<PublishIntent> intents);

  /** Settles the pending intents of these records; a receipt that is pending keeps its reason. */
  void settle(String target, List<PublishReceipt> receipts);

  /** Intents of the target that have no final receipt, by record id. */
  List<PublishedRecord> pending(String target);

  /** Latest intents of a run that the target rejected, by record id. */
  List<PublishedRecord> rejected(String target, String run);

  /** How the latest intent of every record that the run touched stands. */
  PublishSummary summary(String target, String run);

  /** Everything ever meant for an account, newest first. */
  List<PublishedRecord> ofAccount(String accountId);
}
