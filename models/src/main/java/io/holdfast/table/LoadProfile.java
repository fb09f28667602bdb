package io.holdfast.table;

import static io.holdfast.table.Table.COUNT;
import static io.holdfast.table.Table.DAY;
import static io.holdfast.table.Table.NUMBER;
import static io.holdfast.table.Table.STRING;

import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** What each delivery of an export looked like, for the next ones to be compared with. */
public final class LoadProfile {
  public static final String SOURCE = "source";
  public static final String EXPORT = "export";
  public static final String BATCH = "batch";
  public static final String DELIVERY = "delivery";
  public static final String LANDED_ON = "landed_on";
  public static final String RECORDS = "records";
  public static final String QUARANTINED = "quarantined";
  public static final String CONTENT = "content";
  public static final String FACTS = "facts";
  public static final String COLUMNS = "columns";

  /** Fields of one of {@link #COLUMNS}. */
  public static final String ENTITY = "entity";

  public static final String COLUMN = "column";
  public static final String KIND = "kind";
  public static final String VALUES = "values";
  public static final String NULLS = "nulls";
  public static final String DISTINCT = "distinct";
  public static final String MOST = "most";
  public static final String NEGATIVE = "negative";
  public static final String QUANTILES = "quantiles";
  public static final String HOURS = "hours";
  public static final String WORDS = "words";
  public static final String KEYS = "keys";
  public static final String SHAPE = "shape";

  public static final StructType OF_COLUMN =
      new StructType()
          .add(ENTITY, STRING)
          .add(COLUMN, STRING)
          .add(KIND, STRING)
          .add(VALUES, COUNT)
          .add(NULLS, COUNT)
          .add(DISTINCT, COUNT)
          .add(MOST, COUNT)
          .add(NEGATIVE, COUNT)
          .add(QUANTILES, DataTypes.createArrayType(NUMBER))
          .add(HOURS, DataTypes.createArrayType(COUNT))
          .add(WORDS, DataTypes.createMapType(STRING, COUNT))
          .add(KEYS, DataTypes.createMapType(COUNT, COUNT))
          .add(SHAPE, COUNT);

  public static final Table TABLE =
      Table.of(
              "load_profile",
              Table.Kind.APPENDED,
              "export, load, delivery: the files of one day or month, as their names say",
              "",
              SOURCE,
              EXPORT,
              BATCH,
              DELIVERY)
          .with(SOURCE, STRING, "system it comes from")
          .with(EXPORT, STRING, "kind of file")
          .with(BATCH, STRING, "load that brought it")
          .with(DELIVERY, STRING, "day or month that its files' names carry; empty: none")
          .with(LANDED_ON, DAY, "as-of day of the run that loaded it")
          .with(RECORDS, COUNT, "records in its files")
          .with(QUARANTINED, COUNT, "of those, rejected ones")
          .with(CONTENT, COUNT, "sum of the hashes of its records: equal where the same came again")
          .with(
              FACTS,
              COUNT,
              "sum of the hashes of what its records say but for times and their own keys; 0: unknown")
          .with(
              COLUMNS,
              DataTypes.createArrayType(OF_COLUMN),
              "per mapped column of an entity, over at most some 2,000 rows chosen by their keys:"
                  + " values and nulls, distinct values and how often the most frequent one stands,"
                  + " negative ones, the 0, 5, 25, 50, 75, 95 and 100% quantiles of numbers (of"
                  + " times as seconds since 1970), of times the hours of the day, of words their"
                  + " counts, of keys the smallest hashes with a hash of what stands beside them,"
                  + " and the sum of the hashes of all values");

  private LoadProfile() {}
}
