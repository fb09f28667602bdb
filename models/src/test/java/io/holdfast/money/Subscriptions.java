package io.holdfast.money;

import io.holdfast.table.TestSpark;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** Subscription versions written as lines; the account's key is its id. */
public final class Subscriptions {

  /**
   * Lines of {@code key, account, event time, known at, status, mrr, currency, start, end,
   * discount, until}; known at the event time, in no currency, begun long ago and without end where
   * a field is empty.
   */
  public static Dataset<Row> of(String... lines) {
    return TestSpark.session()
        .createDataset(List.of(lines), Encoders.STRING())
        .selectExpr(
            "transform(split(concat(value, repeat(',', 10)), ','), x -> nullif(trim(x), '')) as v")
        .selectExpr(
            "'billing' as source",
            "v[0] as source_key",
            "cast(v[2] as timestamp) as event_time",
            "cast(coalesce(v[3], v[2]) as timestamp) as known_at",
            "cast(null as string) as version",
            "v[4] = 'deleted' as deleted",
            "cast(map() as map<string, string>) as attributes",
            "'file' as file",
            "1L as record_no",
            "'batch' as batch",
            "v[1] as account_key",
            "'basic' as plan_key",
            "'Basic' as plan",
            "'Base' as product",
            "v[4] as status",
            "cast(coalesce(v[5], '0') as decimal(18,2)) as mrr",
            "cast(v[9] as decimal(18,2)) as discount",
            "cast(v[10] as timestamp) as discount_until",
            "v[6] as currency",
            "5L as seats",
            "cast(v[7] as timestamp) as start_at",
            "cast(v[8] as timestamp) as end_at",
            "cast(null as timestamp) as renewal_at",
            "true as auto_renew",
            "v[4] = 'trial' as trial");
  }

  /** Links of the accounts to themselves. */
  public static Dataset<Row> links(String... accounts) {
    return TestSpark.session()
        .createDataset(List.of(accounts), Encoders.STRING())
        .selectExpr(
            "'billing' as source",
            "value as source_key",
            "value as account_id",
            "cast(null as timestamp) as valid_to",
            "cast(null as timestamp) as known_to");
  }

  private Subscriptions() {}
}
