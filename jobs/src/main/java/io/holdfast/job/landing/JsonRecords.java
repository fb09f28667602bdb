package io.holdfast.job.landing;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Reader;
import java.util.List;

/** One array of objects, or objects one after the other. */
final class JsonRecords implements Records {
  private final JsonParser parser;
  private final Expected expected;
  private final boolean array;
  private boolean ahead;

  JsonRecords(Reader reader, Expected expected) throws IOException {
    this.expected = expected;
    this.parser = RecordText.MAPPER.createParser(reader);
    this.array = parser.nextToken() == JsonToken.START_ARRAY;
    this.ahead = !array;
  }

  @Override
  public List<String> fields() {
    return null;
  }

  @Override
  public Found next() throws IOException {
    JsonToken token = ahead ? parser.currentToken() : parser.nextToken();
    ahead = false;
    if (token == null || (array && token == JsonToken.END_ARRAY)) {
      return null;
    }
    JsonNode node = RecordText.MAPPER.readTree(parser);
    String text = RecordText.object(node);
    if (!node.isObject()) {
      return Found.of(RecordText.unreadable("not an object", text));
    }
    return text.indexOf(Layout.BROKEN) < 0
        ? JsonFields.found(text, node, expected)
        : Found.of(
            RecordText.unreadable("record holds bytes that are not text; declare charset", text));
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
