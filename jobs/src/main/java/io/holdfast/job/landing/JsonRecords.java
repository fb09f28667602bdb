package io.holdfast.job.landing;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Reader;

/** One array of objects, or objects one after the other. */
final class JsonRecords implements Records {
  private final JsonParser parser;
  private final Layout layout;
  private final boolean array;
  private boolean ahead;

  JsonRecords(Reader reader, Layout layout) throws IOException {
    this.layout = layout;
    this.parser = RecordText.MAPPER.createParser(reader);
    this.array = parser.nextToken() == JsonToken.START_ARRAY;
    this.ahead = !array;
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
    return node.isObject()
        ? new Found(text, JsonFields.absent(node, layout.needed()))
        : Found.of(RecordText.unreadable("not an object", text));
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
