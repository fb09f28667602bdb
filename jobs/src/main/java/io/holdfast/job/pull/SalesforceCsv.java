package io.holdfast.job.pull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a query's results.
 *
 * @param names of the columns; null until they are known
 * @param rows values in the order of the names
 */
record SalesforceCsv(List<String> names, List<String[]> rows) {
  private static final CsvSchema PLAIN = CsvSchema.emptySchema().withLineSeparator("");
  private static final CsvMapper MAPPER =
      CsvMapper.builder()
          .enable(CsvParser.Feature.WRAP_AS_ARRAY)
          .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
          .enable(CsvGenerator.Feature.ALWAYS_QUOTE_STRINGS)
          .build();

  static SalesforceCsv read(byte[] body) throws IOException {
    InputStreamReader text =
        new InputStreamReader(new ByteArrayInputStream(body), StandardCharsets.UTF_8);
    try (MappingIterator<String[]> rows =
        MAPPER.readerFor(String[].class).with(CsvSchema.emptySchema()).readValues(text)) {
      return new SalesforceCsv(null, rows.readAll());
    }
  }

  /** With its first row as the names where it is that; a later part may come without. */
  SalesforceCsv under(List<String> asked, String modified) {
    boolean headed = !rows.isEmpty() && List.of(rows.get(0)).containsAll(List.of("Id", modified));
    return headed
        ? new SalesforceCsv(List.of(rows.get(0)), rows.subList(1, rows.size()))
        : new SalesforceCsv(asked, rows);
  }

  String header() {
    return line(names.toArray(String[]::new));
  }

  /**
   * The rows as records.
   *
   * @param modified column of their last change
   * @throws PullException when a row does not fit the columns
   */
  List<Item> items(String modified) {
    List<Item> items = new ArrayList<>();
    int id = names.indexOf("Id");
    int version = names.indexOf(modified);
    for (String[] row : rows) {
      if (row.length != names.size()) {
        throw new PullException(
            "A row of Salesforce's results has %d values under %d columns"
                .formatted(row.length, names.size()));
      }
      items.add(new Item(row[id] + "@" + row[version], null, line(row)));
    }
    return items;
  }

  private static String line(String[] values) {
    try {
      return MAPPER.writer(PLAIN).writeValueAsString(values);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("Cannot write a row as CSV", e);
    }
  }
}
