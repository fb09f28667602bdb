package io.holdfast.identity.match;

import io.holdfast.table.Entity;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** A record under one of its keys. */
final class Keyed {
  /** The key: its highest bits are the place of its block, the rest is a hash. */
  static final String HASH = "hash";

  static final int HASH_BITS = 58;

  /** All fields, plain. */
  static final String PLAIN = "plain";

  static final StructType SCHEMA =
      new StructType()
          .add(HASH, DataTypes.LongType, false)
          .add(Entity.SOURCE, DataTypes.StringType)
          .add(Entity.SOURCE_KEY, DataTypes.StringType)
          .add(PLAIN, DataTypes.StringType);

  private static final String BETWEEN = "\u0001";

  /** One row for each key of a record that is read as source, key and the rules' fields. */
  static Iterator<Row> rows(Matcher matcher, Row row) {
    List<String> plain = new ArrayList<>();
    for (int i = 2; i < row.length(); i++) {
      plain.add(matcher.plain(i - 2, row.getString(i)));
    }
    String all = String.join(BETWEEN, plain);
    List<Row> rows = new ArrayList<>();
    matcher.keys(
        plain,
        (block, key) ->
            rows.add(RowFactory.create(hash(block, key), row.getString(0), row.getString(1), all)));
    return rows.iterator();
  }

  static List<String> fields(String plain) {
    return List.of(plain.split(BETWEEN, -1));
  }

  /** FNV-1a, its bits mixed once more as those of MurmurHash3 are. */
  private static long hash(int block, String key) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < key.length(); i++) {
      hash = (hash ^ key.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return ((long) block << HASH_BITS) | ((hash ^ (hash >>> 33)) & ((1L << HASH_BITS) - 1));
  }

  private Keyed() {}
}
