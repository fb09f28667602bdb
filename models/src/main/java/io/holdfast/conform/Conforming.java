package io.holdfast.conform;

import static io.holdfast.conform.Evaluation.STATE;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.shiftrightunsigned;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.holdfast.table.Entity;
import io.holdfast.table.Quarantine;
import io.holdfast.table.RawRecord;
import io.holdfast.table.Table;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Raw records of one export become entity rows or rejects. A record is loaded whole or not at all:
 * one that any of the export's entities rejects feeds none of them.
 */
public final class Conforming {
  /** How many records of a file landed, and what became of them. */
  public static final String LANDED = "landed";

  public static final String LOADED = "loaded";
  public static final String QUARANTINED = "quarantined";

  /** No entity took it, and the export says why. */
  public static final String IGNORED = "ignored";

  /** Sum of hashes of the records: equal where the same ones come again. */
  public static final String CONTENT = "content";

  /** Sum of hashes of what they say but for times and their own keys. */
  public static final String FACTS = "facts";

  /** Rows for the quarantine, one for each record and entity that rejects it. */
  public static final String REJECTS = "rejects";

  private static final Set<String> NO_FACTS = Set.of(Entity.SOURCE_KEY, Entity.VERSION);

  private static final String UNWANTED =
      "no entity of the export takes it; map it, or say why not with ignored: REASON";

  private final NamedExport export;
  private final List<MappedEntity> mapped = new ArrayList<>();
  private final ZoneId zone;

  /**
   * @param zone the company's, for times without an offset
   */
  public Conforming(NamedExport export, ZoneId zone) {
    this.export = export;
    this.zone = zone;
    List<EntityMapping> entities = export.export().entities();
    for (int i = 0; i < entities.size(); i++) {
      mapped.add(MappedEntity.of(entities.get(i), i, export.siblings()));
    }
  }

  /**
   * Each raw record with what becomes of it, for the other methods to select from; worth caching
   * when several do. Columns beyond those of raw are kept.
   *
   * @throws IllegalArgumentException when an expression is of no use: its types do not fit each
   *     other, or it does not fit its column
   */
  public Dataset<Row> evaluate(Dataset<Row> raw) {
    ZoneId own = export.zone() == null ? zone : export.zone();
    Conversion conversion = new Conversion(own, zone, ",".equals(export.export().decimal()));
    return new Evaluation(
            mapped,
            export.export().ignored() == null ? QUARANTINED : IGNORED,
            export.export().aliases(),
            conversion,
            export.macros(),
            EntityRows.landed(zone))
        .of(raw);
  }

  /** Tables that the export feeds, each once. */
  public List<Table> tables() {
    return mapped.stream().map(m -> m.table()).distinct().toList();
  }

  /** Rows for one table of {@link #tables}, of the records that are loaded. */
  public Dataset<Row> entities(Dataset<Row> evaluated, Table table) {
    return mapped.stream()
        .filter(m -> m.table().equals(table))
        .flatMap(m -> new EntityRows(export, m, zone).of(evaluated).stream())
        .reduce(Dataset::union)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s feeds no %s".formatted(export.title(), table.name())));
  }

  /** Rows for the quarantine: one for each record and entity that rejects it. */
  public Dataset<Row> rejects(Dataset<Row> evaluated) {
    return Quarantine.TABLE.conform(
        evaluated
            .where(col(STATE).equalTo(QUARANTINED))
            .withColumn("reject", explode(reasons()))
            .select(
                lit(export.source()).as(Quarantine.SOURCE),
                lit(export.name()).as(Quarantine.EXPORT),
                col(Quarantine.FILE),
                col(Quarantine.RECORD_NO),
                col(Quarantine.BATCH),
                col("reject.entity").as(Quarantine.ENTITY),
                col("reject.reason").as(Quarantine.REASON),
                col(Quarantine.RECORD)));
  }

