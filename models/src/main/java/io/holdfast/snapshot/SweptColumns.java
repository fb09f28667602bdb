package io.holdfast.snapshot;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_from_unix_date;
import static org.apache.spark.sql.functions.isnan;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.holdfast.table.Customer360;
import io.holdfast.table.Table;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;

/** The columns of customer_360 out of {@link SweptRow}. */
final class SweptColumns {
  private static final List<String> PROFILE =
      List.of(
          Customer360.NAME,
          Customer360.INDUSTRY,
          Customer360.COUNTRY,
          Customer360.SEGMENT,
          Customer360.OWNER);

  /** The fixed columns, then one a computed feature. */
  static Column[] of(Layout layout, String catalogueHash) {
    List<Column> columns = new ArrayList<>();
    columns.add(day("day", Customer360.AS_OF));
    columns.add(col("account").as(Customer360.ACCOUNT_ID));
    for (int i = 0; i < PROFILE.size(); i++) {
      columns.add(col("profile").getItem(i).as(PROFILE.get(i)));
    }
    columns.add(col("active").as(Customer360.ACTIVE));
    columns.add(money(col("mrr")).as(Customer360.MRR));
    columns.add(money(col("mrr").multiply(lit(12L))).as(Customer360.ARR));
    columns.add(col("seats").as(Customer360.SEATS));
    columns.add(col("plan").as(Customer360.PLAN));
    columns.add(day("since", Customer360.CUSTOMER_SINCE));
    columns.add(days(col("day").minus(col("since"))).as(Customer360.TENURE_DAYS));
    columns.add(day("renewal", Customer360.RENEWAL_ON));
    columns.add(days(col("renewal").minus(col("day"))).as(Customer360.DAYS_TO_RENEWAL));
    columns.add(day("endsOn", Customer360.ENDS_ON));
    columns.add(col("autoRenew").as(Customer360.AUTO_RENEW));
    columns.add(col("trial").as(Customer360.TRIAL));
    columns.add(col("silentDays").as(Customer360.SILENT_DAYS));
    columns.add(lit(catalogueHash).as(Customer360.CATALOGUE_HASH));
    Column[] features = new Column[layout.columns().size()];
    for (int i = 0; i < features.length; i++) {
      Column value = col("features").getItem(i);
      features[i] = when(not(isnan(value)), value);
    }
    for (Layout.Slot slot : layout.texts()) {
      features[slot.column()] = col("texts").getItem(slot.text());
    }
    for (int i = 0; i < features.length; i++) {
      columns.add(features[i].as(layout.columns().get(i)));
    }
    return columns.toArray(Column[]::new);
  }

  private static Column day(String property, String name) {
    return date_from_unix_date(col(property)).as(name);
  }

  private static Column days(Column difference) {
    return difference.cast(Table.COUNT);
  }

  private static Column money(Column hundredths) {
    return hundredths
        .cast(DataTypes.createDecimalType(18, 0))
        .multiply(lit(new BigDecimal("0.01")))
        .cast(Table.MONEY);
  }

  private SweptColumns() {}
}
