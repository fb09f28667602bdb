package io.holdfast.job.step;

import io.holdfast.conform.NamedExport;
import io.holdfast.job.control.LandedContent;
import io.holdfast.job.control.WithdrawnFile;
import io.holdfast.job.landing.ContentHashes;
import io.holdfast.job.landing.LandingFile;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which files in landing are to be loaded, and which loaded ones hold something else now. Sizes and
 * times tell files that stayed as they were; only where one of them differs is content read.
 */
final class Deliveries {
  private final StepContext context;
  private final Map<NamedExport, List<LandingFile>> loading = new LinkedHashMap<>();
  private final List<String> findings = new ArrayList<>();

  Deliveries(StepContext context) {
    this.context = context;
  }

  /** Files that no load has, but for those taken back for good that are still the same. */
  List<LandingFile> fresh(NamedExport export, List<LandingFile> present) {
    Map<String, String> loaded = context.control().files().loaded(export.source(), export.name());
    Map<String, List<WithdrawnFile>> withdrawn =
        context.control().withdrawals().of(export.source(), export.name());
    List<LandingFile> fresh = new ArrayList<>();
    List<LandingFile> others = new ArrayList<>();
    for (LandingFile file : present) {
      List<WithdrawnFile> taken = withdrawn.getOrDefault(file.path(), List.of());
      if (loaded.containsKey(file.path())) {
        others.add(file);
      } else if (taken.stream().noneMatch(earlier -> staysOut(earlier, file))) {
        fresh.add(file.after(taken.size()));
      }
    }
    compare(export, others);
    return fresh;
  }

  private boolean staysOut(WithdrawnFile earlier, LandingFile file) {
    return !earlier.again() && isSame(earlier, file);
  }

  private boolean isSame(WithdrawnFile earlier, LandingFile file) {
    if (earlier.bytes() != file.bytes()) {
      return false;
    }
    if (earlier.hash() == null) {
      if (earlier.modified() != 0 && earlier.modified() != file.modified()) {
        findings.add(
            "file %s was withdrawn and written anew with the same size; what it held was not kept, so deliver it under a new name to have it loaded"
                .formatted(file.path()));
      }
      return true;
    }
    return earlier.modified() == file.modified() || earlier.hash().equals(hash(file));
  }

  private String hash(LandingFile file) {
    return ContentHashes.of(context.spark(), List.of(file)).get(file.path());
  }

  private void compare(NamedExport export, List<LandingFile> files) {
    Map<String, LandedContent> kept =
        context.control().contents().of(export.source(), export.name());
    Map<String, Long> bytes = context.control().files().bytes(export.source(), export.name());
    List<LandingFile> written = new ArrayList<>();
    Map<String, LandedContent> now = new LinkedHashMap<>();
    for (LandingFile file : files) {
      LandedContent before = kept.get(file.path());
      if (before == null) {
        // A ledger of an earlier version knows sizes only.
        before =
            new LandedContent(file.path(), bytes.get(file.path()), file.modified(), null, null);
        now.put(file.path(), before);
      }
      if (before.bytes() != file.bytes()) {
        found(export, file, before, now);
      } else if (before.modified() != file.modified()) {
        written.add(file);
      } else if (before.changedOn() != null) {
        now.put(file.path(), since(before, file.modified(), null));
      }
    }
    Map<String, String> hashes = ContentHashes.of(context.spark(), written);
    for (LandingFile file : written) {
      LandedContent before = kept.get(file.path());
      String hash = hashes.get(file.path());
      if (hash != null && hash.equals(before.hash())) {
        now.put(file.path(), since(before, file.modified(), null));
      } else {
        found(export, file, before, now);
      }
    }
    keep(export, new ArrayList<>(now.values()));
  }

  private void found(
      NamedExport export, LandingFile file, LandedContent before, Map<String, LandedContent> now) {
    findings.add(
        "file %s of %s %s since it was loaded; 'holdfast withdraw %s --because …' takes back what was loaded, and the next night loads what it holds now"
            .formatted(file.path(), export.title(), how(before, file), file.path()));
    LocalDate first = before.changedOn() == null ? context.asOf().day() : before.changedOn();
    now.put(file.path(), since(before, before.modified(), first));
  }

  private static String how(LandedContent before, LandingFile file) {
    if (before.bytes() != file.bytes()) {
      return "went from %d to %d bytes".formatted(before.bytes(), file.bytes());
    }
    return before.hash() == null
        ? "was written again, maybe with other content,"
        : "changed its content, not its size,";
  }

  private static LandedContent since(LandedContent before, long modified, LocalDate changedOn) {
    return new LandedContent(before.path(), before.bytes(), modified, before.hash(), changedOn);
  }

  /** Files that a load is about to read. */
  void loading(NamedExport export, List<LandingFile> files) {
    loading.computeIfAbsent(export, e -> new ArrayList<>()).addAll(files);
  }

  /**
   * Keeps what the files hold that are about to be read, and with which mapping. One that is
   * written meanwhile is noticed by the next night, as its time is another than the one it was
   * listed with.
   */
  void keep() {
    List<LandingFile> all = loading.values().stream().flatMap(List::stream).distinct().toList();
    Map<String, String> hashes = ContentHashes.of(context.spark(), all);
    loading.forEach(this::keepMapping);
    loading.forEach(
        (export, files) ->
            keep(
                export,
                files.stream()
                    .map(
                        file ->
                            new LandedContent(
                                file.path(),
                                file.bytes(),
                                file.modified(),
                                hashes.get(file.path()),
                                null))
                    .toList()));
  }

  private void keepMapping(NamedExport export, List<LandingFile> files) {
    String mapping = export.fingerprint(context.asOf().zone());
    List<String> paths = files.stream().map(LandingFile::path).toList();
    context.control().mappings().keep(export.source(), export.name(), paths, mapping);
  }

  private void keep(NamedExport export, List<LandedContent> contents) {
    if (!contents.isEmpty()) {
      context.control().contents().keep(export.source(), export.name(), contents);
    }
  }

  /** A sentence for each file that holds something else now. */
  List<String> findings() {
    return List.copyOf(findings);
  }
}
