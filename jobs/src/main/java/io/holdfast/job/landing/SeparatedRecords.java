package io.holdfast.job.landing;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/** CSV and TSV under a header. */
final class SeparatedRecords implements Records {
  private static final CsvMapper MAPPER =
      CsvMapper.builder()
          .enable(CsvParser.Feature.WRAP_AS_ARRAY)
          .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
          .build();

  private final MappingIterator<String[]> rows;
  private final List<String> header;

  SeparatedRecords(Reader reader, Layout layout) throws IOException {
    CsvSchema schema = CsvSchema.emptySchema().withColumnSeparator(layout.delimiter().charAt(0));
    try {
      rows = MAPPER.readerFor(String[].class).with(schema).readValues(reader);
      header = rows.hasNextValue() ? names(rows.nextValue()) : List.of();
    } catch (IOException | RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  /** Names of the fields; a name that stands twice gets a number from its second place on. */
  private static List<String> names(String[] written) {
    List<String> names = new ArrayList<>();
    for (String name : written) {
      String wanted = name.strip();
      for (int i = 2; names.contains(wanted); i++) {
        wanted = name.strip() + "_" + i;
      }
      names.add(wanted);
    }
    return names;
  }

  /** Empty when the file has nothing in it. */
  List<String> header() {
    return header;
  }

  @Override
  public Found next() throws IOException {
    if (!rows.hasNextValue()) {
      return null;
    }
    String[] values = rows.nextValue();
    if (values.length != header.size()) {
      return Found.of(
          RecordText.unreadable(
              "values in row: %d, in header: %d".formatted(values.length, header.size()), values));
    }
    String text = RecordText.row(header, values);
    return Found.of(
        text.indexOf('\uFFFD') < 0
            ? text
            : RecordText.unreadable("row holds bytes that are not text; declare charset", values));
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
