package io.holdfast.job.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holdfast.job.control.PublishIntent;
import io.holdfast.table.Account;
import io.holdfast.table.AccountScore;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What every record of a target shall hold on a day.
 *
 * @param updates the new values, by record id in its natural order
 * @param accounts Holdfast account by record id
 * @param said what each record says, by target column: where it is the same, only figures may have
 *     moved
 * @param known record ids that have a score or health; the others are only to be cleared
 */
public record Intents(
    LocalDate day,
    Map<String, Update> updates,
    Map<String, Map<String, String>> said,
    Map<String, String> accounts,
    Set<String> known) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Reads what to send from released tables.
   *
   * @param mapping our value by target column
   * @throws IllegalArgumentException when the mapping names an outcome that is not scored
   */
  public static Intents of(
      Dataset<Row> accounts,
      Dataset<Row> scores,
      Dataset<Row> health,
      LocalDate day,
      Map<String, String> mapping) {
    Map<String, Update> updates = new TreeMap<>();
    Map<String, Map<String, String>> said = new TreeMap<>();
    Map<String, String> owners = new TreeMap<>();
    Set<String> known = new TreeSet<>();
    Set<String> outcomes = new TreeSet<>();
    for (Row row : CrmRows.of(accounts, scores, health, day).collectAsList()) {
      String id = row.getAs(Account.CRM_KEY);
      Map<String, String> fields = new LinkedHashMap<>();
      mapping.forEach((column, value) -> fields.put(column, CrmValue.read(value, row)));
      updates.put(id, new Update(id, fields));
      Map<String, String> identity = new TreeMap<>();
      mapping.forEach((column, value) -> identity.put(column, CrmValue.identity(value, row)));
      said.put(id, identity);
      owners.put(id, row.getAs(Account.ACCOUNT_ID));
      if (row.getAs(CrmRows.SCORES) != null || row.getAs(CrmRows.HEALTH_BAND) != null) {
        known.add(id);
      }
      CrmValue.scores(row).forEach(score -> outcomes.add(score.getAs(AccountScore.OUTCOME)));
    }
    refuseUnknownOutcomes(mapping, outcomes);
    return new Intents(day, updates, said, owners, known);
  }

  private static void refuseUnknownOutcomes(Map<String, String> mapping, Set<String> scored) {
    List<String> problems = new ArrayList<>();
    mapping.forEach(
        (column, value) ->
            CrmValue.outcome(value)
                .filter(outcome -> !scored.isEmpty() && !scored.contains(outcome))
                .ifPresent(
                    outcome ->
                        problems.add(
                            "field %s reads outcome '%s', which is not scored; scored are %s"
                                .formatted(column, outcome, String.join(", ", scored)))));
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
  }

  /** The intent of one record. */
  PublishIntent intent(String recordId) {
    return new PublishIntent(
        recordId,
        accounts.get(recordId),
        sha256(json(new TreeMap<>(said.get(recordId)))),
        json(updates.get(recordId).fields()));
  }

  private static String json(Map<String, String> fields) {
    try {
      return JSON.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write a payload as JSON", e);
    }
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
