package io.holdfast.snapshot;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * The days of one row of usage_daily as Spark reads them fast: a bean with plain arrays. Days are
 * days since 1970.
 */
public final class UsageDays implements Serializable {
  private static final long serialVersionUID = 1L;

  private String source;
  private int[] eventDays;
  private int[] knownDays;

  /** Of each source, once, the days by which cells of it had happened and were known. */
  static Iterator<Row> distinct(Iterator<UsageDays> rows) {
    Map<String, BitSet> days = new TreeMap<>();
    while (rows.hasNext()) {
      UsageDays row = rows.next();
      BitSet of = days.computeIfAbsent(row.source, source -> new BitSet());
      for (int i = 0; i < row.knownDays.length; i++) {
        of.set(Math.max(0, Math.max(row.eventDays[i], row.knownDays[i])));
      }
    }
    List<Row> distinct = new ArrayList<>();
    days.forEach(
        (source, of) -> of.stream().forEach(day -> distinct.add(RowFactory.create(source, day))));
    return distinct.iterator();
  }

  public String getSource() {
    return source;
  }

  public void setSource(String source) {
    this.source = source;
  }

  public int[] getEventDays() {
    return eventDays;
  }

  public void setEventDays(int[] eventDays) {
    this.eventDays = eventDays;
  }

  public int[] getKnownDays() {
    return knownDays;
  }

  public void setKnownDays(int[] knownDays) {
    this.knownDays = knownDays;
  }
}
