package io.holdfast.job.step;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The statements for one snapshot day: what snapshot-oracle.sql prepares, then a table for each
 * feature of a catalogue file. It knows the file and the raw rows alone.
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

  /** Names of the features that are computed, each a table f_NAME of account_id and value. */
  Set<String> names() {
    return features.keySet();
  }

  /** Statements with $day, $cut and $cut_N, the ends of the day and of the day N days before. */
  String statements() throws IOException {
    StringBuilder sql = new StringBuilder(prepared());
    Set<String> entities =
        features.values().stream()
            .flatMap(
                feature ->
                    feature.ofSomeUsers()
                        ? Stream.of("app_user")
                        : feature.ofEntity() ? Stream.of(feature.of()) : Stream.of())
            .collect(Collectors.toCollection(TreeSet::new));
    entities.forEach(entity -> sql.append(versions(entity)));
    sql.append(endings(entities));
    features.forEach((name, feature) -> sql.append(feature.isPair() ? "" : tables(name, feature)));
    features.forEach((name, feature) -> sql.append(feature.isPair() ? tables(name, feature) : ""));
    return sql.toString();
  }

  private static String prepared() throws IOException {
    try (var sql = OracleSql.class.getResourceAsStream("/snapshot-oracle.sql")) {
      return new String(sql.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }

  private static String versions(String entity) {
    boolean sentiment = entity.equals("message_sentiment");
    boolean ofContacts =
        Set.of("activity", "app_user", "signal", "survey_response").contains(entity);
    return """

    create or replace temp table %1$s_versions as (
      select *, source || chr(1) || %2$s source_key as key
      from %1$s join link using (source, account_key) where known_at < $cut
    );
    create or replace temp table %1$s_latest as (
      from (
        from %1$s_versions
        qualify row_number() over (
          partition by key order by %3$s known_at desc, event_time desc) = 1 %4$s) %5$s
    );"""
        .formatted(
            entity,
            sentiment ? "kind || chr(1) ||" : "",
            sentiment ? "" : "version desc,",
            sentiment ? "" : "and not deleted",
            ofContacts ? "left join contact_now using (source, contact_key)" : "");
  }

  /**
   * The last day that is covered for each account and kind. A source covers up to its newest day; a
   * kind of it up to its own, where it has been silent for longer than a week and than ever in the
   * year before. Of an account's sources the one that covers most counts, else any.
   */
  private static String endings(Set<String> entities) {
    String arrived =
        entities.stream()
            .map(
                entity ->
                    "union all select '%1$s', source, local_day(known_at) from %1$s_versions"
                        .formatted(entity))
            .collect(Collectors.joining("\n"));
    return """

    create or replace temp table arrived as (
      select distinct kind, source, day from (
        select 'usage' as kind, source, greatest(day, local_day(known_at)) as day from u
        union all select 'contract', source, local_day(known_at) from sub_version
        %s)
    );
    create or replace temp table source_end as (
      select kind, source,
        case when alive - newest <= greatest(7, coalesce(silence, 0)) then alive else newest end
          as ends
      from (select kind, source, max(day) as newest from arrived group by all)
      join (select source, max(day) as alive from arrived group by all) using (source)
      left join (
        select kind, source, max(day - earlier) as silence
        from (
          select *, lag(day) over (partition by kind, source order by day) as earlier,
            max(day) over (partition by kind, source) as last
          from arrived)
        where earlier >= last - 364 group by all) using (kind, source)
    );
    create or replace temp table ending as (
      select account_id, kind, coalesce(own, anybody) as ends
      from a
      cross join (select kind, max(ends) as anybody from source_end group by all)
      left join (
        select account_id, kind, max(ends) as own
        from account_link join source_end using (source) group by all) using (account_id, kind)
    );"""
        .formatted(arrived);
  }

  private static String tables(String name, OracleFeature feature) {
    return feature.amongPeers()
        ? table(name + "_alone", feature.sql(), feature.decimals())
            + table(name, againstPeers(name + "_alone"), feature.decimals())
        : feature.isText()
            ? text(name, feature.sql())
            : table(name, feature.sql(), feature.decimals());
  }

  private static String text(String name, String sql) {
    return """

    create or replace temp table f_%s as (%s);"""
        .formatted(name, sql);
  }

  private static String table(String name, String sql, int decimals) {
    return """

    create or replace temp table f_%s as (
      select account_id, round_even(value::double, %d) as value from (%s));"""
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
}
