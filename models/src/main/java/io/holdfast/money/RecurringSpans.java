package io.holdfast.money;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_from_unix_date;
import static org.apache.spark.sql.functions.lit;

import io.holdfast.table.Entity;
import io.holdfast.table.Subscription;
import io.holdfast.table.Table;
import io.holdfast.table.Versions;
import io.holdfast.time.AsOf;
import io.holdfast.time.LocalDays;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** What each subscription was over time, in days of the company's time zone. */
public final class RecurringSpans {
  public static final String SOURCE = Entity.SOURCE;
  public static final String SUBSCRIPTION_KEY = "subscription_key";
  public static final String ACCOUNT_KEY = Subscription.ACCOUNT_KEY;

  /** First day of the span. */
  public static final String FROM_DAY = "from_day";

  /** First day after the span, at most the day after the as-of day. */
  public static final String TO_DAY = "to_day";

  /** Whether it pays at the end of each day of the span. */
  public static final String PAYING = "paying";

  /** Contract currency; 0.00 unless paying. */
  public static final String MRR = Subscription.MRR;

  public static final String CURRENCY = Subscription.CURRENCY;
  public static final String PLAN = Subscription.PLAN;
  public static final String PRODUCT = Subscription.PRODUCT;
  public static final String SEATS = Subscription.SEATS;

  private static final StructType SPAN =
      new StructType()
          .add(SOURCE, Table.STRING)
          .add(SUBSCRIPTION_KEY, Table.STRING)
          .add(ACCOUNT_KEY, Table.STRING)
          .add(FROM_DAY, DataTypes.IntegerType)
          .add(TO_DAY, DataTypes.IntegerType)
          .add(MRR, Table.COUNT)
          .add(CURRENCY, Table.STRING)
          .add(PLAN, Table.STRING)
          .add(PRODUCT, Table.STRING)
          .add(SEATS, Table.COUNT);

  private static final int FROM = SPAN.fieldIndex(FROM_DAY);
  private static final int TO = SPAN.fieldIndex(TO_DAY);

  /**
   * One row for each subscription and span of days {@code [from_day, to_day)} in which its state at
   * the end of the day does not change, as {@link Timeline} has it. Of the versions known as of the
   * day the one that last took effect counts, so that a version known late slots in where it took
   * effect, and of two that cannot be told apart in time the one that says ended. A version that
   * speaks of a part leaves the rest as the state before has it. Its MRR rises where a discount
   * ends. It pays while it is active, not on trial unless it paid up to the trial, its MRR above
   * zero, begun and not ended; from a deletion on it has no spans. Scheduled versions and ends are
   * not history.
   *
   * @param subscriptions versions, conforming to {@link Subscription#TABLE}
   */
  public static Dataset<Row> of(Dataset<Row> subscriptions, AsOf asOf) {
    LocalDays days = new LocalDays(asOf.zone());
    int last = (int) asOf.day().toEpochDay();
    FlatMapGroupsFunction<String, Row, Row> spans = (key, rows) -> spans(rows, days, last);
    Dataset<Row> versions =
        ContractVersions.of(subscriptions.where(asOf.known().and(asOf.happened())))
            .withColumn(Versions.TEXTS, ContractVersions.owned(col(ACCOUNT_KEY)));
    return versions
        .groupBy(Versions.KEY)
        .as(Encoders.STRING(), Encoders.row(versions.schema()))
        .flatMapGroups(spans, Encoders.row(SPAN))
        .select(
            col(SOURCE),
            col(SUBSCRIPTION_KEY),
            col(ACCOUNT_KEY),
            date_from_unix_date(col(FROM_DAY)).as(FROM_DAY),
            date_from_unix_date(col(TO_DAY)).as(TO_DAY),
            col(MRR).gt(0).as(PAYING),
            col(MRR)
                .cast(DataTypes.createDecimalType(18, 0))
                .multiply(lit(new BigDecimal("0.01")))
                .cast(Table.MONEY)
                .as(MRR),
            col(CURRENCY),
            col(PLAN),
            col(PRODUCT),
            col(SEATS));
  }

  private static Iterator<Row> spans(Iterator<Row> rows, LocalDays days, int last) {
    Timeline timeline = new Timeline(days);
    String source = null;
    while (rows.hasNext()) {
      Row row = rows.next();
      source = row.getAs(SOURCE);
      timeline.add(ContractVersions.version(row));
    }
    timeline.sort();
    int[] changes = timeline.changes().mapToInt(days::of).filter(d -> d <= last).toArray();
    int[] begins = Arrays.stream(changes).sorted().distinct().toArray();
    long known = days.cut(last);
    List<Object[]> spans = new ArrayList<>();
    for (int i = 0; i < begins.length; i++) {
      int to = i + 1 < begins.length ? begins[i + 1] : last + 1;
      Term term = timeline.at(days.cut(begins[i]), known);
      if (term != null && !term.version().gone()) {
        add(spans, span(source, term, begins[i], to));
      }
    }
    return spans.stream().map(RowFactory::create).iterator();
  }

  /** Adds a span, or makes the last one longer where it only goes on. */
  private static void add(List<Object[]> spans, Object[] span) {
    Object[] before = spans.isEmpty() ? null : spans.get(spans.size() - 1);
    if (before != null && before[TO].equals(span[FROM])) {
      Object[] longer = before.clone();
      longer[TO] = span[TO];
      span[FROM] = before[FROM];
      if (Arrays.equals(longer, span)) {
        spans.set(spans.size() - 1, longer);
        return;
      }
      span[FROM] = before[TO];
    }
    spans.add(span);
  }

  private static Object[] span(String source, Term term, int from, int to) {
    String key = term.version().key().substring(source.length() + 1);
    long mrr = term.inService() && term.paid() ? term.mrr() : 0;
    return new Object[] {
      source,
      key,
      term.account(),
      from,
      to,
      mrr,
      term.currency(),
      term.plan(),
      term.product(),
      term.seats()
    };
  }

  private RecurringSpans() {}
}
