package io.holdfast.job.whole;

import io.holdfast.job.lake.Lake;
import io.holdfast.job.step.Step;
import io.holdfast.job.step.StepContext;
import io.holdfast.job.step.StepResult;
import io.holdfast.table.Table;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Kills a night again and again: before each step begins, between some of its writes, and when it
 * has done its work but nobody has noted that yet. Each death happens once.
 */
final class Kills {
  /** The write before which a step dies; loads are killed at many more points of their own. */
  private static final int WRITE = 2;

  private final Set<String> died = new TreeSet<>();

  /** Where it died so far. */
  Set<String> died() {
    return died;
  }

  Step in(Step step) {
    return new Step() {
      @Override
      public String name() {
        return step.name();
      }

      @Override
      public StepResult run(StepContext context) {
        die(step.name() + " before it began");
        StepResult result = step.run(with(new DyingLake(context.lake(), step.name()), context));
        die(step.name() + " at its end");
        return result;
      }
    };
  }

  private static StepContext with(Lake lake, StepContext context) {
    return new StepContext(
        context.spark(), context.config(), context.asOf(), context.run(), lake, context.control());
  }

  private synchronized void die(String where) {
    if (died.add(where)) {
      throw new Killed(where);
    }
  }

  /** Stands for a kill of the process. */
  static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Killed(String where) {
      super("killed: " + where);
    }
  }

  /** A lake that nobody can write to any more once the night died. */
  private final class DyingLake implements Lake {
    private final Lake lake;
    private final String step;
    private int writes;
    private boolean dead;

    DyingLake(Lake lake, String step) {
      this.lake = lake;
      this.step = step;
    }

    private synchronized void write() {
      writes++;
      if (dead) {
        throw new Killed(step);
      }
      if (writes == WRITE && !died.contains(where())) {
        dead = true;
        die(where());
      }
    }

    private String where() {
      return "%s before write %d".formatted(step, writes);
    }

    @Override
    public Dataset<Row> read(Table table) {
      return lake.read(table);
    }

    @Override
    public Dataset<Row> released(Table table) {
      return lake.released(table);
    }

    @Override
    public long append(Table table, Dataset<Row> rows, String batch) {
      write();
      return lake.append(table, rows, batch);
    }

    @Override
    public void compact(Table table, int appends, UnaryOperator<Dataset<Row>> merged) {
      lake.compact(table, appends, merged);
    }

    @Override
    public void remove(Table table, String batch, Set<String> files) {
      write();
      lake.remove(table, batch, files);
    }

    @Override
    public void rewrite(Table table, Column which, Dataset<Row> rows) {
      write();
      lake.rewrite(table, which, rows);
    }

    @Override
    public Set<String> batches(Table table) {
      return lake.batches(table);
    }

    @Override
    public long replace(Table table, Dataset<Row> rows) {
      write();
      return lake.replace(table, rows);
    }
  }
}
