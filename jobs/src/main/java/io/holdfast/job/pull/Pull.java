package io.holdfast.job.pull;

import io.holdfast.job.control.Control;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Fetches what a source has that was not fetched before, up to a cut, into files below landing. A
 * file is placed whole, then the position moves on: a kill between the two makes the same file
 * again.
 */
public final class Pull implements AutoCloseable {
  /** Pages are gathered into files of about so many records. */
  static final int FILE_RECORDS = 20_000;

  private final Control control;
  private final PullFolder landing;
  private final ZoneId zone;
  private final Waiting waiting;
  private final Consumer<String> progress;

  /**
   * @param landing path or URI
   * @param progress hears a line for each file
   */
  public Pull(
      Control control, String landing, ZoneId zone, Waiting waiting, Consumer<String> progress) {
    this.control = control;
    this.landing = new PullFolder(landing);
    this.zone = zone;
    this.waiting = waiting;
    this.progress = progress;
  }

  /**
   * Every export of a source; one that stops does not stop the others.
   *
   * @param cut records modified from then on wait for a later pull
   */
  public List<Pulled> source(String source, PullConfig config, Instant cut) {
    Exports exports = Exports.of(source, config, waiting);
    List<Pulled> pulled = new ArrayList<>();
    for (String export : config.exports().keySet()) {
      LocalDate day = config.start(export);
      Instant start = day == null ? null : day.atStartOfDay(zone).toInstant();
      if (start == null || start.isBefore(cut)) {
        exports
            .of(export, start)
            .forEach((name, stream) -> pulled.add(new Running(source, name, stream).pull(cut)));
      }
    }
    return pulled;
  }

  @Override
  public void close() {
    landing.close();
  }

  /** One export on its way. */
  private final class Running {
    private final String source;
    private final String export;
    private final ExportStream stream;
    private final Set<String> asked = new HashSet<>();
    private long records;
    private int files;

    Running(String source, String export, ExportStream stream) {
      this.source = source;
      this.export = export;
      this.stream = stream;
    }

    Pulled pull(Instant cut) {
      String stopped = null;
      try {
        deliver(cut);
      } catch (PullException e) {
        stopped = e.getMessage();
      }
      return new Pulled(source, export, records, files, stopped);
    }

    private String name(String file) {
      return source + "/" + export + (export.contains("/") ? "-" : "/") + file;
    }

    private void deliver(Instant cut) {
      landing.tidy(name("_"));
      String kept = control.pulls().position(source, export).orElse(null);
      Position at = kept == null ? Position.first(stream.first()) : Position.read(kept);
      boolean last = false;
      while (!last) {
        String name = name(at.name());
        try (PullFile file = landing.begin(name)) {
          Step step = fill(file, at, cut);
          at = step.at();
          last = step.last();
          if (file.records() > 0) {
            at = at.nextFile();
            place(file, name);
          }
        } catch (IOException e) {
          throw new PullException(
              "%s.%s: cannot write %s below landing: %s"
                  .formatted(source, export, name, e.getMessage()),
              e);
        }
        kept = keep(kept, at);
      }
    }

    private Step fill(PullFile file, Position from, Instant cut) throws IOException {
      Step step = new Step(from, false);
      while (!step.last() && file.records() < FILE_RECORDS) {
        step = deliver(file, step.at(), page(step.at(), cut));
      }
      return step;
    }

    private Page page(Position at, Instant cut) {
      if (!asked.add(at.place())) {
        throw new PullException(
            "%s.%s: the server gave the same page twice (%s); nothing of it was delivered again."
                    .formatted(source, export, at.place())
                + " Run the same command later; if it stays so, the source cannot go on from there");
      }
      try {
        return stream.page(at.place(), cut);
      } catch (DateTimeException | ClassCastException | NumberFormatException e) {
        throw new PullException(
            "%s.%s: the server's answer is not as the vendor describes it (%s)"
                .formatted(source, export, e.getClass().getSimpleName()),
            e);
      }
    }

    private Step deliver(PullFile file, Position at, Page page) throws IOException {
      List<Item> fresh = new ArrayList<>();
      Set<String> delivered = new LinkedHashSet<>();
      boolean early = false;
      for (Item item : page.items()) {
        String mark = Position.mark(item.key());
        if (item.modified() != null && !item.modified().isBefore(page.until())) {
          early = true;
        } else if (delivered.add(mark) && !at.seen().contains(mark)) {
          fresh.add(item);
        }
      }
      file.add(page, fresh);
      Set<String> seen = page.keeps() ? at.seen() : delivered;
      return new Step(at.at(early ? at.place() : page.next(), seen), early || page.last());
    }

    private void place(PullFile file, String name) throws IOException {
      long held = file.records();
      String path = name + stream.suffix();
      for (int again = 2; control.files().isLoaded(path); again++) {
        path = "%s-%d%s".formatted(name, again, stream.suffix());
      }
      file.place(landing.path(path));
      records += held;
      files++;
      progress.accept("%s.%s: %,d records in %s".formatted(source, export, held, path));
    }

    private String keep(String before, Position at) {
      String after = at.text();
      if (!after.equals(before) && !control.pulls().move(source, export, before, after)) {
        throw new PullException(
            "%s.%s: another pull of the same export goes on; wait for it, then run this again"
                .formatted(source, export));
      }
      return after;
    }
  }

  /** Where a page led. */
  private record Step(Position at, boolean last) {}
}
