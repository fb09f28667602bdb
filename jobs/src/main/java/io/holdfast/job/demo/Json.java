package io.holdfast.job.demo;

/** One line of JSON, written from left to right. */
final class Json {
  private final StringBuilder text = new StringBuilder(256).append('{');

  Json put(String name, String value) {
    return value == null ? name(name).raw("null") : name(name).quoted(value);
  }

  Json put(String name, long value) {
    name(name).text.append(value);
    return this;
  }

  /** Null for 0, as absent times are written. */
  Json time(String name, long epochSecond) {
    return epochSecond == 0 ? name(name).raw("null") : put(name, epochSecond);
  }

  Json put(String name, boolean value) {
    name(name).text.append(value);
    return this;
  }

  /** {@code 2024-07-01T09:30:00.000Z}. */
  Json instant(String name, long epochSecond) {
    name(name).text.append('"');
    Days.iso(text, epochSecond).append(".000Z\"");
    return this;
  }

  Json open(String name) {
    return name(name).raw("{");
  }

  Json close() {
    return raw("}");
  }

  String line() {
    return text.append('}').toString();
  }

  private Json name(String name) {
    if (text.charAt(text.length() - 1) != '{') {
      text.append(',');
    }
    text.append('"').append(name).append("\":");
    return this;
  }

  private Json raw(String value) {
    text.append(value);
    return this;
  }

  private Json quoted(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c == '\n') {
        text.append("\\n");
      } else {
        text.append(c);
      }
    }
    return raw("\"");
  }
}
