package io.holdfast.job.lake;

import io.holdfast.table.Table;
import java.time.LocalDate;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The lake as one run sees it. Appended tables are read and written on main; derived tables are
 * written to the run's own branch and read from there once written, else from the last release.
 */
public interface Lake {

  /**
   * All rows of a table, conforming to its contract; no rows when it was never written. Columns
   * that a derived table has beyond its contract (features) are kept.
   */
  Dataset<Row> read(Table table);

  /** All rows of a table as of the last release, whatever this run has written. */
  Dataset<Row> released(Table table);

  /**
   * Adds rows to an appended table exactly once: a batch that is already there is left alone.
   *
   * @return rows in the table that belong to the batch
   */
  long append(Table table, Dataset<Row> rows, String batch);

  /**
   * Once an appended table was appended to often enough, puts the same facts in fewer rows in the
   * place of its rows. The batches it holds stay the same.
   *
   * @param appends how often, since it was last made compact
   * @param merged the same facts in fewer rows
   */
  void compact(Table table, int appends, UnaryOperator<Dataset<Row>> merged);

  /**
   * Takes a batch out of an appended table; doing it again changes nothing.
   *
   * @param files whose rows go; none: all of the batch, which the table then does not hold any more
   */
  void remove(Table table, String batch, Set<String> files);

  /**
   * Puts rows in the place of those of an appended table, in one commit. The batches it holds stay
   * the same.
   *
   * @param which rows go; files of the table hold only such rows or none
   */
  void rewrite(Table table, Column which, Dataset<Row> rows);

  /** Whether rows that a night loaded are read. */
  default boolean readsNight(LocalDate night) {
    return true;
  }

  /** Batches that an appended table already holds. */
  Set<String> batches(Table table);

  /**
   * Writes a derived table on the run's branch. A {@link Table.Kind#DERIVED} table is replaced
   * whole; of a {@link Table.Kind#DERIVED_BY_DAY} table the days present in {@code rows}, and the
   * run's own day, are replaced and the others kept. Columns beyond the contract widen the table.
   *
   * @return rows written
   */
  long replace(Table table, Dataset<Row> rows);
}
