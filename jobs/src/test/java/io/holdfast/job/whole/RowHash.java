package io.holdfast.job.whole;

import io.holdfast.table.Entity;
import io.holdfast.table.Table;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** One hash for all rows of a table, in no order, without which file and load brought them. */
final class RowHash {
  private static final Set<String> WHERE_FROM = Set.of(Entity.FILE, Entity.RECORD_NO, Entity.BATCH);

  static String of(Table table, Dataset<Row> rows) {
    List<String> lines = lines(rows);
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      lines.forEach(line -> digest.update((line + "\n").getBytes(StandardCharsets.UTF_8)));
      return lines.size() + " rows " + HexFormat.of().formatHex(digest.digest()).substring(0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static List<String> lines(Dataset<Row> rows) {
    Column[] columns =
        Arrays.stream(rows.columns())
            .filter(name -> !WHERE_FROM.contains(name))
            .sorted()
            .map(name -> sortedMap(rows, name))
            .toArray(Column[]::new);
    return rows
        .select(functions.to_json(functions.struct(columns)))
        .as(Encoders.STRING())
        .collectAsList()
        .stream()
        .sorted()
        .toList();
  }

  private static Column sortedMap(Dataset<Row> rows, String name) {
    Column column = functions.col(name);
    boolean map =
        rows.schema().apply(name).dataType() instanceof org.apache.spark.sql.types.MapType;
    return map ? functions.array_sort(functions.map_entries(column)).as(name) : column;
  }

  private RowHash() {}
}
