package io.holdfast.job.step;

import io.holdfast.job.lake.Lake;
import io.holdfast.table.Table;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A lake of a process that dies at one of its calls: from then on it can do nothing any more. */
final class DyingLake implements Lake {

  /** Stands for a kill of the process. */
  static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Killed() {
      super("killed");
    }
  }

  private final Lake lake;
  private final Runnable death;
  private int left;
  private int points;
  private boolean dead;

  /**
   * @param point at which call it dies; an append counts twice, before and after
   * @param death what else ends with the process
   */
  DyingLake(Lake lake, int point, Runnable death) {
    this.lake = lake;
    this.left = point;
    this.death = death;
  }

  /** How many points it passed. */
  int points() {
    return points;
  }

  synchronized boolean isDead() {
    return dead;
  }

  private synchronized void pass() {
    points++;
    left--;
    if (left == 0) {
      dead = true;
      death.run();
    }
    if (dead) {
      throw new Killed();
    }
  }

  @Override
  public Dataset<Row> read(Table table) {
    pass();
    return lake.read(table);
  }

  @Override
  public Dataset<Row> released(Table table) {
    pass();
    return lake.released(table);
  }

  @Override
  public long append(Table table, Dataset<Row> rows, String batch) {
    pass();
    long added = lake.append(table, rows, batch);
    pass();
    return added;
  }

  @Override
  public void compact(Table table, int appends, UnaryOperator<Dataset<Row>> merged) {
    pass();
    lake.compact(table, appends, merged);
  }

  @Override
  public void remove(Table table, String batch, Set<String> files) {
    pass();
    lake.remove(table, batch, files);
    pass();
  }

  @Override
  public void rewrite(Table table, Column which, Dataset<Row> rows) {
    pass();
    lake.rewrite(table, which, rows);
    pass();
  }

  @Override
  public Set<String> batches(Table table) {
    pass();
    return lake.batches(table);
  }

  @Override
  public long replace(Table table, Dataset<Row> rows) {
    pass();
    return lake.replace(table, rows);
  }
}
