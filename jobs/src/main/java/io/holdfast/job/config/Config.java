package io.holdfast.job.config;

import io.holdfast.money.ExchangeRates;
import io.holdfast.time.BusinessHours;
import io.holdfast.time.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code conf/holdfast.yaml} after every check.
 *
 * @param folder the configuration folder; the other files (sources, metrics …) lie in it
 * @param base folder whose files serve where {@code folder} has none; may be {@code folder}
 * @param company name of the company, for people
 * @param landing folder tree where exports arrive, a URI or path
 * @param lake warehouse of the lake, a URI or path
 * @param catalog JDBC address of the lake's catalog
 * @param control JDBC address of the control database
 * @param output folder for the report and exported files
 * @param zone time zone of the company
 * @param currency reporting currency
 * @param crm source whose accounts are the customers
 * @param targets names of {@code crm/*.yaml} to publish to
 * @param history earlier days that nights build, label and train on
 * @param support hours of support where no schedule of a help desk says them
 * @param rates exchange rates into the reporting currency, from the file that {@code fx} names
 */
public record Config(
    Path folder,
    Path base,
    String company,
    String landing,
    String lake,
    String catalog,
    String control,
    String output,
    ZoneId zone,
    String currency,
    String crm,
    List<String> targets,
    History history,
    BusinessHours support,
    ExchangeRates rates) {

  /** A file of the configuration, such as {@code metrics.yaml}: the folder's own, or the base's. */
  public Path file(String name) {
    return file(folder, base, name);
  }

  /** The files of a folder of the configuration, such as {@code sources}, by their names. */
  public List<Path> files(String name, String suffix, Problems problems) {
    Path from = file(name);
    try (Stream<Path> all = Files.list(from)) {
      return all.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    } catch (IOException e) {
      problems.add(from.toString(), "is missing; put one file for each source there");
      return List.of();
    }
  }

  static Path file(Path folder, Path base, String name) {
    Path own = folder.resolve(name);
    return Files.exists(own) ? own : base.resolve(name);
  }
}
