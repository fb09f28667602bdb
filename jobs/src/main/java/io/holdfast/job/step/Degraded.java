package io.holdfast.job.step;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.holdfast.conform.Lateness.Then;
import io.holdfast.conform.NamedExport;
import io.holdfast.load.Cadence;
import io.holdfast.load.Delivery;
import io.holdfast.load.Kind;
import io.holdfast.table.GateFinding;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;

/**
 * An export of which something is missing or doubtful on a day: what it touches is stale, and
 * neither health nor the books move by it.
 *
 * @param since first day that is touched
 * @param reason such as: zendesk.tickets landed last on 2024-01-01
 */
record Degraded(NamedExport export, LocalDate since, String reason) {
  /** Days for which windows reach back to a delivery that lacks something. */
  private static final int REMEMBERED = 28;

  /** What the next delivery that comes in full makes good. */
  private static final Set<String> UNTIL_THE_NEXT =
      Set.of(Kind.FROZEN.words(), Kind.LOW.words(), Kind.GROWN.words());

  /** Every export that is so on the day of a run: late by its mapping or its own past, or odd. */
  static List<Degraded> on(StepContext context, List<NamedExport> exports) {
    if (exports.isEmpty()) {
      return List.of();
    }
    LocalDate day = context.asOf().day();
    List<Degraded> all = new ArrayList<>();
    Overdue.on(day, exports, context.control().files())
        .forEach(
            late ->
                all.add(
                    new Degraded(
                        late.export(),
                        late.last() == null ? day : late.last().plusDays(1),
                        late.inWords())));
    Map<String, List<Row>> found = found(context);
    for (NamedExport export : exports) {
      List<Delivery> past = deliveries(context, export);
      if (isLearned(export)) {
        late(day, export, past).ifPresent(all::add);
      }
      found.getOrDefault(export.title(), List.of()).stream()
          .filter(row -> stillCounts(row, past) && isJudged(export, row.getAs(GateFinding.KIND)))
          .findFirst()
          .ifPresent(
              row ->
                  all.add(
                      new Degraded(
                          export,
                          row.getDate(row.fieldIndex(GateFinding.AS_OF)).toLocalDate(),
                          row.getAs(GateFinding.FOUND))));
    }
    return all;
  }

  /** What did not come on the day of a run, in words. */
  static List<String> lateInWords(StepContext context, List<NamedExport> exports) {
    LocalDate day = context.asOf().day();
    List<String> words = new ArrayList<>();
    Overdue.on(day, exports, context.control().files()).forEach(late -> words.add(late.inWords()));
    for (NamedExport export : exports) {
      if (isLearned(export)) {
        late(day, export, deliveries(context, export)).ifPresent(late -> words.add(late.reason()));
      }
    }
    return words;
  }

  /** Whether its own past says when it is late. */
  private static boolean isLearned(NamedExport export) {
    return export.export().late() == null && isJudged(export, Kind.LATE.words());
  }

  private static boolean isJudged(NamedExport export, String kind) {
    return export.export().gate() == null || !export.export().gate().ignore().contains(kind);
  }

  /** When an export's files came, and of which days they are, as far as it tells by the day. */
  private static List<Delivery> deliveries(StepContext context, NamedExport export) {
    Set<Delivery> all = new HashSet<>();
    context
        .control()
        .files()
        .loaded(export.source(), export.name())
        .forEach(
            (path, batch) ->
                all.add(
                    Delivery.unseen(
                        export.source(),
                        export.name(),
                        batch,
                        Delivery.name(path),
                        Batch.day(batch))));
    return all.stream()
        .filter(delivery -> !delivery.landedOn().isAfter(context.asOf().day()))
        .sorted(Delivery.IN_ORDER)
        .toList();
  }

