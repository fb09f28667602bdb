package io.holdfast.job.step;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import io.holdfast.conform.NamedExport;
import io.holdfast.job.control.WithdrawnFile;
import io.holdfast.job.lake.Lake;
import io.holdfast.table.Entity;
import io.holdfast.table.RawRecord;
import io.holdfast.table.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A load that is taken back, or the files of it that are.
 *
 * @param whole whether no record of it stays
 */
record TakenLoad(String source, String export, String batch, List<String> files, boolean whole) {

  /** The loads that some files came with. */
  static List<TakenLoad> of(Lake lake, List<WithdrawnFile> files) {
    Map<String, List<WithdrawnFile>> byBatch = new TreeMap<>();
    files.forEach(
        file -> byBatch.computeIfAbsent(file.batch(), batch -> new ArrayList<>()).add(file));
    List<TakenLoad> loads = new ArrayList<>();
    byBatch.forEach(
        (batch, of) -> {
          WithdrawnFile one = of.get(0);
          List<String> paths = of.stream().map(WithdrawnFile::path).toList();
          boolean whole =
              lake.read(RawRecord.of(one.source(), one.export()))
                  .where(col(RawRecord.BATCH).equalTo(batch))
                  .where(not(Withdrawals.rows(batch, paths)))
                  .isEmpty();
          loads.add(new TakenLoad(one.source(), one.export(), batch, paths, whole));
        });
    return loads;
  }

  /** Its export among those that are mapped. */
  Optional<NamedExport> in(List<NamedExport> mapped) {
    return mapped.stream()
        .filter(e -> e.source().equals(source) && e.name().equals(export))
        .findFirst();
  }

  Table raw() {
    return RawRecord.of(source, export);
  }

  /** As-of day of the night that loaded it. */
  LocalDate day() {
    return Batch.day(batch);
  }

  /** Its rows that go, in raw, in quarantine and in every entity. */
  Column rows() {
    return Withdrawals.rows(batch, files);
  }

  Dataset<Row> rows(Lake lake, Table table) {
    return lake.read(table).where(rows());
  }

  /** Rows of the export's loads of later nights. */
  Column later() {
    String prefix = source + "." + export + ".";
    return col(Entity.BATCH)
        .startsWith(prefix)
        .and(col(Entity.BATCH).geq(prefix + day().plusDays(1)));
  }

  /** Takes them out of a table; doing it again changes nothing. */
  void removeFrom(Lake lake, Table table) {
    lake.remove(table, batch, whole ? Set.of() : Set.copyOf(files));
  }
}
