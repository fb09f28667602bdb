package io.holdfast.job.step;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import io.holdfast.job.lake.Lake;
import io.holdfast.sentiment.Sentiment;
import io.holdfast.table.Entity;
import io.holdfast.table.MessageSentiment;
import io.holdfast.table.SurveyResponse;
import io.holdfast.table.Table;
import io.holdfast.table.TicketMessage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Scores messages and survey comments of the loads that have no sentiment yet. */
public final class SentimentStep implements Step {
  private static final String[] KEY = {Entity.SOURCE, Entity.SOURCE_KEY};

  @Override
  public String name() {
    return "sentiment";
  }

  @Override
  public StepResult run(StepContext context) {
    Lake lake = context.lake();
    Set<String> loads = new TreeSet<>(lake.batches(TicketMessage.TABLE));
    loads.addAll(lake.batches(SurveyResponse.TABLE));
    loads.removeAll(lake.batches(MessageSentiment.TABLE));
    long rows = 0;
    if (!loads.isEmpty()) {
      // A version that speaks of a part has its words from other loads, so that all are read.
      Map<String, Dataset<Row>> written =
          EntityVersions.whole(lake, List.of(TicketMessage.TABLE, SurveyResponse.TABLE));
      for (String load : loads) {
        Dataset<Row> scored =
            Sentiment.messageSentiment(
                of(written, TicketMessage.TABLE, load), of(written, SurveyResponse.TABLE, load));
        rows += lake.append(MessageSentiment.TABLE, scored, load);
      }
    }
    return StepResult.empty()
        .wrote(MessageSentiment.TABLE, rows)
        .saying(loads.isEmpty() ? "no new messages" : "");
  }

  /**
   * Scores the messages of other loads anew that share a key with those of a load which is taken
   * back and still there; can be repeated. The scores of a load that goes whole go with it.
   */
  static void without(Lake lake, TakenLoad taken) {
    Set<String> loads = new TreeSet<>();
    Map<String, Dataset<Row>> staying = new TreeMap<>();
    for (Table table : List.of(TicketMessage.TABLE, SurveyResponse.TABLE)) {
      Dataset<Row> others = lake.read(table).where(not(taken.rows()));
      staying.put(table.name(), others);
      if (lake.batches(table).contains(taken.batch())) {
        Dataset<Row> keys =
            taken.rows(lake, table).select(Entity.SOURCE, Entity.SOURCE_KEY).distinct();
        others
            .join(keys, KEY, "left_semi")
            .select(Entity.BATCH)
            .distinct()
            .collectAsList()
            .forEach(row -> loads.add(row.getString(0)));
        if (!taken.whole()) {
          loads.add(taken.batch());
        }
      }
    }
    loads.retainAll(lake.batches(MessageSentiment.TABLE));
    Map<String, Dataset<Row>> written = EntityVersions.whole(EntityVersions.apart(staying));
    for (String load : loads) {
      Dataset<Row> scored =
          Sentiment.messageSentiment(
              of(written, TicketMessage.TABLE, load), of(written, SurveyResponse.TABLE, load));
      lake.rewrite(MessageSentiment.TABLE, col(MessageSentiment.BATCH).equalTo(load), scored);
    }
    if (taken.whole()) {
      taken.removeFrom(lake, MessageSentiment.TABLE);
    }
  }

  private static Dataset<Row> of(Map<String, Dataset<Row>> written, Table table, String load) {
    return written.get(table.name()).where(col(Entity.BATCH).equalTo(load));
  }
}
