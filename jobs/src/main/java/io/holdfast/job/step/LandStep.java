package io.holdfast.job.step;

import io.holdfast.conform.Mapping;
import io.holdfast.conform.NamedExport;
import io.holdfast.job.control.FileLedger;
import io.holdfast.job.landing.LandingFile;
import io.holdfast.job.landing.LandingFolder;
import io.holdfast.job.landing.Unread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Loads the files that landed since the last time: into raw, as entities, or into quarantine. A
 * file is loaded once, however often the step runs or is killed.
 */
public final class LandStep implements Step {
  private static final int TOLD_NOTICES = 5;
  private static final int TOLD_CHANGES = 20;

  private final List<NamedExport> exports;
  private final List<String> outcomes;
  private final long kept;

  /**
   * @param outcomes names of what the night predicts
   * @throws IllegalArgumentException when two exports would share one raw table
   */
  public LandStep(List<Mapping> mappings, List<String> outcomes) {
    this(mappings, outcomes, LoadContext.KEPT);
  }

  /**
   * @param kept as {@link LoadContext} has it
   */
  LandStep(List<Mapping> mappings, List<String> outcomes, long kept) {
    this.kept = kept;
    this.outcomes = List.copyOf(outcomes);
    this.exports = mappings.stream().flatMap(mapping -> mapping.named().stream()).toList();
    Set<String> raw = new LinkedHashSet<>();
    for (NamedExport export : exports) {
      if (!raw.add(export.raw().name())) {
        throw new IllegalArgumentException(
            "Export %s stands twice (table %s); rename one or put both into one file of sources/"
                .formatted(export.title(), export.raw().name()));
      }
    }
  }

  /** The exports that it loads. */
  public List<NamedExport> exports() {
    return exports;
  }

  @Override
  public String name() {
    return "land";
  }

  @Override
  public StepResult run(StepContext context) {
    LandingFolder folder = folder(context);
    Withdrawals.settle(context);
    Deliveries deliveries = new Deliveries(context);
    List<String> warnings = new ArrayList<>();
    List<String> notices = new ArrayList<>();
    List<ExportLoad> loads = new ArrayList<>();
    Map<NamedExport, LandingFolder.Listing> listings = new LinkedHashMap<>();
    LoadContext shared = new LoadContext(context, new Appender(context.lake()), kept);
    for (NamedExport export : exports) {
      LandingFolder.Listing listing = folder.list(export.export().files());
      listings.put(export, listing);
      notices.addAll(listing.notices());
      loads.addAll(loads(shared, export, listing.files(), deliveries));
    }
    deliveries.keep();
    List<Loaded> done = Loading.of(context, loads);
    done.forEach(loaded -> notices.addAll(loaded.notices()));
    warnings.addAll(notices.subList(0, Math.min(TOLD_NOTICES, notices.size())));
    if (notices.size() > TOLD_NOTICES) {
      warnings.add("and %d more such files".formatted(notices.size() - TOLD_NOTICES));
    }
    done.forEach(loaded -> warnings.addAll(loaded.looked().inWords()));
    warnings.addAll(late(context));
    Set<String> loaded = context.control().files().records().keySet();
    Unread unread = Unread.of(folder, listings, loaded);
    if (loaded.isEmpty() && context.control().withdrawals().all().isEmpty()) {
      throw new HeldException(nothingLanded(folder, unread));
    }
    warnings.addAll(unread.inWords());
    warnings.addAll(
        ReadOtherwise.of(exports, context.control().mappings(), context.asOf().zone()).inWords());
    warnings.addAll(Ties.inWords(context, done));
    warnings.addAll(Drift.inWords(context.control().files().newFields(context.asOf().day())));
    return new StepResult(rows(done), note(done, warnings, deliveries.findings()));
  }

  /**
   * What is to be said of late exports.
   *
   * @throws HeldException when the night must not go on without one
   */
  private List<String> late(StepContext context) {
    List<Overdue> late = Overdue.on(context.asOf().day(), exports, context.control().files());
    List<String> held = late.stream().filter(o -> o.holds(outcomes)).map(Overdue::holding).toList();
    if (!held.isEmpty()) {
      throw new HeldException(String.join("\n", held));
    }
    return Degraded.lateInWords(context, exports);
  }

  private static String nothingLanded(LandingFolder folder, Unread unread) {
    String lies = unread.files().isEmpty() ? "" : " " + unread.inWords().get(0) + ".";
    return "Nothing has landed yet: landing folder %s holds no file that an export of sources/ takes.%s Deliver the exports there, or correct landing in holdfast.yaml, and run it again."
        .formatted(folder.address(), lies);
  }

  private static LandingFolder folder(StepContext context) {
    LandingFolder folder =
        new LandingFolder(
            context.spark().sparkContext().hadoopConfiguration(), context.config().landing());
    if (!folder.exists()) {
      throw new HeldException(
          "Landing folder %s does not exist; correct landing in holdfast.yaml or say --set landing=DIR"
              .formatted(folder.address()));
    }
    return folder;
  }

  /** What an earlier try left unfinished, then what is new. */
  private static List<ExportLoad> loads(
      LoadContext context, NamedExport export, List<LandingFile> present, Deliveries deliveries) {
    FileLedger ledger = context.step().control().files();
    Map<String, String> loaded = ledger.loaded(export.source(), export.name());
    List<LandingFile> fresh = new ArrayList<>(deliveries.fresh(export, present));
    List<ExportLoad> loads = new ArrayList<>();
    Set<String> unfinished = new TreeSet<>(context.step().lake().batches(export.raw()));
    unfinished.removeAll(loaded.values());
    for (String batch : unfinished) {
      ExportLoad load = ExportLoad.unfinished(context, export, batch, fresh);
      fresh.removeAll(Set.copyOf(load.files()));
      loads.add(load);
    }
    if (!fresh.isEmpty()) {
      deliveries.loading(export, fresh);
      loads.add(ExportLoad.fresh(context, export, fresh));
    }
    return loads;
  }

  private static Map<String, Long> rows(List<Loaded> done) {
    Map<String, Long> rows = new TreeMap<>();
    done.forEach(loaded -> loaded.rows().forEach((table, n) -> rows.merge(table, n, Long::sum)));
    return rows;
  }

  /** First what somebody should read, then a line for each finding and for each export. */
  private static String note(List<Loaded> done, List<String> warnings, List<String> findings) {
    List<String> first = new ArrayList<>();
    first.add(done.isEmpty() ? "nothing new" : Loaded.total(done));
    List<String> rejects = done.stream().flatMap(loaded -> loaded.rejects().stream()).toList();
    if (!rejects.isEmpty()) {
      first.addAll(rejects.subList(0, Math.min(ExportLoad.TOLD, rejects.size())));
      first.add("mend it at the source and deliver those records in a new file");
    }
    first.addAll(warnings);
    List<String> lines = new ArrayList<>();
    if (!findings.isEmpty()) {
      first.add("%d loaded files changed since, see the next lines".formatted(findings.size()));
    }
    lines.add(String.join("; ", first));
    lines.addAll(findings.subList(0, Math.min(TOLD_CHANGES, findings.size())));
    done.forEach(loaded -> lines.add(loaded.inWords()));
    String firsts =
        done.stream()
            .filter(loaded -> loaded.looked().isFirst())
            .map(loaded -> loaded.export().title())
            .collect(Collectors.joining(", "));
    if (!firsts.isEmpty()) {
      lines.add("compared with nothing, as nothing had come of it before: " + firsts);
    }
    return String.join("\n", lines);
  }
}
