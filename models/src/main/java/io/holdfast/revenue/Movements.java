package io.holdfast.revenue;

import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.holdfast.money.Conversion;
import io.holdfast.money.ExchangeRates;
import io.holdfast.table.MrrMovement;
import io.holdfast.table.Table;
import io.holdfast.time.AsOf;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/** Why recurring revenue changed from one month end to the next. */
public final class Movements {
  public static final String NEW = "new";
  public static final String EXPANSION = "expansion";
  public static final String CONTRACTION = "contraction";
  public static final String CHURN = "churn";
  public static final String REACTIVATION = "reactivation";
  public static final String CURRENCY_EFFECT = "currency_effect";

  /** Of one account to another; company-wide it adds up to nothing. */
  public static final String TRANSFER = "transfer";

  private static final Column ZERO = lit(0).cast(Table.MONEY);

  /**
   * {@link MrrMovement#TABLE}. The account decides the type, its subscriptions share the amount: an
   * account that pays at a month end for the first time is new, one that paid before but not at the
   * last month end is a reactivation, one that no longer pays is churn; any other is an expansion
   * when all its changes together are not negative at the rates of the month, else a contraction.
   * What a contract opened with that another account holds at the end of the month is a transfer,
   * neither churn nor new: from then on it counts as if the other account had opened with it. The
   * opening amount at the new rate less the same at the old one is the currency effect, also of an
   * account that leaves. Amounts are differences of amounts to two decimals, so that sums close.
   *
   * @param monthEnds as {@link MonthEnds#of} gives them, as of the same day
   */
  public static Dataset<Row> of(Dataset<Row> monthEnds, ExchangeRates rates, AsOf asOf) {
    Dataset<Row> typed = changes(monthEnds, rates, asOf).withColumn(MrrMovement.TYPE, type());
    Column rows =
        array(
            movement(
                col(MrrMovement.TYPE),
                col("closing").minus(col("held")),
                col("closing_mrr").minus(col("held_mrr"))),
            movement(
                lit(TRANSFER),
                col("held").minus(col("opening")),
                col("held_mrr").minus(col("revalued"))),
            movement(lit(CURRENCY_EFFECT), ZERO, col("revalued").minus(col("opening_mrr"))));
    Column moves =
        col("movement." + MrrMovement.CONTRACT_AMOUNT)
            .notEqual(0)
            .or(col("movement." + MrrMovement.AMOUNT).notEqual(0));
    return typed
        .withColumn("movements", rows) // Spark generates no code for what stands in explode itself
        .withColumn("movement", explode(col("movements")))
        .where(moves)
        .select(
            lit(asOf.day()).as(MrrMovement.KNOWN_AS_OF),
            col(MrrMovement.ACCOUNT_ID),
            col(MrrMovement.SOURCE),
            col(MrrMovement.SUBSCRIPTION_KEY),
            col(MrrMovement.MONTH),
            col("movement." + MrrMovement.TYPE),
            col(MrrMovement.CURRENCY),
            col("movement." + MrrMovement.CONTRACT_AMOUNT),
            col("movement." + MrrMovement.AMOUNT))
        .transform(MrrMovement.TABLE::conform);
  }

  /**
   * Opening and closing amounts of each subscription and month in which one of them is not 0, and
   * what its account holds of the opening one. A contract is one account's at a time, so where two
   * share a month the one that opened gave it to the one that closed.
   */
  private static Dataset<Row> changes(Dataset<Row> monthEnds, ExchangeRates rates, AsOf asOf) {
    Conversion conversion = new Conversion(rates);
    Column day = MonthEnds.lastDay(col(MrrMovement.MONTH), asOf);
    Column before = MonthEnds.lastDay(add_months(col(MrrMovement.MONTH), -1), asOf);
    Column currency = col(MrrMovement.CURRENCY);
    Column account = col(MrrMovement.ACCOUNT_ID);
    Column from = col("from_account");
    Column to = col("to_account");
    Column sides =
        when(
                from.notEqual(to),
                array(side(from, "opening", null, null), side(to, null, "opening", "closing")))
            .otherwise(array(side(coalesce(to, from), "opening", "opening", "closing")));
    return MonthEnds.closingAndNextOpening(monthEnds, col(MonthEnds.CONTRACT_MRR), ZERO, asOf)
        .groupBy(
            col(MrrMovement.SOURCE),
            col(MrrMovement.SUBSCRIPTION_KEY),
            currency,
            col("side.month").as(MrrMovement.MONTH))
        .agg(
            max(when(col("side.opening").gt(0), account)).as("from_account"),
            max(when(col("side.closing").gt(0), account)).as("to_account"),
            sum("side.opening").cast(Table.MONEY).as("opening"),
            sum("side.closing").cast(Table.MONEY).as("closing"))
        .withColumn("opening_mrr", conversion.of(paid("opening"), currency, before))
        .withColumn("revalued", conversion.of(paid("opening"), currency, day))
        .withColumn("closing_mrr", conversion.of(paid("closing"), currency, day))
        .na()
        .fill(0, new String[] {"opening_mrr", "revalued", "closing_mrr"})
        .withColumn("sides", sides)
        .withColumn("side", explode(col("sides")))
        .select(
            col("side.*"),
            col(MrrMovement.SOURCE),
            col(MrrMovement.SUBSCRIPTION_KEY),
            currency,
            col(MrrMovement.MONTH));
  }

  /** What an account has of the amounts of a contract; nothing of those without a name. */
  private static Column side(Column account, String opening, String held, String closing) {
    return struct(
        account.as(MrrMovement.ACCOUNT_ID),
        orZero(opening).as("opening"),
        orZero(opening == null ? null : "opening_mrr").as("opening_mrr"),
        orZero(opening == null ? null : "revalued").as("revalued"),
        orZero(held).as("held"),
        orZero(held == null ? null : "revalued").as("held_mrr"),
        orZero(closing).as("closing"),
        orZero(closing == null ? null : "closing_mrr").as("closing_mrr"));
  }

  private static Column orZero(String amount) {
    return amount == null ? ZERO : col(amount);
  }

  /** Nothing where nothing is paid: no rate is needed then. */
  private static Column paid(String amount) {
    return when(col(amount).gt(0), col(amount));
  }

  private static Column type() {
    WindowSpec account = Window.partitionBy(col(MrrMovement.ACCOUNT_ID));
    WindowSpec month = Window.partitionBy(col(MrrMovement.ACCOUNT_ID), col(MrrMovement.MONTH));
    Column firstPaid = min(when(col("closing").gt(0), col(MrrMovement.MONTH))).over(account);
    Column paidBefore = sum("held").over(month).gt(0);
    Column paysNow = sum("closing").over(month).gt(0);
    Column grown = sum(col("closing_mrr").minus(col("held_mrr"))).over(month).geq(0);
    return when(paidBefore.and(paysNow), when(grown, EXPANSION).otherwise(CONTRACTION))
        .when(paidBefore, CHURN)
        .when(coalesce(firstPaid.equalTo(col(MrrMovement.MONTH)), lit(false)), NEW)
        .otherwise(REACTIVATION);
  }

  private static Column movement(Column type, Column contractAmount, Column amount) {
    return struct(
        type.as(MrrMovement.TYPE),
        contractAmount.cast(Table.MONEY).as(MrrMovement.CONTRACT_AMOUNT),
        amount.cast(Table.MONEY).as(MrrMovement.AMOUNT));
  }

  private Movements() {}
}
