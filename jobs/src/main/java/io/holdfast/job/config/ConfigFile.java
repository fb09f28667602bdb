package io.holdfast.job.config;

import io.holdfast.money.ExchangeRates;
import io.holdfast.time.BusinessHours;
import io.holdfast.time.History;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;

/** {@code holdfast.yaml} as written; {@link #resolve} gives the addresses it stands for. */
record ConfigFile(
    String base,
    String company,
    ZoneId timezone,
    String currency,
    String crm,
    String landing,
    String lake,
    String catalog,
    String control,
    String output,
    List<String> targets,
    String fx,
    History history,
    Support support) {

  /**
   * Hours between which support is open on weekdays.
   *
   * @param opens 9 unless given
   * @param closes 17 unless given
   */
  record Support(Integer opens, Integer closes) {
    Support {
      opens = opens == null ? 9 : opens;
      closes = closes == null ? 17 : closes;
      if (opens < 0 || opens >= closes || closes > 24) {
        throw new IllegalArgumentException(
            "support opens at %d and closes at %d; give two hours of 0 to 24 in their order"
                .formatted(opens, closes));
      }
    }

    BusinessHours hours(ZoneId zone) {
      return BusinessHours.onWeekdays(zone, opens, closes);
    }
  }

  ConfigFile {
    require(company, "company");
    require(crm, "crm");
    require(landing, "landing");
    require(lake, "lake");
    if (currency == null || !currency.matches("[A-Z]{3}")) {
      throw new IllegalArgumentException(
          "currency '%s' is not an ISO 4217 code such as USD".formatted(currency));
    }
    timezone = timezone == null ? ZoneId.of("UTC") : timezone;
    history = history == null ? History.monthly() : history;
    support = support == null ? new Support(null, null) : support;
  }

  private static void require(String value, String key) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(key + " is required");
    }
  }

  /** Relative paths start at the configuration folder, as {@code --set} ones at the caller's. */
  Config resolve(Path folder, Problems problems) {
    String lakePath = path(folder, lake);
    Path basePath = base == null ? folder : folder.resolve(base).normalize();
    return new Config(
        folder,
        basePath,
        company,
        path(folder, landing),
        lakePath,
        jdbc(folder, catalog == null ? lake + "/catalog.db" : catalog),
        jdbc(folder, control == null ? lake + "/control.db" : control),
        path(folder, output == null ? lake + "/../out" : output),
        timezone,
        currency,
        crm,
        targets,
        history,
        support.hours(timezone),
        fx == null
            ? ExchangeRates.none(currency)
            : RatesFile.read(Config.file(folder, basePath, fx), currency, problems));
  }

  private static String jdbc(Path folder, String address) {
    return address.startsWith("jdbc:") ? address : "jdbc:sqlite:file:" + path(folder, address);
  }

  private static String path(Path folder, String address) {
    return address.matches("[a-z][a-z0-9+]*://.*")
        ? address
        : folder.resolve(address).normalize().toString();
  }
}
