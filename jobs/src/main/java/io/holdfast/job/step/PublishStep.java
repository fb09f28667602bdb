package io.holdfast.job.step;

import io.holdfast.job.control.PublishSummary;
import io.holdfast.job.publish.CrmConfig;
import io.holdfast.job.publish.CrmTarget;
import io.holdfast.job.publish.Intents;
import io.holdfast.job.publish.PublishPlan;
import io.holdfast.job.publish.Publisher;
import io.holdfast.job.publish.UnreachableException;
import io.holdfast.table.Account;
import io.holdfast.table.AccountHealth;
import io.holdfast.table.AccountScore;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Sends the released scores that changed to one CRM target. */
public final class PublishStep implements Step {
  /** Records of this release that the target took. */
  public static final String SENT = "sent";

  /** Records of this release that it refused or that are still pending. */
  public static final String NOT_SENT = "not_sent";

  private final CrmTarget target;
  private final CrmConfig config;

  public PublishStep(CrmTarget target, CrmConfig config) {
    this.target = target;
    this.config = config;
  }

  @Override
  public String name() {
    return "publish_" + target.name();
  }

  /** Why the target could take no records now; empty when it could. */
  public Optional<String> unreachable() {
    try {
      target.check();
      return Optional.empty();
    } catch (UnreachableException e) {
      return Optional.of(e.getMessage());
    }
  }

  /** What {@link #run} would send, without sending or writing anything. */
  public PublishPlan plan(StepContext context) {
    Intents wanted =
        Intents.of(
            context.lake().released(Account.TABLE),
            context.lake().released(AccountScore.TABLE),
            context.lake().released(AccountHealth.TABLE),
            context.asOf().day(),
            config.fields());
    return publisher(context).plan(context.run(), wanted);
  }

  @Override
  public StepResult run(StepContext context) {
    PublishPlan plan = plan(context);
    if (!plan.refused().isEmpty()) {
      return StepResult.empty().saying("nothing sent: " + plan.refused());
    }
    PublishSummary summary = publisher(context).publish(context.run(), context.asOf().day(), plan);
    long notSent = summary.rejected() + summary.pending();
    return new StepResult(
        Map.of(SENT, summary.succeeded(), NOT_SENT, notSent), note(plan, summary));
  }

  private Publisher publisher(StepContext context) {
    return new Publisher(target, config.fields(), context.control().publishing());
  }

  private static String note(PublishPlan plan, PublishSummary summary) {
    String reasons =
        summary.reasons().entrySet().stream()
            .limit(3)
            .map(reason -> "%d: %s".formatted(reason.getValue(), reason.getKey()))
            .collect(Collectors.joining("; ", "; ", ""));
    return "%s; this run: %d succeeded, %d rejected, %d pending%s"
        .formatted(
            plan.intents().isEmpty() ? "nothing changed" : plan.intents().size() + " sent",
            summary.succeeded(),
            summary.rejected(),
            summary.pending(),
            summary.reasons().isEmpty() ? "" : reasons);
  }
}
