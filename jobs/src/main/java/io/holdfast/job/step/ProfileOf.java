package io.holdfast.job.step;

import static org.apache.spark.sql.functions.col;

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
    Column found = ofLoad.and(col(GateFinding.CONTENT).isin(contents));
    if (!lake.read(GateFinding.TABLE).where(found).isEmpty()) {
      replace(
          lake,
          GateFinding.TABLE,
          ofLoad,
          lake.read(GateFinding.TABLE).where(ofLoad.and(not(found))));
    }
    replace(
        lake,
        LoadProfile.TABLE,
        ofLoad,
        lake.read(LoadProfile.TABLE).where(ofLoad.and(not(going))));
  }

  private static Column not(Column condition) {
    return org.apache.spark.sql.functions.not(condition);
  }

  private static void replace(Lake lake, Table table, Column which, Dataset<Row> staying) {
    List<Row> rows = staying.collectAsList();
    lake.rewrite(table, which, staying.sparkSession().createDataFrame(rows, table.schema()));
  }
}
