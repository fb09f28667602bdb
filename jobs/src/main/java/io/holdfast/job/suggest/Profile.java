package io.holdfast.job.suggest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** What the fields of some records hold: those of nested objects by dots, arrays apart. */
public final class Profile {
  private static final String ITEM = "item";
  private static final int FEW = 12;

  /** One value of so many may be of another kind than the others. */
  private static final int ODD = 8;

  private static final int SHORT = 40;
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private final List<Map<List<String>, String>> rows = new ArrayList<>();
  private final Map<List<String>, Seen> seen = new LinkedHashMap<>();
  private final Map<List<String>, Profile> arrays = new LinkedHashMap<>();
  private long owners;

  /** What has been seen of one field. */
  private static final class Seen {
    private final Set<String> values = new HashSet<>();
    private long filled;
    private final Map<Kind, Integer> kinds = new EnumMap<>(Kind.class);
    private String form = "";

    void add(String value) {
      kinds.merge(Kind.of(value), 1, Integer::sum);
      form = filled == 0 ? Kind.shape(value) : form;
      filled++;
      values.add(value);
    }

    Field field(List<String> path, long records) {
      boolean few = values.size() <= FEW && values.stream().allMatch(v -> v.length() <= SHORT);
      SortedSet<String> shown = new TreeSet<>(few ? values : Set.of());
      return new Field(path, kind(path), records, filled, values.size(), form, shown);
    }

    /** What the values are alike, a few odd ones aside. */
    private Kind kind() {
      Kind all = null;
      Kind most = null;
      for (Map.Entry<Kind, Integer> found : kinds.entrySet()) {
        all = all == null ? found.getKey() : all.or(found.getKey());
        if (ODD * found.getValue() > (ODD - 1) * filled) {
          most = found.getKey();
        }
      }
      return all == null ? Kind.TEXT : all == Kind.TEXT && most != null ? most : all;
    }

    /** Whole numbers of ten or thirteen digits are times when their field is called so. */
    private Kind kind(List<String> path) {
      Kind kind = kind();
      if (kind == Kind.WHOLE && Names.saysWhen(Names.plain(path.get(path.size() - 1)))) {
        return mostly("1?\\d{9}") ? Kind.SECONDS : mostly("1?\\d{12}") ? Kind.MILLIS : kind;
      }
      return kind;
    }

    private boolean mostly(String form) {
      long alike = values.stream().filter(value -> value.matches(form)).count();
      return alike == values.size() || ODD * alike > (ODD - 1) * (long) values.size();
    }
  }

  /** A profile of records, each a JSON object as text; what is no object is passed over. */
  public static Profile of(Collection<String> records) {
    Profile profile = new Profile();
    for (String record : records) {
      JsonNode node = parsed(record);
      if (node != null && node.isObject()) {
        profile.add(node);
      }
    }
    return profile;
  }

  private static JsonNode parsed(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private void add(JsonNode record) {
    Map<List<String>, String> row = new LinkedHashMap<>();
    rows.add(row);
    record.properties().forEach(e -> add(row, List.of(e.getKey()), e.getValue()));
  }

  /** An element of an array, its fields as expressions call them. */
  private void addElement(JsonNode element) {
    Map<List<String>, String> row = new LinkedHashMap<>();
    rows.add(row);
    add(row, List.of(ITEM), element);
  }

  private void add(Map<List<String>, String> row, List<String> path, JsonNode node) {
    if (node.isObject()) {
      node.properties()
          .forEach(
              e -> {
                List<String> below = new ArrayList<>(path);
                below.add(e.getKey());
                add(row, List.copyOf(below), e.getValue());
              });
      return;
    }
    JsonNode array = node.isArray() ? node : written(node);
    if (array != null) {
      elements(path, array);
    }
    if (!node.isArray()) {
      String text = node.isNull() ? "" : node.asText();
      Seen field = seen.computeIfAbsent(path, p -> new Seen());
      if (!text.isBlank()) {
        row.put(path, text);
        field.add(text);
      }
    }
  }

  private void elements(List<String> path, JsonNode array) {
    Profile below = arrays.computeIfAbsent(path, p -> new Profile());
    below.owners++;
    array.forEach(
        element -> {
          if (element.isObject()) {
            below.addElement(element);
          }
        });
  }

  /** An array of objects that is written as text into a cell, or null. */
  private static JsonNode written(JsonNode node) {
    if (!node.isTextual() || !node.textValue().strip().startsWith("[{")) {
      return null;
    }
    JsonNode array = parsed(node.textValue());
    return array != null && array.isArray() ? array : null;
  }

  /** Records looked at. */
  public long records() {
    return rows.size();
  }

  /** Its fields in the order in which they were met. */
  public List<Field> fields() {
    List<Field> fields = new ArrayList<>();
    seen.forEach((path, field) -> fields.add(field.field(path, records())));
    fields.removeIf(field -> field.isEmpty() && hasParts(field.path()));
    return fields;
  }

  /** Whether it is an object in other records. */
  private boolean hasParts(List<String> path) {
    return seen.keySet().stream()
        .anyMatch(
            other -> other.size() > path.size() && other.subList(0, path.size()).equals(path));
  }

  /** Records that have the array, for a profile of elements. */
  long owners() {
    return owners;
  }

  /**
   * The elements of its arrays by path, fields as in item.x; one of plain values has no records.
   */
  public Map<List<String>, Profile> arrays() {
    return arrays;
  }

  /** Whether these fields together tell any two records apart. */
  boolean tellApart(List<Field> fields) {
    Set<List<String>> found = new HashSet<>();
    for (Map<List<String>, String> row : rows) {
      if (!found.add(fields.stream().map(f -> row.getOrDefault(f.path(), "")).toList())) {
        return false;
      }
    }
    return true;
  }

  private Profile() {}
}
