package io.holdfast.job.publish;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * New values of one record.
 *
 * @param recordId the CRM's own id of the record
 * @param fields value by target column, in the order of the mapping; null clears the field
 */
public record Update(String recordId, Map<String, String> fields) {
  public Update {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }
}
