package io.holdfast.job.landing;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** CSV and TSV under a header. A row that cannot be read costs its first line only. */
final class SeparatedRecords implements Records {
  private final SeparatedText text;
  private final List<String> header;

  SeparatedRecords(Reader reader, Layout layout) throws IOException {
    this.text = new SeparatedText(reader, layout.delimiter(), layout.quote());
    try {
      this.header = names(text.row());
    } catch (IOException | RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  /** Names of the fields; a name that stands twice gets a number from its second place on. */
  private static List<String> names(String[] written) throws IOException {
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
      names.add(wanted);
    }
    return names;
  }

  @Override
  public List<String> fields() {
    return header;
  }

  @Override
  public Found next() throws IOException {
    String[] values;
    try {
      values = text.row();
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

  @Override
  public void close() throws IOException {
    text.close();
  }
}
