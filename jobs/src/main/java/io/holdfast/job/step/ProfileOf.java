package io.holdfast.job.step;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import io.holdfast.conform.NamedExport;
import io.holdfast.job.lake.Lake;
import io.holdfast.load.Delivery;
import io.holdfast.table.Entity;
import io.holdfast.table.GateFinding;
import io.holdfast.table.LoadProfile;
import io.holdfast.table.Table;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What the gate remembers of a load that is taken back: it is no past of its export any more. */
record ProfileOf(TakenLoad load) {

  /** Takes out what was found in the deliveries that its files belong to. */
  void removeFindings(Lake lake) {
    Object[] contents =
        lake
            .read(LoadProfile.TABLE)
            .where(going())
            .select(LoadProfile.CONTENT)
            .collectAsList()
            .stream()
            .map(row -> row.get(0))
            .toArray();
    Column found = ofLoad().and(col(GateFinding.CONTENT).isin(contents));
    if (contents.length > 0 && !lake.read(GateFinding.TABLE).where(found).isEmpty()) {
      leaveOut(lake, GateFinding.TABLE, found);
    }
  }

  /**
   * Makes the profile that of the files that stay; once the others have left raw.
   *
   * @param exports that are mapped; of any other the deliveries are forgotten
   */
  void setRight(LoadContext context, List<NamedExport> exports) {
    Lake lake = context.step().lake();
    Optional<NamedExport> export = load.in(exports);
    if (load.whole()) {
      load.removeFrom(lake, LoadProfile.TABLE);
    } else if (lake.batches(LoadProfile.TABLE).contains(load.batch())) {
      if (export.isPresent()) {
        List<Delivery> staying = ExportLoad.lookedAtAgain(context, export.get(), load.batch());
        lake.rewrite(LoadProfile.TABLE, ofLoad(), Looked.rows(context.step(), staying));
      } else {
        leaveOut(lake, LoadProfile.TABLE, going());
      }
    }
  }

  private Column ofLoad() {
    return col(Entity.BATCH).equalTo(load.batch());
  }

  private Column going() {
    Set<String> names = load.files().stream().map(Delivery::name).collect(Collectors.toSet());
    return load.whole() ? ofLoad() : ofLoad().and(col(LoadProfile.DELIVERY).isin(names.toArray()));
  }

  private void leaveOut(Lake lake, Table table, Column going) {
    Dataset<Row> staying = lake.read(table).where(ofLoad().and(not(going)));
    List<Row> rows = staying.collectAsList();
    lake.rewrite(table, ofLoad(), staying.sparkSession().createDataFrame(rows, table.schema()));
  }
}
