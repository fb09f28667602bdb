package io.holdfast.identity;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.unix_micros;

import com.google.common.collect.Iterators;
import io.holdfast.table.Entity;
import io.holdfast.table.Table;
import io.holdfast.table.Versions;
import io.holdfast.time.AsOf;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import scala.collection.mutable.ArraySeq;

/** What versions tell of records, as texts, and the same as known at each moment. */
final class Told {
  static final String KIND = "kind";
  static final String STATES = "states";
  static final String TEXTS = "texts";

  static final int SOURCE = 0;
  static final int KEY = 1;
  private static final int KIND_AT = 2;
  private static final int FROM = 3;
  private static final int EVENT = 4;
  private static final int DELETED = 5;
  private static final int STATES_AT = 6;
  private static final int TEXTS_AT = 7;
  private static final String ORDER = "order_";

  /** Layout of {@link #of} but for the columns that order versions. */
  static final StructType SCHEMA =
      new StructType()
          .add(Entity.SOURCE, Table.STRING)
          .add(Entity.SOURCE_KEY, Table.STRING)
          .add(KIND, Table.STRING)
          .add("from", Table.COUNT)
          .add("event", Table.COUNT)
          .add(Entity.DELETED, Table.FLAG)
          .add(STATES, Table.STRINGS)
          .add(TEXTS, Table.STRINGS);

  /**
   * What a record says from a moment on.
   *
   * @param from microseconds since 1970, as is {@code event}
   */
  record Known(long from, long event, boolean deleted, List<String> texts) {}

  /** Versions known by the cut, those of one record together and in their order. */
  static Dataset<Row> of(Dataset<Row> versions, String kind, Map<String, Column> texts, AsOf asOf) {
    boolean partial = Arrays.asList(versions.columns()).contains(STATES);
    List<Column> columns = new ArrayList<>();
    columns.add(col(Entity.SOURCE));
    columns.add(col(Entity.SOURCE_KEY));
    columns.add(lit(kind).as(KIND));
    columns.add(unix_micros(col(Entity.KNOWN_AT)).as("from"));
    columns.add(unix_micros(col(Entity.EVENT_TIME)).as("event"));
    columns.add(coalesce(col(Entity.DELETED), lit(false)).as(Entity.DELETED));
    columns.add((partial ? col(STATES) : lit(null).cast(Table.STRINGS)).as(STATES));
    columns.add(
        array(texts.values().stream().map(c -> c.cast(Table.STRING)).toArray(Column[]::new))
            .as(TEXTS));
    List<Column> order = Versions.order(versions);
    for (int i = 0; i < order.size(); i++) {
      columns.add(order.get(i).as(ORDER + i));
    }
    return versions.where(asOf.known()).select(columns.toArray(Column[]::new));
  }

  /** Rows of one record together, in the order of its versions. */
  static Dataset<Row> together(Dataset<Row> told) {
    List<Column> order = new ArrayList<>();
    order.add(col(Entity.SOURCE));
    order.add(col(Entity.SOURCE_KEY));
    order.add(col(KIND));
    Arrays.stream(told.columns())
        .filter(name -> name.startsWith(ORDER))
        .forEach(name -> order.add(col(name).asc_nulls_first()));
    order.add(col(TEXTS));
    return told.repartition(col(Entity.SOURCE), col(Entity.SOURCE_KEY))
        .sortWithinPartitions(order.toArray(Column[]::new));
  }

  /** A list as rows of typed datasets want it. */
  static Object seq(List<?> list) {
    return ArraySeq.make(list.toArray());
  }

  static boolean sameRecord(Row a, Row b) {
    return a.getString(SOURCE).equals(b.getString(SOURCE))
        && a.getString(KEY).equals(b.getString(KEY));
  }

  static String kind(Row row) {
    return row.getString(KIND_AT);
  }

  static long from(Row row) {
    return row.getLong(FROM);
  }

  static long event(Row row) {
    return row.getLong(EVENT);
  }

  static String text(Row row, int place) {
    return row.<String>getList(TEXTS_AT).get(place);
  }

  /**
   * What is known of a record from each moment at which that changed: every text comes from the
   * last version known by then that speaks of it.
   *
   * @param inOrder versions of one record, in their order
   * @param names of the texts, as versions name what they speak of
   */
  static List<Known> history(List<Row> inOrder, List<String> names) {
    Integer[] byKnown = new Integer[inOrder.size()];
    Arrays.setAll(byKnown, i -> i);
    Arrays.sort(byKnown, (a, b) -> Long.compare(from(inOrder.get(a)), from(inOrder.get(b))));
    int[] speaker = new int[names.size() + 1];
    Arrays.fill(speaker, -1);
    int last = -1;
    List<Known> history = new ArrayList<>();
    for (int i = 0; i < byKnown.length; i++) {
      Row version = inOrder.get(byKnown[i]);
      List<String> states = version.isNullAt(STATES_AT) ? null : version.getList(STATES_AT);
      for (int text = 0; text <= names.size(); text++) {
        boolean speaks =
            states == null
                || states.contains(text < names.size() ? names.get(text) : Entity.DELETED);
        if (speaks) {
          speaker[text] = Math.max(speaker[text], byKnown[i]);
        }
      }
      last = Math.max(last, byKnown[i]);
      boolean more = i + 1 < byKnown.length && from(inOrder.get(byKnown[i + 1])) == from(version);
      if (!more) {
        history.add(known(inOrder, speaker, from(version), event(inOrder.get(last))));
      }
    }
    return history;
  }

  private static Known known(List<Row> inOrder, int[] speaker, long from, long event) {
    List<String> texts = new ArrayList<>();
    for (int text = 0; text < speaker.length - 1; text++) {
      texts.add(speaker[text] < 0 ? null : text(inOrder.get(speaker[text]), text));
    }
    int full = speaker[speaker.length - 1];
    return new Known(from, event, full >= 0 && inOrder.get(full).getBoolean(DELETED), texts);
  }

  /** Goes over rows that lie group by group. */
  static Iterator<List<Row>> groups(Iterator<Row> rows, BiPredicate<Row, Row> together) {
    return new Iterator<>() {
      private Row next = rows.hasNext() ? rows.next() : null;

      @Override
      public boolean hasNext() {
        return next != null;
      }

      @Override
      public List<Row> next() {
        if (next == null) {
          throw new NoSuchElementException("There is no further group");
        }
        List<Row> group = new ArrayList<>();
        Row first = next;
        while (next != null && together.test(first, next)) {
          group.add(next);
          next = rows.hasNext() ? rows.next() : null;
        }
        return group;
      }
    };
  }

  /** What comes of each group, one after the other, so that only one is held at a time. */
  static Iterator<Row> each(Iterator<List<Row>> groups, Function<List<Row>, List<Row>> rows) {
    return Iterators.concat(Iterators.transform(groups, group -> rows.apply(group).iterator()));
  }

  private Told() {}
}
