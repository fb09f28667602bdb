package io.holdfast.job.config;

import io.holdfast.money.ExchangeRates;
import io.holdfast.time.BusinessHours;
import io.holdfast.time.History;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;

/** Configurations for tests: everything in one folder, in UTC and USD. */
public final class Configs {
  public static Config in(Path folder) {
    return in(folder, folder, "Acme", List.of());
  }

  public static Config in(Path folder, Path landing, String company, List<String> targets) {
    return in(folder, landing, company, targets, History.monthly());
  }

  /** A configuration without files, for steps that read the history from it. */
  public static Config lookingBackOn(History history) {
    return in(Path.of(""), Path.of(""), "Acme", List.of(), history);
  }

  private static Config in(
      Path folder, Path landing, String company, List<String> targets, History history) {
    return new Config(
        folder,
        folder,
        company,
        landing.toString(),
        folder.toString(),
        "",
        "",
        folder.toString(),
        ZoneOffset.UTC,
        "USD",
        "crm",
        targets,
        history,
        BusinessHours.onWeekdays(ZoneOffset.UTC, 9, 17),
        ExchangeRates.none("USD"));
  }

  private Configs() {}
}
