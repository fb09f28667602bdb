package io.holdfast.job.step;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import io.holdfast.job.lake.Lake;
import io.holdfast.load.Delivery;
import io.holdfast.table.Entity;
import io.holdfast.table.GateFinding;
import io.holdfast.table.LoadProfile;
import io.holdfast.table.Table;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What the gate remembers of a load that is taken back: it is no past of its export any more. */
record ProfileOf(TakenLoad load) {

  /** Takes out the deliveries that its files belong to, and what was found in them. */
  void removeFrom(Lake lake) {
    Column ofLoad = col(Entity.BATCH).equalTo(load.batch());
    Set<String> gone = load.files().stream().map(Delivery::name).collect(Collectors.toSet());
    Column going =
        load.whole() ? ofLoad : ofLoad.and(col(LoadProfile.DELIVERY).isin(gone.toArray()));
    Object[] contents =
        lake
            .read(LoadProfile.TABLE)
            .where(going)
            .select(LoadProfile.CONTENT)
            .collectAsList()
            .stream()
            .map(row -> row.get(0))
            .toArray();
    if (contents.length == 0) {
      return;
    }
    takeFindings(lake, ofLoad, contents);
    if (load.whole()) {
      load.removeFrom(lake, LoadProfile.TABLE);
    } else {
      replace(lake, LoadProfile.TABLE, ofLoad, going);
    }
  }

  private static void takeFindings(Lake lake, Column ofLoad, Object[] contents) {
    Column found = ofLoad.and(col(GateFinding.CONTENT).isin(contents));
    if (!lake.read(GateFinding.TABLE).where(found).isEmpty()) {
      replace(lake, GateFinding.TABLE, ofLoad, found);
    }
  }

  private static void replace(Lake lake, Table table, Column ofLoad, Column going) {
    Dataset<Row> staying = lake.read(table).where(ofLoad.and(not(going)));
    List<Row> rows = staying.collectAsList();
    lake.rewrite(table, ofLoad, staying.sparkSession().createDataFrame(rows, table.schema()));
  }
}
