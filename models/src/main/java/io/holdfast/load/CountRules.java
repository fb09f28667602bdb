package io.holdfast.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How many records there are, how many are rejected, and whether they came before. */
final class CountRules {
  private static final int FEWEST = 5;
  private static final int MANY = 20;

  static List<LoadFinding> of(Delivery now, Past past) {
    List<LoadFinding> found = new ArrayList<>();
    again(now, past).ifPresent(found::add);
    size(now, past).ifPresent(found::add);
    rejected(now, past).ifPresent(found::add);
    return found;
  }

  private static Optional<LoadFinding> again(Delivery now, Past past) {
    if (now.records() < FEWEST || past.deliveries().size() < Past.FEW || oftenTheSame(past)) {
      return Optional.empty();
    }
    for (Delivery before : past.deliveries()) {
      if (before.content() == now.content() && before.records() == now.records()) {
        return Optional.of(
            LoadFinding.of(
                sameKeys(now, before) ? Kind.FROZEN : Kind.REPEATED,
                now,
                "its %,d records are those of the delivery %s",
                now.records(),
                named(before)));
      }
      if (sameFacts(now, before) && !sameKeys(now, before)) {
        return Optional.of(
            LoadFinding.of(
                Kind.REDATED,
                now,
                "its %,d records hold the values of the delivery %s under other dates",
                now.records(),
                named(before)));
      }
    }
    return Optional.empty();
  }

  private static String named(Delivery before) {
    return before.name().isEmpty() ? "landed on " + before.landedOn() : "of " + before.name();
  }

  /** Of an export that is delivered whole nothing may have changed since. */
  private static boolean oftenTheSame(Past past) {
    List<Delivery> all = past.deliveries();
    for (int i = 1; i < all.size(); i++) {
      if (all.get(i).records() >= FEWEST
          && (all.get(i).content() == all.get(i - 1).content()
              || sameFacts(all.get(i), all.get(i - 1)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean sameKeys(Delivery now, Delivery before) {
    return now.columns().stream()
        .filter(KeyRules::isOwn)
        .allMatch(c -> before.column(c).map(b -> b.shape() == c.shape()).orElse(false));
  }

  private static boolean sameFacts(Delivery now, Delivery before) {
    return now.facts() != 0
        && now.facts() == before.facts()
        && now.records() == before.records()
        && now.columns().stream()
            .anyMatch(c -> c.kind() == ColumnProfile.Kind.KEY && c.distinct() >= FEWEST);
  }

  private static Optional<LoadFinding> size(Delivery now, Past past) {
    if (past.deliveries().size() <= Past.FEW) {
      return Optional.empty();
    }
    double[] all = past.deliveries().stream().mapToDouble(Delivery::records).toArray();
    double[] before = past.records(now);
    double usual = Past.median(before);
    double spread = Math.max(Math.max(Past.step(before), Math.sqrt(usual)), usual / 10);
    double n = now.records();
    String compared = "it has %,d records, usually %,.0f (%,.0f to %,.0f)";
    Object[] figures = {now.records(), usual, Past.least(before), Past.greatest(before)};
    if (usual >= 10 && n < .6 * usual && n < usual - 4 * spread && n < .8 * Past.least(before)) {
      return Optional.of(
          LoadFinding.of(
              n < .8 * Past.least(all) ? Kind.SHRUNKEN : Kind.LOW, now, compared, figures));
    }
    return n >= MANY && n > 1.7 * usual && n > usual + 5 * spread && n > 1.5 * Past.greatest(all)
        ? Optional.of(LoadFinding.of(Kind.GROWN, now, compared, figures))
        : Optional.empty();
  }

  private static Optional<LoadFinding> rejected(Delivery now, Past past) {
    double share = ColumnProfile.share(now.quarantined(), now.records());
    double most =
        past.deliveries().stream()
            .filter(d -> d.records() >= FEWEST)
            .mapToDouble(d -> ColumnProfile.share(d.quarantined(), d.records()))
            .max()
            .orElse(0);
    String sentence = "%,d of its %,d records are rejected (%.0f%%), at most %.0f%% were before";
    Object[] figures = {now.quarantined(), now.records(), 100 * share, 100 * most};
    if (now.quarantined() >= FEWEST && share >= .2 && share > 2 * most + .1) {
      return Optional.of(LoadFinding.of(Kind.REJECTED, now, sentence, figures));
    }
    if (now.quarantined() >= 2 * FEWEST && share >= .05 && share > 2 * most + .02) {
      return Optional.of(LoadFinding.of(Kind.SOME_REJECTED, now, sentence, figures));
    }
    return Optional.empty();
  }

  private CountRules() {}
}
