package io.holdfast.job.demo;

/** Writes the product's track, identify and group calls as JSON lines. */
final class SegmentExport {
  private static final double LATE_DAYS = 0.008;

  private final Landing landing;
  private final Days days;
  private final boolean late;

  SegmentExport(Landing landing, Days days, Mess mess) {
    this.landing = landing;
    this.days = days;
    this.late = mess.late();
  }

  /** The workspace, when it is opened. */
  void workspace(Profile profile) {
    long at = days.at(profile.joined(), Days.MORNING + 900);
    Json json =
        new Json()
            .put("messageId", "g-" + profile.workspaceId())
            .put("type", "group")
            .put("groupId", profile.workspaceId())
            .open("traits")
            .put("name", profile.name());
    if (profile.known().segment() || !profile.known().untidy()) {
      json.put("domain", profile.domain());
    }
    if (profile.known().segment()) {
      json.put("salesforce_id", profile.salesforceId());
    }
    landing.add(
        Export.SG_GROUP,
        at,
        json.close().instant("timestamp", at).instant("receivedAt", at + 2).line());
  }

  /** A user, when seen for the first time. */
  void user(Profile profile, int user, long at) {
    boolean contact = user < profile.people().size();
    String id = profile.userId(user);
    landing.add(
        Export.SG_IDENTIFY,
        at,
        new Json()
            .put("messageId", "i-" + id)
            .put("type", "identify")
            .put("userId", id)
            .open("traits")
            .put(
                "email",
                contact
                    ? profile.people().get(user).email()
                    : "user" + user + "@" + profile.domain())
            .put("title", contact ? profile.people().get(user).title() : null)
            .put("role", user == 0 ? "admin" : "member")
            .close()
            .open("context")
            .put("groupId", profile.workspaceId())
            .close()
            .instant("timestamp", at)
            .instant("receivedAt", at + 2)
            .line());
  }

  /** Days by which all events of an account's day come late; mostly 0. */
  int delay(Dice dice) {
    boolean delayed = dice.chance(LATE_DAYS);
    int by = dice.between(1, 6);
    return delayed && late ? by : 0;
  }

  void event(Profile profile, int user, String event, int number, long at, int delay) {
    if (landing.rehearsal()) {
      return;
    }
    long received = at + 2 + delay * 86_400L;
    String line =
        new Json()
            .put("messageId", profile.workspaceId() + "-" + Long.toString(number, 36))
            .put("type", "track")
            .put("userId", profile.userId(user))
            .put("event", event)
            .instant("timestamp", at)
            .instant("receivedAt", received)
            .open("context")
            .put("groupId", profile.workspaceId())
            .close()
            .open("properties")
            .put("client", user % 3 == 0 ? "mobile" : "web")
            .close()
            .line();
    if (delay > 0) {
      landing.addLate(Export.SG_TRACK, received, line);
    } else {
      landing.add(Export.SG_TRACK, received, line);
    }
  }
}
