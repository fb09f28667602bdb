package io.holdfast.table;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_entries;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.negate;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import io.holdfast.time.AsOf;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Which version of an entity counts. The source's own version decides, then what was known last.
 * Versions that speak only of some columns ({@link Entity#STATES}) are folded: each column is what
 * the last version that speaks of it says.
 */
public final class Versions {
  private static final Set<String> WHERE_FROM =
      Set.of(Entity.FILE, Entity.RECORD_NO, Entity.BATCH, Entity.CUSTOM);
  private static final String RANK = "_rank";

  /** Columns of {@link #plain}, which {@link Version} has as its parts. */
  public static final String KEY = "key";

  public static final String EVENT = "event";
  public static final String KNOWN = "known";
  public static final String VERSION = "version";
  public static final String TIE = "tie";
  public static final String GONE = "gone";
  public static final String SPOKEN = "spoken";
  public static final String NUMBERS = "numbers";
  public static final String TEXTS = "texts";

  /** Between the source and its own key, in {@link #KEY}. */
  public static final String KEY_SEPARATOR = "\u0001";

  private static final String ORDER = "_order";
  private static final String LATER = "_whole_later";

  /** Of each source key what its record was by the cut, unless it was deleted then. */
  public static Dataset<Row> asOf(Dataset<Row> entity, AsOf asOf) {
    return last(entity.where(asOf.known()))
        .where(coalesce(col(Entity.DELETED), lit(false)).equalTo(false));
  }

  /** Of each source key what its record was when it was known first. */
  public static Dataset<Row> first(Dataset<Row> entity, AsOf asOf) {
    return last(
        entity
            .where(asOf.known())
            .withColumn(RANK, min(Entity.KNOWN_AT).over(Window.partitionBy(key())))
            .where(col(Entity.KNOWN_AT).equalTo(col(RANK)))
            .drop(RANK));
  }

  /** Of each source key the last version, folded with those before it back to a whole one. */
  private static Dataset<Row> last(Dataset<Row> entity) {
    if (!Folding.applies(entity)) {
      return entity
          .withColumn(RANK, row_number().over(byKey(latestFirst(order(entity)))))
          .where(col(RANK).equalTo(1))
          .drop(RANK);
    }
    // The order's columns stand in the rows, so that the second window needs no other sorting.
    List<Column> order = order(entity);
    Dataset<Row> ordered = entity;
    List<Column> names = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      ordered = ordered.withColumn(ORDER + i, order.get(i));
      names.add(col(ORDER + i));
    }
    WindowSpec latestFirst = byKey(latestFirst(names));
    Column whole = when(Folding.whole(), 1).otherwise(0);
    Dataset<Row> needed =
        ordered
            .withColumn(RANK, negate(row_number().over(latestFirst)))
            .withColumn(
                LATER, sum(whole).over(latestFirst.rowsBetween(Window.unboundedPreceding(), -1)))
            .where(coalesce(col(LATER), lit(0)).equalTo(0));
    WindowSpec all =
        latestFirst.rowsBetween(Window.unboundedPreceding(), Window.unboundedFollowing());
    return Folding.of(needed, entity.columns(), RANK, all).where(col(RANK).equalTo(-1)).drop(RANK);
  }

  /**
   * Every version of an entity made whole: what its record was when the version became known, so
   * that of several the one known last counts. Of versions known at one time each is the same.
   */
  public static Dataset<Row> whole(Dataset<Row> entity) {
    if (!Folding.applies(entity)) {
      return entity;
    }
    Column[] order = order(entity).stream().map(Column::asc_nulls_first).toArray(Column[]::new);
    Dataset<Row> ranked = entity.withColumn(RANK, row_number().over(byKey(order)));
    WindowSpec known =
        byKey(col(Entity.KNOWN_AT)).rangeBetween(Window.unboundedPreceding(), Window.currentRow());
    return Folding.of(
            ranked.withColumn(Entity.VERSION, max(Entity.VERSION).over(known)),
            entity.columns(),
            RANK,
            known)
        .drop(RANK);
  }

  /**
   * Versions with the value that a column has in their record where they do not speak of it or say
   * null: the last one known, else the first known later, and then not known before. Versions stay
   * apart otherwise. It is what gives a version that speaks of a part its account.
   */
  public static Dataset<Row> filled(Dataset<Row> entity, String column) {
    if (!Folding.applies(entity)) {
      return entity;
    }
    Column[] order = order(entity).stream().map(Column::asc_nulls_first).toArray(Column[]::new);
    Column says = col(column).isNotNull();
    WindowSpec byKnown = byKey(col(Entity.KNOWN_AT));
    WindowSpec known = byKnown.rangeBetween(Window.unboundedPreceding(), Window.currentRow());
    WindowSpec all = byKnown.rangeBetween(Window.unboundedPreceding(), Window.unboundedFollowing());
    Dataset<Row> filled =
        entity
            .withColumn(RANK, row_number().over(byKey(order)))
            .withColumn("_before", max(when(says, struct(col(RANK), col(column)))).over(known))
            .withColumn(
                "_later",
                min(when(says, struct(col(Entity.KNOWN_AT), col(RANK), col(column)))).over(all));
    Column before = col("_before").getField(column);
    Column later = col("_later");
    return filled
        .withColumn(
            Entity.KNOWN_AT,
            when(before.isNotNull().or(later.isNull()), col(Entity.KNOWN_AT))
                .otherwise(greatest(col(Entity.KNOWN_AT), later.getField(Entity.KNOWN_AT))))
        .withColumn(column, coalesce(col(column), before, later.getField(column)))
        .select(Arrays.stream(entity.columns()).map(name -> col(name)).toArray(Column[]::new));
  }

  /**
   * Versions as states over time: one that speaks of a part leaves the rest as the one before it
   * has it.
   *
   * @param order of a key's states, nulls first
   */
  public static Dataset<Row> carried(Dataset<Row> entity, List<Column> order) {
    if (!Folding.applies(entity)) {
      return entity;
    }
    Column[] inTime = order.stream().map(Column::asc_nulls_first).toArray(Column[]::new);
    Dataset<Row> ranked = entity.withColumn(RANK, row_number().over(byKey(inTime)));
    WindowSpec before =
        byKey(col(RANK)).rowsBetween(Window.unboundedPreceding(), Window.currentRow());
    return Folding.of(ranked, entity.columns(), RANK, before, Entity.EVENT_TIME).drop(RANK);
  }

  private static WindowSpec byKey(Column... order) {
    return Window.partitionBy(key()).orderBy(order);
  }

  private static Column[] key() {
    return new Column[] {col(Entity.SOURCE), col(Entity.SOURCE_KEY)};
  }

  private static Column[] latestFirst(List<Column> order) {
    return order.stream().map(Column::desc_nulls_last).toArray(Column[]::new);
  }

  /**
   * A total order of versions that never looks at which file or batch brought them: version, known,
   * event time, then the whole content. A version that is null comes before all others.
   */
  public static List<Column> order(Dataset<Row> entity) {
    List<Column> order =
        new ArrayList<>(List.of(col(Entity.VERSION), col(Entity.KNOWN_AT), col(Entity.EVENT_TIME)));
    Column[] content =
        Arrays.stream(entity.columns())
            .filter(name -> !WHERE_FROM.contains(name))
            .sorted()
            .map(org.apache.spark.sql.functions::col)
            .toArray(Column[]::new);
    order.add(to_json(struct(content)));
    if (Arrays.asList(entity.columns()).contains(Entity.CUSTOM)) {
      order.add(to_json(struct(array(array_sort(map_entries(col(Entity.CUSTOM)))))));
    }
    return order;
  }

  /**
   * Versions as plain values, for what goes over them one by one: source, account_key and the parts
   * of {@link Version}.
   *
   * @param spoken its {@link Version#spoken}, or null where it is whole
   */
  public static Dataset<Row> plain(
      Dataset<Row> rows, Column spoken, List<Column> numbers, List<Column> texts) {
    List<Column> order = order(rows);
    Column[] tie = order.subList(3, order.size()).toArray(Column[]::new);
    return rows.select(
        col(Entity.SOURCE),
        col(AccountKeys.ACCOUNT_KEY),
        concat_ws(KEY_SEPARATOR, col(Entity.SOURCE), col(Entity.SOURCE_KEY)).as(KEY),
        unix_micros(col(Entity.EVENT_TIME)).as(EVENT),
        unix_micros(col(Entity.KNOWN_AT)).as(KNOWN),
        col(Entity.VERSION).as(VERSION),
        concat_ws(KEY_SEPARATOR, tie).as(TIE),
        coalesce(col(Entity.DELETED), lit(false)).as(GONE),
        spoken.as(SPOKEN),
        array(numbers.toArray(Column[]::new)).as(NUMBERS),
        array(texts.toArray(Column[]::new)).as(TEXTS));
  }

  private Versions() {}
}
