package io.holdfast.job.config;

import io.holdfast.money.ExchangeRates;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the CSV file of exchange rates: {@code from,currency,rate}. */
final class RatesFile {
  private static final String HEADER = "from,currency,rate";

  private final Path file;
  private final String reporting;
  private final Problems problems;

  private RatesFile(Path file, String reporting, Problems problems) {
    this.file = file;
    this.reporting = reporting;
    this.problems = problems;
  }

  /** The rates of a file, without the lines that were noted as problems. */
  static ExchangeRates read(Path file, String reporting, Problems problems) {
    return new ExchangeRates(reporting, new RatesFile(file, reporting, problems).rates());
  }

  private List<ExchangeRates.Rate> rates() {
    List<ExchangeRates.Rate> rates = new ArrayList<>();
    List<String> lines = lines();
    if (!lines.isEmpty() && !lines.get(0).strip().equals(HEADER)) {
      problem(1, "the first line is '%s', not %s".formatted(lines.get(0), HEADER));
      return rates;
    }
    Set<String> seen = new HashSet<>();
    for (int i = 1; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      ExchangeRates.Rate rate = line.isEmpty() ? null : rate(i + 1, line.split(",", -1));
      if (rate != null && !seen.add(rate.currency() + rate.from())) {
        problem(i + 1, "%s from %s stands twice; keep one".formatted(rate.currency(), rate.from()));
      } else if (rate != null) {
        rates.add(rate);
      }
    }
    return rates;
  }

  private List<String> lines() {
    try {
      List<String> lines = Files.readAllLines(file);
      if (lines.isEmpty()) {
        problem(1, "is empty; its first line should be " + HEADER);
      }
      return lines;
    } catch (NoSuchFileException e) {
      problems.add(file.toString(), "is missing; create it or take fx out of holdfast.yaml");
    } catch (IOException e) {
      problems.add(file.toString(), "cannot be read: " + e.getMessage());
    }
    return List.of();
  }

  private ExchangeRates.Rate rate(int line, String[] fields) {
    if (fields.length != 3) {
      return problem(line, "holds %d fields, not %s".formatted(fields.length, HEADER));
    }
    String currency = fields[1].strip();
    if (!currency.matches("[A-Z]{3}")) {
      return problem(line, "currency '%s' is not an ISO 4217 code such as EUR".formatted(currency));
    }
    if (currency.equals(reporting)) {
      return problem(
          line, "%s is the reporting currency; its rate is always 1".formatted(currency));
    }
    LocalDate from = day(fields[0].strip());
    if (from == null) {
      return problem(line, "from '%s' is not a day such as 2024-12-31".formatted(fields[0]));
    }
    BigDecimal rate = number(fields[2].strip());
    if (rate == null || rate.signum() <= 0) {
      return problem(
          line,
          "rate '%s' is not a number above 0: %s for one %s"
              .formatted(fields[2], reporting, currency));
    }
    return new ExchangeRates.Rate(from, currency, rate);
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static BigDecimal number(String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private ExchangeRates.Rate problem(int line, String message) {
    problems.add(file + ":" + line, message);
    return null;
  }
}
