package io.holdfast.job.step;

import io.holdfast.conform.Mapping;
import io.holdfast.conform.NamedExport;
import io.holdfast.job.config.Config;
import io.holdfast.job.control.PublishSummary;
import io.holdfast.job.control.Release;
import io.holdfast.job.report.Page;
import io.holdfast.job.report.Renderer;
import io.holdfast.job.report.Report;
import io.holdfast.job.report.ReportTables;
import io.holdfast.job.report.Words;
import io.holdfast.outcome.Outcomes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Renders the release as {@code report.html} in the output folder, with a copy that carries the day
 * in its name.
 */
public final class ReportStep implements Step {
  private final Outcomes outcomes;
  private final List<NamedExport> exports;

  /**
   * @param mappings say which exports leave months open when they are late or odd
   */
  public ReportStep(Outcomes outcomes, List<Mapping> mappings) {
    this.outcomes = outcomes;
    this.exports = mappings.stream().flatMap(mapping -> mapping.named().stream()).toList();
  }

  @Override
  public String name() {
    return "report";
  }

  @Override
  public StepResult run(StepContext context) {
    ReportTables tables = new ReportTables(context.lake()::released, context.asOf().day());
    Page page = Report.read(tables, outcomes, facts(context));
    Path folder = Path.of(context.config().output());
    String html = Renderer.html(page);
    write(folder.resolve("report-%s.html".formatted(context.asOf().day())), html);
    Path latest = folder.resolve("report.html");
    write(latest, html);
    return StepResult.empty().saying(latest.toString());
  }

  private Report.Facts facts(StepContext context) {
    Config config = context.config();
    List<PublishSummary> receipts =
        config.targets().stream()
            .map(target -> context.control().publishing().summary(target, context.run()))
            .toList();
    String release =
        context
            .control()
            .runs()
            .release(context.run())
            .map(Release::number)
            .map(number -> "release " + number)
            .orElse("not released");
    return new Report.Facts(
        new Page.Masthead(
            config.company(),
            Words.day(context.asOf().day()),
            config.currency(),
            context.run(),
            release),
        RevenueStep.open(context, exports).orElse(null),
        context.control().files().fates(),
        receipts);
  }

  private static void write(Path file, String html) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, html, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot write the report to %s; check that the folder 'output' can be written"
              .formatted(file),
          e);
    }
  }
}
