package io.holdfast.table;

import static io.holdfast.table.Table.COUNT;
import static io.holdfast.table.Table.FLAG;
import static io.holdfast.table.Table.MONEY;
import static io.holdfast.table.Table.STRING;
import static io.holdfast.table.Table.TIME;

/** A contract for recurring service, as its source has it: one row per version. */
public final class Subscription {
  public static final String ACCOUNT_KEY = "account_key";
  public static final String PLAN_KEY = "plan_key";
  public static final String PLAN = "plan";
  public static final String PRODUCT = "product";
  public static final String STATUS = "status";
  public static final String MRR = "mrr";
  public static final String MRR_UNKNOWN = "mrr_unknown";
  public static final String DISCOUNT = "discount";
  public static final String DISCOUNT_UNTIL = "discount_until";
  public static final String CURRENCY = "currency";
  public static final String SEATS = "seats";
  public static final String START_AT = "start_at";
  public static final String END_AT = "end_at";
  public static final String RENEWAL_AT = "renewal_at";
  public static final String AUTO_RENEW = "auto_renew";
  public static final String TRIAL = "trial";

  public static final Table TABLE =
      EntityTable.of("subscription", "a contract for recurring service")
          .with(ACCOUNT_KEY, STRING, "the source's own key of the account")
          .with(PLAN_KEY, STRING, "the source's key of the plan")
          .with(PLAN, STRING, "name of the plan")
          .with(PRODUCT, STRING, "product")
          .with(STATUS, STRING, "active, trial, paused, ended")
          .with(
              MRR,
              MONEY,
              "monthly recurring revenue while active, after discounts; 0 when paused or ended")
          .with(
              MRR_UNKNOWN,
              STRING,
              "why the record does not tell mrr, which then is null and not found by items either;"
                  + " null: mrr tells it, or items and plans do")
          .with(
              DISCOUNT,
              MONEY,
              "what is taken off each month and not part of mrr; not what is taken off once")
          .with(
              DISCOUNT_UNTIL,
              TIME,
              "when the discount ends, from when on mrr is more by it; null: never")
          .with(CURRENCY, STRING, "ISO 4217 code of the amounts")
          .with(SEATS, COUNT, "licences sold")
          .with(START_AT, TIME, "when service began")
          .with(END_AT, TIME, "when service ended or will end")
          .with(RENEWAL_AT, TIME, "next renewal")
          .with(AUTO_RENEW, FLAG, "whether it renews by itself")
          .with(TRIAL, FLAG, "whether it is a trial");

  private Subscription() {}
}
