package io.holdfast.job.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Writes the exports of a simulated company, Northwind Cloud. */
public final class Demo {
  private static final String MARKER = ".demo-company";
  private static final List<String> SOURCES =
      List.of("salesforce", "zendesk", "stripe", "segment", "survey");
  private static final int REHEARSED = 300;

  /**
   * Writes the exports below {@code landing}, in place of those of an earlier demo company, and
   * what only a simulation can know into {@code output}: {@code oracle.csv} and {@code
   * truth_links.csv}.
   *
   * @throws IllegalArgumentException when the landing folder holds files of somebody else
   */
  public static Written write(Path landing, Path output, DemoSettings settings) throws IOException {
    clear(landing);
    Days days = Days.of(settings.from(), settings.to());
    Hazards hazards = rehearse(settings, rehearse(settings, Hazards.first(settings.signal())));
    Company company = new Company(settings);
    Oracle oracle = new Oracle(days, hazards);
    List<Profile> profiles = new ArrayList<>();
    Landing files = new Landing(landing, days, settings);
    try (files) {
      Exports exports = Exports.to(files, days, settings.mess());
      exports.salesforce().users(settings);
      exports.stripe().catalogue(settings.mess().currencies());
      Life life = new Life(settings, days, exports, hazards);
      for (int i = 0; i < settings.accounts(); i++) {
        Profile profile = company.account(i);
        profiles.add(profile);
        oracle.account(life.live(profile, oracle));
      }
      if (settings.mess().poison()) {
        Poison.add(files, days);
      }
    }
    Files.createDirectories(output);
    Path oracleFile = output.resolve("oracle.csv");
    Files.write(oracleFile, oracle.lines(), UTF_8);
    Path linksFile = output.resolve("truth_links.csv");
    Files.write(linksFile, TruthLinks.lines(profiles), UTF_8);
    return new Written(
        landing,
        files.records(),
        files.files(),
        oracleFile,
        linksFile,
        OracleReport.of(oracle.entries()),
        profiles.stream().map(p -> new DemoCrm.Account(p.salesforceId(), p.name())).toList());
  }

  /** Finds the hazards that give the rates aimed at, from the lives of some accounts. */
  private static Hazards rehearse(DemoSettings settings, Hazards hazards) throws IOException {
    Days days = Days.of(settings.from(), settings.to());
    Company company = new Company(settings);
    try (Landing nowhere = new Landing(null, days, settings)) {
      Oracle oracle = new Oracle(days, hazards);
      Life life = new Life(settings, days, Exports.to(nowhere, days, settings.mess()), hazards);
      for (int i = 0; i < Math.min(REHEARSED, settings.accounts()); i++) {
        life.live(company.account(i), oracle);
      }
      return oracle.calibrated();
    }
  }

  private static void clear(Path landing) throws IOException {
    Files.createDirectories(landing);
    Path marker = landing.resolve(MARKER);
    if (!Files.exists(marker)) {
      try (Stream<Path> present = Files.list(landing)) {
        present
            .findFirst()
            .ifPresent(
                file -> {
                  throw new IllegalArgumentException(
                      "Landing folder %s already holds %s, which no demo company wrote; name an empty folder with --set landing=DIR"
                          .formatted(landing, file.getFileName()));
                });
      }
      Files.writeString(marker, "Everything beside this file is written anew by the demo.\n");
    }
    for (String source : SOURCES) {
      delete(landing.resolve(source));
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  private Demo() {}
}
