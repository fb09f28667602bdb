package io.holdfast.job.step;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The query for one snapshot day: what snapshot-oracle.sql prepares, then one CTE for each feature
 * of a catalogue file, then a row for each account. It knows the file and the raw rows alone.
 */
final class OracleSql {
  /** Columns of every snapshot that features may be made of. */
  static final Set<String> FIXED = Set.of("mrr", "arr", "seats", "tenure_days", "days_to_renewal");

  private final Map<String, OracleFeature> features = new LinkedHashMap<>();

  @SuppressWarnings("unchecked")
  OracleSql(Path catalogue) throws IOException {
    Map<String, Map<String, Map<String, Object>>> read =
        new ObjectMapper(new YAMLFactory()).readValue(catalogue.toFile(), Map.class);
    read.get("features")
        .forEach((name, entry) -> features.put(name, new OracleFeature(entry, read.get("cells"))));
    features.values().removeIf(feature -> feature.of().equals("customer_360"));
  }

  /** SQL with $day, $cut and $cut_N, the ends of the day and of the day N days before. */
  String query() throws IOException {
    List<String> ctes = new ArrayList<>();
    ctes.add(prepared());
    Set<String> entities = new TreeSet<>();
    features.values().stream()
        .filter(OracleFeature::ofEntity)
        .forEach(feature -> entities.add(feature.of()));
    entities.forEach(entity -> ctes.add(versions(entity)));
    features.forEach((name, feature) -> addUnlessRatio(ctes, name, feature));
    features.forEach((name, feature) -> addRatio(ctes, name, feature));
    return String.join(",\n", ctes) + rows();
  }

  private static String prepared() throws IOException {
    try (var sql = OracleSql.class.getResourceAsStream("/snapshot-oracle.sql")) {
      return new String(sql.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }

  private static String versions(String entity) {
    boolean sentiment = entity.equals("message_sentiment");
    return """
    %1$s_versions as materialized (
      select *, source || chr(1) || %2$s source_key as key
      from %1$s join link using (source, account_key) where known_at < $cut
    ),
    %1$s_latest as materialized (
      select * from %1$s_versions
      qualify row_number() over (
        partition by key order by %3$s known_at desc, event_time desc) = 1 %4$s
    )"""
        .formatted(
            entity,
            sentiment ? "kind || chr(1) ||" : "",
            sentiment ? "" : "version desc,",
            sentiment ? "" : "and not deleted");
  }

  private static void addUnlessRatio(List<String> ctes, String name, OracleFeature feature) {
    if (feature.of().equals("ratio")) {
      return;
    }
    if (feature.amongPeers()) {
      ctes.add(cte(name + "_alone", feature.sql(), feature.decimals()));
      ctes.add(cte(name, againstPeers(name + "_alone"), feature.decimals()));
    } else {
      ctes.add(cte(name, feature.sql(), feature.decimals()));
    }
  }

  private static void addRatio(List<String> ctes, String name, OracleFeature feature) {
    if (feature.of().equals("ratio")) {
      ctes.add(cte(name, feature.sql(), feature.decimals()));
    }
  }

  private static String cte(String name, String sql, int decimals) {
    return "f_%s as materialized (select account_id, round_even(value::double, %d) as value from (%s))"
        .formatted(name, decimals, sql);
  }

  private static String againstPeers(String alone) {
    return """
    select account_id, mine.value / nullif(middle, 0) as value
    from f_%1$s mine join fixed using (account_id)
    left join (
      select segment, median(value) as middle from f_%1$s join fixed using (account_id)
      where active and value is not null group by segment having count(*) >= 5) peers
    on peers.segment is not distinct from fixed.segment"""
        .formatted(alone);
  }

  private String rows() {
    String cells =
        features.keySet().stream()
            .map("select account_id, '%1$s' as feature, value from f_%1$s"::formatted)
            .collect(Collectors.joining("\n  union all "));
    String columns =
        features.keySet().stream()
            .map("any_value(value) filter (where feature = '%1$s') as %1$s"::formatted)
            .collect(Collectors.joining(",\n    "));
    return """

    select * from fixed join (
      select account_id, %s
      from (%s) group by account_id) using (account_id)"""
        .formatted(columns, cells);
  }
}
