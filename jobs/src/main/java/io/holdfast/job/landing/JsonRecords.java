package io.holdfast.job.landing;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.io.Reader;
import java.util.List;
import java.util.regex.Pattern;

/** One array of objects, or objects one after the other. */
final class JsonRecords implements Records {
  /** So they are written out again, as are texts of these words. */
  private static final Pattern NOT_FINITE = Pattern.compile("\"(NaN|-?Infinity)\"");

  private final BoundedReader text;
  private final JsonParser parser;
  private final JsonFields fields;
  private final ObjectReader reader;
  private final boolean array;
  private boolean ahead;

  JsonRecords(Reader reader, Expected expected) throws IOException {
    this.fields = new JsonFields(expected);
    this.reader = RecordText.MAPPER.reader(fields.nodes());
    this.text = new BoundedReader(reader);
    this.parser = RecordText.MAPPER.createParser(text);
    parser.enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS.mappedFeature());
    this.array = parser.nextToken() == JsonToken.START_ARRAY;
    this.ahead = !array;
  }

  @Override
  public List<String> fields() {
    return null;
  }

  @Override
  public String notice() {
    return fields.notice();
  }

  @Override
  public Found next() throws IOException {
    text.begin();
    JsonToken token = ahead ? parser.currentToken() : parser.nextToken();
    ahead = false;
    if (token == null || (array && token == JsonToken.END_ARRAY)) {
      return null;
    }
    JsonNode node = reader.readTree(parser);
    String written = RecordText.object(node);
    if (!node.isObject()) {
      return Found.of(RecordText.unreadable("not an object", written));
    }
    if (NOT_FINITE.matcher(written).find() && holdsNoNumber(node)) {
      return Found.of(RecordText.unreadable("record " + RecordText.NO_NUMBER, written));
    }
    return written.indexOf(Layout.BROKEN) < 0
        ? fields.found(written, node)
        : Found.of(
            RecordText.unreadable(
                "record holds bytes that are not text; declare charset", written));
  }

  private static boolean holdsNoNumber(JsonNode node) {
    return node.isDouble()
        ? !Double.isFinite(node.doubleValue())
        : node.valueStream().anyMatch(JsonRecords::holdsNoNumber);
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
