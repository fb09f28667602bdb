package io.holdfast.job.suggest;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.holdfast.table.Table;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What exports call things: {@code words.yaml} beside this class.
 *
 * @param entities by name
 * @param values what sources write for the values of a column such as {@code ticket.status}
 * @param times names of times and marks by what they say
 * @param stems of names of times, see {@link Names#stem}
 * @param accountKeys names of fields that tell whose a record is, in any export
 * @param recurring names of fields that only contracts have
 * @param nothing names of files that hold no entity, though their words may sound so
 * @param personal parts of names of fields that tell who somebody is
 */
record Words(
    Map<String, OfEntity> entities,
    Map<String, Map<String, List<String>>> values,
    Map<Role, List<String>> times,
    Map<Role, List<String>> stems,
    List<String> accountKeys,
    List<String> recurring,
    List<String> nothing,
    List<String> personal) {

  static final Words ALL = read();

  /** What a field that every export may have says. */
  enum Role {
    @JsonProperty("updated")
    UPDATED,
    @JsonProperty("created")
    CREATED,
    @JsonProperty("happened")
    HAPPENED,
    @JsonProperty("synced")
    SYNCED,
    @JsonProperty("deleted")
    DELETED,
    @JsonProperty("version")
    VERSION
  }

  /** How the records of an entity change. */
  enum Changes {
    /** Each record is how things are since its last change. */
    @JsonProperty("versions")
    VERSIONS,
    /** Something that happened and is amended later. */
    @JsonProperty("later")
    LATER,
    /** Something that happened and stays as it is. */
    @JsonProperty("never")
    NEVER
  }

  /**
   * Words of one entity.
   *
   * @param names what files with it are called
   * @param givenBack names of files whose amounts go the other way
   * @param columns names of fields by column, the likeliest first
   * @param marks names of fields that hardly another entity has, whatever they hold
   * @param byName values of a column by a word in the file's name
   */
  record OfEntity(
      Changes changes,
      List<String> names,
      List<String> givenBack,
      Map<String, List<String>> columns,
      List<String> marks,
      Map<String, Map<String, String>> byName) {

    OfEntity {
      givenBack = givenBack == null ? List.of() : givenBack;
      marks = marks == null ? List.of() : marks;
      byName = byName == null ? Map.of() : byName;
    }
  }

  /** Words for the columns that a table has. */
  Map<String, List<String>> columns(Table table) {
    Map<String, List<String>> columns = new LinkedHashMap<>(entities.get(table.name()).columns());
    columns.keySet().retainAll(table.columnNames());
    columns.computeIfPresent(
        "account_key",
        (name, own) -> Stream.concat(own.stream(), accountKeys.stream()).distinct().toList());
    return columns;
  }

  private static Words read() {
    ObjectMapper yaml =
        new ObjectMapper(new YAMLFactory())
            .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
    try (InputStream file = Words.class.getResourceAsStream("words.yaml")) {
      return yaml.readValue(file, Words.class);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read words.yaml beside " + Words.class, e);
    }
  }
}
