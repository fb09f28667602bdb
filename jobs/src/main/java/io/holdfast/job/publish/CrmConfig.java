package io.holdfast.job.publish;

import io.holdfast.job.config.Secret;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One file of {@code conf/crm}.
 *
 * @param type {@code file} or {@code jdbc}
 * @param folder of a file target: where its CSV files go, from the output folder on
 * @param clear of a file target: what a cell says to clear the field; an empty cell by default
 * @param url of a jdbc target: JDBC address, or the path of an SQLite file from the output folder
 *     on
 * @param user of a jdbc target, if it asks for one
 * @param password of a jdbc target; write it as {@code ${env:NAME}}
 * @param table table or object that holds the accounts
 * @param id its column with the record id
 * @param fields our value by target column
 */
public record CrmConfig(
    String type,
    String folder,
    String clear,
    String url,
    String user,
    Secret password,
    String table,
    String id,
    Map<String, String> fields) {

  public CrmConfig {
    List<String> problems = new ArrayList<>();
    if ("file".equals(type)) {
      require(folder, "folder", problems);
      if (folder != null && !isBelow(folder)) {
        problems.add("folder %s leaves the output folder; name one below it".formatted(folder));
      }
      refuse(url, "url", problems);
      refuse(user, "user", problems);
      refuse(password, "password", problems);
    } else if ("jdbc".equals(type)) {
      require(url, "url", problems);
      refuse(folder, "folder", problems);
      refuse(clear, "clear", problems);
    } else {
      problems.add("type is %s; it must be file or jdbc".formatted(type));
    }
    require(table, "table", problems);
    require(id, "id", problems);
    if (fields == null || fields.isEmpty()) {
      problems.add("fields is empty; map at least one target column to a value");
      fields = Map.of();
    }
    for (Map.Entry<String, String> field : fields.entrySet()) {
      CrmValue.problem(field.getValue())
          .ifPresent(p -> problems.add("field %s: %s".formatted(field.getKey(), p)));
    }
    if (fields.containsKey(id)) {
      problems.add("fields must not set the id column " + id);
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  private static boolean isBelow(String folder) {
    Path path = Path.of(folder).normalize();
    return !path.isAbsolute() && !path.startsWith("..");
  }

  private static void require(String value, String key, List<String> problems) {
    if (value == null || value.isBlank()) {
      problems.add(key + " is missing");
    }
  }

  private void refuse(Object value, String key, List<String> problems) {
    if (value != null) {
      problems.add("%s does not belong to a %s target".formatted(key, type));
    }
  }
}
