package io.holdfast.job.publish;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.holdfast.job.control.PublishIntent;
import io.holdfast.job.control.PublishLedger;
import io.holdfast.job.control.PublishReceipt;
import io.holdfast.job.control.PublishReceipt.State;
import io.holdfast.job.control.PublishSummary;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sends what changed to one target and keeps account of it. */
public final class Publisher {
  private final CrmTarget target;
  private final Map<String, String> mapping;
  private final PublishLedger ledger;

  /**
   * @param mapping our value by target column
   */
  public Publisher(CrmTarget target, Map<String, String> mapping, PublishLedger ledger) {
    this.target = target;
    this.mapping = mapping;
    this.ledger = ledger;
  }

  /**
   * What would be sent: records that would say something else than they do or whose figures have
   * {@link Moved}, records whose last intent has no receipt, and nothing that this run has already
   * been refused.
   */
  public PublishPlan plan(String run, Intents wanted) {
    Optional<LocalDate> newest = ledger.newest(target.name());
    if (newest.filter(wanted.day()::isBefore).isPresent()) {
      return PublishPlan.refused(
          target.name(),
          "it already has figures of %s; those of %s are older"
              .formatted(newest.get(), wanted.day()));
    }
    Map<String, String> held = ledger.lastSucceeded(target.name());
    Map<String, String> told = ledger.payloads(target.name());
    Set<String> open =
        ledger.pending(target.name()).stream().map(p -> p.intent().recordId()).collect(toSet());
    Map<String, String> refused =
        ledger.rejected(target.name(), run).stream()
            .collect(toMap(r -> r.intent().recordId(), r -> r.intent().hash()));
    List<PublishIntent> intents = new ArrayList<>();
    for (String id : wanted.updates().keySet()) {
      PublishIntent intent = wanted.intent(id);
      boolean concerned = wanted.known().contains(id) || held.containsKey(id);
      boolean same =
          intent.hash().equals(held.get(id))
              && !Moved.between(told.get(id), wanted.updates().get(id), mapping);
      boolean settled = same || intent.hash().equals(refused.get(id));
      if (open.contains(id) || (concerned && !settled)) {
        intents.add(intent);
      }
    }
    return new PublishPlan(
        target.name(),
        intents,
        intents.stream().map(intent -> wanted.updates().get(intent.recordId())).toList(),
        open.stream().filter(id -> !wanted.updates().containsKey(id)).sorted().toList(),
        "");
  }

  /**
   * Sends a plan. When the target cannot be reached all its intents stay pending.
   *
   * @return how every record that the run touched stands
   */
  public PublishSummary publish(String run, LocalDate day, PublishPlan plan) {
    ledger.settle(
        target.name(),
        plan.withdrawn().stream()
            .map(id -> new PublishReceipt(id, State.SUPERSEDED, "no account has this record"))
            .toList());
    if (!plan.intents().isEmpty()) {
      ledger.open(target.name(), run, day, plan.intents());
      send(run, plan.updates());
    }
    return ledger.summary(target.name(), run);
  }

  private void send(String run, List<Update> updates) {
    int from = 0;
    try {
      target.check();
      while (from < updates.size()) {
        int to = (int) Math.min(updates.size(), (long) from + target.batchSize());
        ledger.settle(target.name(), target.send(run, updates.subList(from, to)));
        from = to;
      }
    } catch (UnreachableException e) {
      ledger.settle(
          target.name(),
          updates.subList(from, updates.size()).stream()
              .map(update -> PublishReceipt.pending(update.recordId(), e.getMessage()))
              .toList());
    }
  }
}
