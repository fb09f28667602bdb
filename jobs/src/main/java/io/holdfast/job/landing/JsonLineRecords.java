package io.holdfast.job.landing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.List;

/** One object a line; a broken line spoils no other. */
final class JsonLineRecords implements Records {
  private final BufferedReader lines;
  private final Expected expected;

  JsonLineRecords(Reader reader, Expected expected) {
    this.lines = new BufferedReader(reader, 1 << 16);
    this.expected = expected;
  }

  @Override
  public List<String> fields() {
    return null;
  }

  @Override
  public Found next() throws IOException {
    String line = lines.readLine();
    while (line != null && line.isBlank()) {
      line = lines.readLine();
    }
    return line == null ? null : found(line.strip());
  }

  private Found found(String line) {
    try {
      JsonNode node = RecordText.whole(line);
      if (!node.isObject()) {
        return Found.of(RecordText.unreadable("line is not an object", line));
      }
      if (line.indexOf(Layout.BROKEN) >= 0) {
        return Found.of(
            RecordText.unreadable("line holds bytes that are not text; declare charset", line));
      }
      return JsonFields.found(line, node, expected);
    } catch (JsonProcessingException e) {
      return Found.of(RecordText.unreadable("line is not JSON", line));
    }
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
