package io.holdfast.money;

import static org.apache.spark.sql.functions.array_append;
import static org.apache.spark.sql.functions.arrays_overlap;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import io.holdfast.table.Entity;
import io.holdfast.table.Subscription;
import io.holdfast.table.Table;
import io.holdfast.table.Version;
import io.holdfast.table.Versions;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What of subscriptions a {@link Timeline} is made of. */
public final class ContractVersions {
  /** Which of the texts says whose a contract is. */
  static final int ACCOUNT = 4;

  /** Columns whose change is a change of each number, then of each text. */
  private static final List<List<String>> STATED =
      List.of(
          List.of(Subscription.MRR),
          List.of(Subscription.SEATS),
          List.of(Subscription.START_AT),
          List.of(Subscription.END_AT),
          List.of(Subscription.RENEWAL_AT),
          List.of(Subscription.AUTO_RENEW),
          List.of(Subscription.TRIAL),
          List.of(Subscription.DISCOUNT),
          List.of(Subscription.DISCOUNT_UNTIL),
          List.of(Subscription.STATUS),
          List.of(Subscription.CURRENCY),
          List.of(Subscription.PLAN, Subscription.PLAN_KEY),
          List.of(Subscription.PRODUCT),
          List.of(Subscription.ACCOUNT_KEY));

  /**
   * Versions as {@link Versions#plain} has them, their texts yet without whose they are.
   *
   * @param subscriptions conforming to {@link Subscription#TABLE}
   */
  public static Dataset<Row> of(Dataset<Row> subscriptions) {
    return Versions.plain(
        subscriptions,
        spoken(subscriptions),
        List.of(
            col(Subscription.MRR).multiply(lit(100)).cast(Table.COUNT),
            col(Subscription.SEATS),
            unix_micros(col(Subscription.START_AT)),
            unix_micros(col(Subscription.END_AT)),
            unix_micros(col(Subscription.RENEWAL_AT)),
            col(Subscription.AUTO_RENEW).cast(Table.COUNT),
            col(Subscription.TRIAL).cast(Table.COUNT),
            col(Subscription.DISCOUNT).multiply(lit(100)).cast(Table.COUNT),
            unix_micros(col(Subscription.DISCOUNT_UNTIL))),
        List.of(
            col(Subscription.STATUS),
            col(Subscription.CURRENCY),
            coalesce(col(Subscription.PLAN), col(Subscription.PLAN_KEY)),
            col(Subscription.PRODUCT)));
  }

  /** The texts with whose the contract is. */
  public static Column owned(Column owner) {
    return array_append(col(Versions.TEXTS), owner);
  }

  /** Whose the contract is, of the texts that {@link #owned} gives. */
  public static Column owner() {
    return col(Versions.TEXTS).getItem(ACCOUNT);
  }

  /** Bits of the numbers and texts that a version speaks of, or null when it is whole. */
  private static Column spoken(Dataset<Row> subscriptions) {
    if (!Arrays.asList(subscriptions.columns()).contains(Entity.STATES)) {
      return lit(null).cast(Table.COUNT);
    }
    Column bits = lit(0L);
    for (int i = 0; i < STATED.size(); i++) {
      List<String> columns = STATED.get(i);
      Column speaks = arrays_overlap(col(Entity.STATES), lit(columns.toArray(String[]::new)));
      if (columns.contains(
          Subscription.ACCOUNT_KEY)) { // filled where a version does not speak of it
        speaks = speaks.or(col(Subscription.ACCOUNT_KEY).isNotNull());
      }
      bits = bits.plus(when(speaks, 1L << i).otherwise(0L));
    }
    return when(col(Entity.STATES).isNotNull(), bits);
  }

  /** A row that {@link #of} and {@link #owned} gave. */
  static Version version(Row row) {
    Long spoken = row.getAs(Versions.SPOKEN);
    return new Version(
        row.getAs(Versions.KEY),
        row.<Long>getAs(Versions.EVENT),
        row.<Long>getAs(Versions.KNOWN),
        row.getAs(Versions.VERSION),
        row.getAs(Versions.TIE),
        row.<Boolean>getAs(Versions.GONE),
        spoken == null ? Version.WHOLE : spoken,
        row.getList(row.fieldIndex(Versions.NUMBERS)),
        row.getList(row.fieldIndex(Versions.TEXTS)));
  }

  private ContractVersions() {}
}
