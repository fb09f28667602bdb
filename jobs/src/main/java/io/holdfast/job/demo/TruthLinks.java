package io.holdfast.job.demo;

import java.util.ArrayList;
import java.util.List;

/** Which source keys truly are which account. */
final class TruthLinks {

  /** {@code source,key,salesforce_id}; the id is that of the survivor of a merge. */
  static List<String> lines(List<Profile> profiles) {
    List<String> lines = new ArrayList<>();
    lines.add("source,key,salesforce_id");
    for (Profile profile : profiles) {
      add(lines, "salesforce", profile.salesforceId(), profile);
      if (profile.duplicate() != null) {
        add(lines, "salesforce", profile.duplicate().salesforceId(), profile);
      }
      add(lines, "zendesk", Long.toString(profile.zendeskId()), profile);
      add(lines, "stripe", profile.stripeId(), profile);
      add(lines, "segment", profile.workspaceId(), profile);
    }
    return lines;
  }

  private static void add(List<String> lines, String source, String key, Profile profile) {
    lines.add("%s,%s,%s".formatted(source, key, profile.salesforceId()));
  }

  private TruthLinks() {}
}