  private static Optional<Degraded> late(LocalDate day, NamedExport export, List<Delivery> past) {
    TreeSet<LocalDate> days = new TreeSet<>();
    past.forEach(delivery -> days.add(delivery.day()));
    if (days.isEmpty()) {
      return Optional.empty();
    }
    return Cadence.missingSince(day.minusDays(lag(past)), days)
        .map(
            since ->
                new Degraded(
                    export,
                    since,
                    "%s came last for %s, and more often before"
                        .formatted(export.title(), days.last())));
  }

  /** Days after which a delivery usually lands: seen where it came with no others. */
  private static long lag(List<Delivery> past) {
    Map<String, Long> together =
        past.stream().collect(Collectors.groupingBy(Delivery::batch, Collectors.counting()));
    return past.stream()
        .filter(delivery -> together.get(delivery.batch()) == 1)
        .mapToLong(delivery -> ChronoUnit.DAYS.between(delivery.day(), delivery.landedOn()))
        .max()
        .orElse(1);
  }

  private static Map<String, List<Row>> found(StepContext context) {
    LocalDate day = context.asOf().day();
    List<Row> rows =
        context
            .lake()
            .read(GateFinding.TABLE)
            .where(col(GateFinding.GATE).equalTo(GateFinding.LOAD))
            .where(col(GateFinding.AS_OF).between(lit(day.minusDays(REMEMBERED)), lit(day)))
            .orderBy(col(GateFinding.AS_OF).desc(), col(GateFinding.FINGERPRINT))
            .collectAsList();
    Set<String> accepted = new HashSet<>();
    for (Row row : rows) {
      if (row.getAs(GateFinding.VERDICT).equals(GateFinding.ACCEPTED)) {
        accepted.add(row.getAs(GateFinding.FINGERPRINT));
      }
    }
    Map<String, List<Row>> open = new TreeMap<>();
    for (Row row : rows) {
      if (row.getAs(GateFinding.VERDICT).equals(GateFinding.DEGRADE)
          && !accepted.contains(row.<String>getAs(GateFinding.FINGERPRINT))) {
        open.computeIfAbsent(row.getAs(GateFinding.EXPORT), e -> new ArrayList<>()).add(row);
      }
    }
    return open;
  }

  /** Whether its delivery is still there, and nothing came since that makes it good. */
  private static boolean stillCounts(Row row, List<Delivery> past) {
    String batch = row.getAs(GateFinding.BATCH);
    String kind = row.getAs(GateFinding.KIND);
    LocalDate found = row.getDate(row.fieldIndex(GateFinding.AS_OF)).toLocalDate();
    Set<String> names =
        past.stream()
            .filter(d -> d.batch().equals(batch))
            .map(Delivery::name)
            .collect(Collectors.toSet());
    boolean later =
        past.stream()
            .filter(d -> d.landedOn().isAfter(found))
            .anyMatch(d -> UNTIL_THE_NEXT.contains(kind) || names.contains(d.name()));
    return !names.isEmpty() && !later;
  }

  /** Why scores are stale, by outcome; outcomes that it does not touch are absent. */
  static Map<String, String> stale(List<Degraded> all, Collection<String> outcomes) {
    Map<String, String> stale = new TreeMap<>();
    for (Degraded degraded : all) {
      for (String outcome : outcomes) {
        if (degraded.touches(outcome)) {
          stale.merge(outcome, degraded.reason(), (a, b) -> a + "; " + b);
        }
      }
    }
    return stale;
  }

  private boolean touches(String outcome) {
    return export.export().late() == null || export.export().late().then(outcome) != Then.IGNORE;
  }

  /**
   * Those that may move neither health nor the books: a mapping may say that one does not count.
   */
  static List<Degraded> counting(List<Degraded> all) {
    return all.stream()
        .filter(
            d ->
                d.export().export().late() == null
                    || d.export().export().late().then() != Then.IGNORE)
        .toList();
  }

  /** Names of the entities that the export feeds. */
  Set<String> entities() {
    return export.export().entities().stream()
        .map(entity -> entity.table().name())
        .collect(Collectors.toSet());
  }
}
