package io.holdfast.table;

import static io.holdfast.table.Table.COUNT;
import static io.holdfast.table.Table.DAY;
import static io.holdfast.table.Table.FLAG;
import static io.holdfast.table.Table.MONEY;
import static io.holdfast.table.Table.STRING;

import java.util.List;
import org.apache.spark.sql.types.DataTypes;

/** Everything known about an account on a day; one more column per feature of metrics.yaml. */
public final class Customer360 {
  public static final String AS_OF = "as_of";
  public static final String ACCOUNT_ID = "account_id";
  public static final String NAME = "name";
  public static final String INDUSTRY = "industry";
  public static final String COUNTRY = "country";
  public static final String SEGMENT = "segment";
  public static final String OWNER = "owner";
  public static final String ACTIVE = "active";
  public static final String MRR = "mrr";
  public static final String ARR = "arr";
  public static final String SEATS = "seats";
  public static final String PLAN = "plan";
  public static final String CUSTOMER_SINCE = "customer_since";
  public static final String TENURE_DAYS = "tenure_days";
  public static final String RENEWAL_ON = "renewal_on";
  public static final String DAYS_TO_RENEWAL = "days_to_renewal";
  public static final String ENDS_ON = "ends_on";
  public static final String AUTO_RENEW = "auto_renew";
  public static final String TRIAL = "trial";
  public static final String SILENT_DAYS = "silent_days";
  public static final String CATALOGUE_HASH = "catalogue_hash";

  /** Columns that features may be divided by. */
  public static final List<String> NUMBERS = List.of(MRR, ARR, SEATS, TENURE_DAYS, DAYS_TO_RENEWAL);

  public static final Table TABLE =
      Table.of(
              "customer_360",
              Table.Kind.DERIVED_BY_DAY,
              "as-of day, account",
              "as_of",
              AS_OF,
              ACCOUNT_ID)
          .with(AS_OF, DAY, "as-of day: everything known by the end of it")
          .with(ACCOUNT_ID, STRING, "Holdfast account")
          .with(NAME, STRING, "name")
          .with(INDUSTRY, STRING, "industry")
          .with(COUNTRY, STRING, "country")
          .with(SEGMENT, STRING, "size segment")
          .with(OWNER, STRING, "who looks after it")
          .with(ACTIVE, FLAG, "whether it pays for service at the end of the day")
          .with(MRR, MONEY, "monthly recurring revenue, reporting currency")
          .with(ARR, MONEY, "twelve times mrr")
          .with(SEATS, COUNT, "licences sold")
          .with(PLAN, STRING, "plan that brings most of the revenue")
          .with(CUSTOMER_SINCE, DAY, "first day of paid service")
          .with(TENURE_DAYS, COUNT, "days since then")
          .with(RENEWAL_ON, DAY, "next renewal as known that day")
          .with(DAYS_TO_RENEWAL, COUNT, "days until then")
          .with(ENDS_ON, DAY, "scheduled end as known that day; null: none")
          .with(AUTO_RENEW, FLAG, "whether all its contracts renew by themselves")
          .with(TRIAL, FLAG, "whether it is on trial")
          .with(
              SILENT_DAYS,
              DataTypes.createMapType(STRING, COUNT),
              "by feature that counts days up to the last one its source covers: how many days"
                  + " before as_of that is; absent: none, null: none for any")
          .with(CATALOGUE_HASH, STRING, "hash of the feature catalogue it was built with");

  private Customer360() {}
}
