package io.holdfast.table;

import static org.apache.spark.sql.functions.aggregate;
import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_concat;
import static org.apache.spark.sql.functions.map_filter;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.WindowSpec;

/** Each column is what the last version that speaks of it says. */
final class Folding {
  /** Columns that say of a version what it is, not of its record. */
  private static final Set<String> OF_VERSION =
      Set.of(
          Entity.SOURCE,
          Entity.SOURCE_KEY,
          Entity.KNOWN_AT,
          Entity.VERSION,
          Entity.STATES,
          Entity.FILE,
          Entity.RECORD_NO,
          Entity.BATCH);

  private static final String PREFIX = Entity.CUSTOM + ".";
  private static final String LAST = "_last_";
  private static final Set<String> ALWAYS = Set.of(Entity.EVENT_TIME, Entity.DELETED);

  /** Whether rows can be versions that speak of a part. */
  static boolean applies(Dataset<Row> entity) {
    return Arrays.asList(entity.columns()).contains(Entity.STATES);
  }

  /** Whether a version speaks of everything. */
  static Column whole() {
    return col(Entity.STATES).isNull();
  }

  /**
   * Whether a version that speaks of some columns only is a record nevertheless: that it is there.
   */
  static Column record() {
    return array_contains(col(Entity.STATES), Entity.DELETED);
  }

  /**
   * The rows with every column as the last version in the window that speaks of it says, and the
   * rank.
   *
   * @param columns of the result
   * @param rank column that orders versions of a key
   * @param own columns that stay each version's own
   */
  static Dataset<Row> of(
      Dataset<Row> ranked, String[] columns, String rank, WindowSpec window, String... own) {
    Set<String> kept = new TreeSet<>(OF_VERSION);
    kept.addAll(List.of(own));
    Map<String, Column> last = new LinkedHashMap<>();
    List<Column> all = new ArrayList<>(List.of(col(rank)));
    for (String name : columns) {
      if (name.equals(Entity.CUSTOM)) {
        last.put(LAST + name, collect_list(spoken(rank)).over(window));
        all.add(attributes(col(LAST + name), rank).as(name));
      } else if (name.equals(Entity.STATES)) {
        all.add(lit(null).cast(Table.STRINGS).as(name));
      } else if (kept.contains(name)) {
        all.add(col(name));
      } else {
        last.put(LAST + name, max(said(name, rank)).over(window));
        all.add(col(LAST + name).getField(name).as(name));
      }
    }
    return ranked.withColumns(last).select(all.toArray(Column[]::new));
  }

  /**
   * What a version says of a column, by rank. What it does not speak of it has as null, but for the
   * columns that every version has: of these it says something where no other does.
   */
  private static Column said(String column, String rank) {
    Column named = whole().or(array_contains(col(Entity.STATES), column));
    return ALWAYS.contains(column)
        ? struct(named.as("_named"), col(rank), col(column))
        : when(named.or(col(column).isNotNull()), struct(col(rank), col(column)));
  }

  private static Column spoken(String rank) {
    Column some = exists(col(Entity.STATES), state -> state.startsWith(lit(PREFIX)));
    return when(whole().or(some), struct(col(rank), col(Entity.STATES), col(Entity.CUSTOM)));
  }

  /** Attributes by name, from versions of which each speaks of all or of some. */
  private static Column attributes(Column versions, String rank) {
    Column sorted = array_sort(versions, (a, b) -> a.getField(rank).minus(b.getField(rank)));
    return aggregate(
        sorted,
        lit(null).cast(Table.ATTRIBUTES),
        (before, version) -> {
          Column states = version.getField(Entity.STATES);
          Column said = version.getField(Entity.CUSTOM);
          Column kept =
              map_filter(
                  before, (name, value) -> not(array_contains(states, concat(lit(PREFIX), name))));
          return when(states.isNull(), said)
              .otherwise(coalesce(map_concat(kept, said), kept, said));
        });
  }

  private Folding() {}
}
