package io.holdfast.job.publish.file;

import io.holdfast.job.control.PublishReceipt;
import io.holdfast.job.publish.CrmConfig;
import io.holdfast.job.publish.CrmTarget;
import io.holdfast.job.publish.UnreachableException;
import io.holdfast.job.publish.Update;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Writes {@code TABLE_RUN_NNN.csv} for a CRM's data loader: the record id, then the mapped columns.
 * A file that is there is never changed; load them in the order of their names.
 */
public final class FileTarget implements CrmTarget {
  private final String name;
  private final CrmConfig config;
  private final Path folder;

  /**
   * @param output where the configured folder starts
   */
  public FileTarget(String name, CrmConfig config, Path output) {
    this.name = name;
    this.config = config;
    this.folder = output.resolve(config.folder());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void check() {
    Path there = folder.toAbsolutePath();
    while (!Files.exists(there)) {
      there = there.getParent();
    }
    if (!Files.isDirectory(there) || !Files.isWritable(there)) {
      throw unreachable(
          there.equals(folder.toAbsolutePath())
              ? "folder %s cannot be written".formatted(folder)
              : "folder %s cannot be made in %s".formatted(folder, there));
    }
  }

  @Override
  public int batchSize() {
    return Integer.MAX_VALUE;
  }

  @Override
  public List<PublishReceipt> send(String run, List<Update> updates) {
    List<PublishReceipt> receipts = new ArrayList<>();
    List<Update> accepted = new ArrayList<>();
    for (Update update : updates) {
      if (Csv.runs(update.recordId())) {
        receipts.add(
            PublishReceipt.rejected(update.recordId(), "record id would run as a formula"));
      } else {
        receipts.add(PublishReceipt.succeeded(update.recordId()));
        accepted.add(update);
      }
    }
    if (!accepted.isEmpty()) {
      accepted.sort(Comparator.comparing(Update::recordId));
      write(run, text(accepted).getBytes(StandardCharsets.UTF_8));
    }
    return receipts;
  }

  private String text(List<Update> updates) {
    List<String> header = new ArrayList<>();
    header.add(config.id());
    header.addAll(config.fields().keySet());
    StringBuilder text = new StringBuilder(Csv.line(header));
    String clear = config.clear() == null ? "" : config.clear();
    for (Update update : updates) {
      List<String> cells = new ArrayList<>();
      cells.add(update.recordId());
      for (String column : config.fields().keySet()) {
        String value = update.fields().get(column);
        cells.add(value == null ? clear : Csv.guarded(value));
      }
      text.append(Csv.line(cells));
    }
    return text.toString();
  }

  private void write(String run, byte[] content) {
    try {
      Files.createDirectories(folder);
      int number = 1;
      while (Files.exists(file(run, number))) {
        number++;
      }
      boolean there =
          number > 1 && Arrays.equals(Files.readAllBytes(file(run, number - 1)), content);
      if (!there) {
        writeAtOnce(file(run, number), content);
      }
    } catch (IOException e) {
      throw unreachable("cannot write to %s: %s".formatted(folder, e));
    }
  }

  private Path file(String run, int number) {
    return folder.resolve("%s_%s_%03d.csv".formatted(config.table(), run, number));
  }

  private void writeAtOnce(Path file, byte[] content) throws IOException {
    Path part = folder.resolve("." + file.getFileName() + ".part");
    Files.write(part, content);
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private UnreachableException unreachable(String problem) {
    return new UnreachableException(
        name, problem, "Change folder in conf/crm/%s.yaml or its permissions".formatted(name));
  }
}
