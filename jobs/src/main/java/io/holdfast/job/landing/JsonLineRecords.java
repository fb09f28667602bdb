package io.holdfast.job.landing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.io.Reader;
import java.util.List;

/** One object a line; a broken line spoils no other. */
final class JsonLineRecords implements Records {
  /** Stands before a line where a file was appended to another. */
  private static final char MARK = '\uFEFF';

  private static final String JSON = "a file that is not one object a line wants format: json";

  private final LineText lines;
  private final JsonFields fields;
  private final ObjectReader reader;

  JsonLineRecords(Reader reader, Expected expected) {
    this.lines = new LineText(reader);
    this.fields = new JsonFields(expected);
    this.reader = RecordText.WHOLE.with(fields.nodes());
  }

  @Override
  public List<String> fields() {
    return null;
  }

  @Override
  public Found next() throws IOException {
    String line = lines.next();
    while (line != null && !lines.isCut() && line.isBlank()) {
      line = lines.next();
    }
    if (line == null) {
      return null;
    } else if (lines.isCut()) {
      return Found.of(RecordText.unreadable(Longest.LINE, line));
    }
    return found(line.charAt(0) == MARK ? line.substring(1).strip() : line.strip());
  }

  @Override
  public String notice() {
    return fields.notice();
  }

  private Found found(String line) {
    try {
      JsonNode node = reader.readTree(line);
      if (!node.isObject()) {
        String why = node.isArray() ? "line is an array; " + JSON : "line is not an object";
        return Found.of(RecordText.unreadable(why, line));
      }
      if (line.indexOf(Layout.BROKEN) >= 0) {
        return Found.of(
            RecordText.unreadable("line holds bytes that are not text; declare charset", line));
      }
      return fields.found(line, node);
    } catch (JsonProcessingException e) {
      boolean number = e.getOriginalMessage().startsWith("Non-standard token");
      String part = line.length() == 1 ? "line is a part of JSON; " + JSON : "line is not JSON";
      String why = number ? "line " + RecordText.NO_NUMBER : part;
      return Found.of(RecordText.unreadable(why, line));
    }
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
