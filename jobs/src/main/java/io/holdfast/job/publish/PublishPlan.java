package io.holdfast.job.publish;

import io.holdfast.job.control.PublishIntent;
import java.util.List;

/**
 * What a target would be sent.
 *
 * @param updates records that changed or that have no receipt, by record id
 * @param withdrawn records with a pending intent that no account has any more
 * @param refused why nothing may be sent, or an empty string
 */
public record PublishPlan(
    String target,
    List<PublishIntent> intents,
    List<Update> updates,
    List<String> withdrawn,
    String refused) {

  static PublishPlan refused(String target, String why) {
    return new PublishPlan(target, List.of(), List.of(), List.of(), why);
  }
}
