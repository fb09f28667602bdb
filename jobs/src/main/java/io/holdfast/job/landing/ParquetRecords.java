package io.holdfast.job.landing;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import io.holdfast.table.RawRecord;
import io.holdfast.table.Table;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Parquet files; a column that a file lacks is absent from its records. */
final class ParquetRecords {
  private static final Map<String, String> AS_JSON =
      Map.of(
          "timestampFormat",
          "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX",
          "timestampNTZFormat",
          "yyyy-MM-dd'T'HH:mm:ss.SSSSSS");

  static Dataset<Row> read(SparkSession spark, List<LandingFile> files) {
    String[] addresses = files.stream().map(LandingFile::address).toArray(String[]::new);
    Dataset<Row> rows = spark.read().option("mergeSchema", "true").parquet(addresses);
    Column[] fields =
        Stream.of(rows.columns()).map(name -> col("`" + name + "`")).toArray(Column[]::new);
    Column[] paths =
        files.stream()
            .flatMap(
                file ->
                    Stream.of(
                        lit(plain(new Path(file.address()).toUri().toString())), lit(file.path())))
            .toArray(Column[]::new);
    Column address = regexp_replace(col("_metadata.file_path"), lit("^file:/+"), lit("file:/"));
    return rows.select(
        element_at(map(paths), address).as(RawRecord.FILE),
        col("_metadata.row_index").plus(1).as(RawRecord.RECORD_NO),
        to_json(struct(fields), AS_JSON).as(RawRecord.RECORD),
        lit(null).cast(Table.STRINGS).as(RawFiles.ABSENT),
        lit(null).cast(Table.STRING).as(RawFiles.BROKEN));
  }

  private static String plain(String address) {
    return address.replaceAll("^file:/+", "file:/");
  }

  private ParquetRecords() {}
}
