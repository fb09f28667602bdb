package io.holdfast.job.whole;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The configuration of the small company: the shipped one with its own source, CRM and horizon. */
final class BrightConf {

  /** Writes it; its churn model looks 30 days ahead, so that a year has enough to learn from. */
  static void write(Path to) throws IOException {
    SmallConf.write(to);
    for (String folder : List.of("sources", "crm")) {
      try (var files = Files.walk(to.resolve(folder))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Files.delete(file);
        }
      }
    }
    resource("bright.yaml", to.resolve("sources/bright.yaml"));
    resource("file.yaml", to.resolve("crm/file.yaml"));
    resource("holdfast.yaml", to.resolve("holdfast.yaml"));
    slim(to);
    Path outcomes = to.resolve("outcomes.yaml");
    String text = Files.readString(outcomes);
    text = text.replaceFirst("horizon_days: 90", "horizon_days: 30");
    text = text.replaceFirst("embargo_days: 90", "embargo_days: 30");
    text = text.replaceFirst("retrain_days: 1 ", "retrain_days: 28 ");
    Files.writeString(outcomes, text.replace("retrain_days: 1\n", "retrain_days: 28\n"));
  }

  /** The shipped catalogue, but for features that no other file names. */
  private static void slim(Path conf) throws IOException {
    StringBuilder named = new StringBuilder("signins_28d signins_trend_28d ");
    for (String file : List.of("health.yaml", "segments.yaml", "playbooks.yaml")) {
      named.append(Files.readString(conf.resolve(file)));
    }
    Set<String> words = Set.copyOf(List.of(named.toString().split("\\W+")));
    String[] parts = Files.readString(conf.resolve("metrics.yaml")).split("\nfeatures:\n", 2);
    StringBuilder kept = new StringBuilder(parts[0]).append("\nfeatures:\n");
    for (String entry : parts[1].split("(?m)^(?=  \\w+:)", -1)) {
      String name = entry.strip().split(":", 2)[0];
      if (words.contains(name) || entry.contains("of: customer_360")) {
        kept.append(entry);
      }
    }
    Files.writeString(conf.resolve("metrics.yaml"), kept.toString());
  }

  private static void resource(String name, Path to) throws IOException {
    try (InputStream in = BrightConf.class.getResourceAsStream("/bright/" + name)) {
      Files.write(to, in.readAllBytes());
    }
  }

  private BrightConf() {}
}
