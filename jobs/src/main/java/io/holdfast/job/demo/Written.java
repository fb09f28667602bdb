package io.holdfast.job.demo;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a demo company wrote.
 *
 * @param landing folder of the exports
 * @param records lines by export folder, headers not counted, in the order of their names
 * @param files number of export files
 * @param oracle file with the true probabilities: as_of, salesforce id, churn, upsell
 * @param truthLinks file with the true identities: source, key, salesforce id of the survivor
 * @param outcomes what came after each month-end, for measuring the oracle
 * @param accounts accounts that the CRM holds at the end
 */
public record Written(
    Path landing,
    Map<String, Long> records,
    int files,
    Path oracle,
    Path truthLinks,
    OracleReport outcomes,
    List<DemoCrm.Account> accounts) {

  public Written {
    records = Collections.unmodifiableMap(new TreeMap<>(records));
    accounts = List.copyOf(accounts);
  }

  /** Usage events written, duplicates included. */
  public long events() {
    return records.getOrDefault("segment/track", 0L);
  }
}