  private Column reasons() {
    Column unwanted = coalesce(col(Unreadable.REASON), lit(UNWANTED));
    Column none = array(struct(lit("").as("entity"), unwanted.as("reason")));
    if (mapped.isEmpty()) {
      return none;
    }
    Column reasons = ofEntities();
    return when(size(reasons).gt(0), reasons).otherwise(none);
  }

  private Column ofEntities() {
    List<Column> all = new ArrayList<>();
    for (Table table : tables()) {
      Column[] reasons =
          Stream.concat(
                  Stream.of(col(Unreadable.REASON)),
                  mapped.stream().filter(m -> m.table().equals(table)).map(m -> col(m.reason())))
              .toArray(Column[]::new);
      Column distinct = array_distinct(filter(array(reasons), reason -> reason.isNotNull()));
      all.add(struct(lit(table.name()).as("entity"), concat_ws("; ", distinct).as("reason")));
    }
    return filter(array(all.toArray(Column[]::new)), r -> r.getField("reason").notEqual(lit("")));
  }

  /**
   * Aggregates over evaluated rows: {@link #LANDED}, {@link #LOADED}, {@link #QUARANTINED}, {@link
   * #IGNORED}, {@link #REJECTS}, and rows for each table under the table's name.
   */
  public List<Column> counts() {
    List<Column> sums = new ArrayList<>();
    sums.add(count(lit(1)).as(LANDED));
    for (String state : List.of(LOADED, QUARANTINED, IGNORED)) {
      sums.add(number(col(STATE).equalTo(state)).as(state));
    }
    Column rejects = size(reasons());
    sums.add(sum(when(col(STATE).equalTo(QUARANTINED), rejects).otherwise(0)).as(REJECTS));
    for (Table table : tables()) {
      Column rows = lit(0L);
      for (MappedEntity m : mapped) {
        if (m.table().equals(table)) {
          rows = rows.plus(EntityRows.number(m));
        }
      }
      sums.add(sum(when(col(STATE).equalTo(LOADED), rows).otherwise(0L)).as(table.name()));
    }
    return sums;
  }

  /**
   * Aggregates over evaluated rows that tell whether the same came before: {@link #CONTENT}, {@link
   * #FACTS}.
   */
  public List<Column> contents() {
    return List.of(sum(half(xxhash64(col(RawRecord.RECORD)))).as(CONTENT), sum(facts()).as(FACTS));
  }

  /** Columns that the mapping of the export maps in a table. */
  public Set<String> mapped(Table table) {
    return mapped.stream()
        .filter(m -> m.table().equals(table))
        .flatMap(m -> m.mapping().values().keySet().stream())
        .collect(Collectors.toSet());
  }

  private Column facts() {
    Column facts = lit(0L);
    for (MappedEntity m : mapped) {
      Column[] said =
          m.values().stream()
              .filter(value -> m.elements() == null && isFact(value))
              .map(value -> Evaluation.quoted(value.typed()))
              .toArray(Column[]::new);
      if (said.length > 0) {
        Column taken = col(STATE).equalTo(LOADED).and(col(m.wanted()));
        facts = facts.plus(when(taken, half(xxhash64(said))).otherwise(0L));
      }
    }
    return facts;
  }

  private static boolean isFact(MappedEntity.Value value) {
    return !NO_FACTS.contains(value.name())
        && !value.type().equals(Table.TIME)
        && !value.type().equals(Table.DAY);
  }

  /** Half of a hash, so that sums of many do not overflow. */
  private static Column half(Column hash) {
    return shiftrightunsigned(hash, 32);
  }

  /** How the records of a load fare with each value that can reject them. */
  public List<ValueFate> fates() {
    List<ValueFate> fates = new ArrayList<>();
    for (MappedEntity m : mapped) {
      for (MappedEntity.Value value : m.values()) {
        if (!value.plain() || !value.anyText()) {
          fates.add(ValueFate.of(m, value));
        }
      }
    }
    return fates;
  }

  private static Column number(Column condition) {
    return sum(when(condition, 1L).otherwise(0L));
  }
}
