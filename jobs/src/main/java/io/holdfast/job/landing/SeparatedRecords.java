package io.holdfast.job.landing;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * CSV and TSV under a header. A row that cannot be read costs its first line only; one without a
 * single value, as spreadsheets write them below their data, is as little a record as an empty
 * line.
 */
final class SeparatedRecords implements Records {
  private final SeparatedText text;
  private final String[] written;
  private final List<String> header;
  private final Notices notices = new Notices();

  SeparatedRecords(Reader reader, Layout layout, Expected expected) throws IOException {
    this.text = new SeparatedText(reader, layout.delimiter(), layout.quote());
    try {
      text.readSeparator();
      this.written = text.row();
      this.header = names(expected);
    } catch (SeparatedText.TooLongException e) {
      reader.close();
      throw new RefusedFileException("has no header: its first " + e.getMessage(), "mend it");
    } catch (IOException | RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  /** Names of the fields; a name that stands twice gets a number from its second place on. */
  private List<String> names(Expected expected) throws IOException {
    if (written == null) {
      throw new EmptyFileException();
    }
    List<String> names = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (String name : written) {
      String wanted = name.strip();
      for (int i = 2; !taken.add(wanted); i++) {
        wanted = name.strip() + "_" + i;
      }
      if (!wanted.equals(name.strip()) && expected.needs(name.strip())) {
        notices.add(
            "has '%s' twice in its header; the first counts, the other is read as '%s'"
                .formatted(name.strip(), wanted));
      }
      names.add(wanted);
    }
    return names;
  }

  @Override
  public List<String> fields() {
    return header;
  }

  @Override
  public String notice() {
    return notices.next();
  }

  @Override
  public Found next() throws IOException {
    String[] values;
    try {
      values = row();
    } catch (SeparatedText.MalformedException e) {
      return Found.of(RecordText.unreadable(e.getMessage(), text.line()));
    }
    if (values == null) {
      return null;
    }
    if (values.length != header.size()) {
      return Found.of(
          RecordText.unreadable(
              "values in row: %d, in header: %d".formatted(values.length, header.size()), values));
    }
    String row = RecordText.row(header, values);
    return Found.of(
        row.indexOf(Layout.BROKEN) < 0
            ? row
            : RecordText.unreadable("row holds bytes that are not text; declare charset", values));
  }

  /** The next row that has a value and is not the header again, or null at the end. */
  private String[] row() throws IOException {
    while (true) {
      String[] values = text.row();
      if (Arrays.equals(values, written)) {
        notices.add("has its header again below, where files were joined; it is no record");
      } else if (values == null || Arrays.stream(values).anyMatch(value -> !value.isBlank())) {
        return values;
      }
    }
  }

  @Override
  public void close() throws IOException {
    text.close();
  }
}
