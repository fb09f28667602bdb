package io.holdfast.money;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.unix_date;

import io.holdfast.table.Table;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.expressions.UserDefinedFunction;

/** Exchange rates as an expression over columns. */
public final class Conversion {
  private final UserDefinedFunction convert;
  private final String reporting;

  public Conversion(ExchangeRates rates) {
    UDF3<BigDecimal, String, Integer, BigDecimal> rule =
        (amount, currency, day) -> rates.convert(amount, currency, LocalDate.ofEpochDay(day));
    this.convert = udf(rule, Table.MONEY).withName("to_reporting_currency");
    this.reporting = rates.reporting();
  }

  /**
   * An amount in the reporting currency at the rate of a day, to two decimals. An amount without a
   * currency is in the reporting currency; a rate that is missing fails the query, naming it.
   */
  public Column of(Column amount, Column currency, Column day) {
    return convert.apply(amount, orReporting(currency), unix_date(day));
  }

  /** The currency, or the reporting currency where there is none. */
  public Column orReporting(Column currency) {
    return coalesce(currency, lit(reporting));
  }
}
