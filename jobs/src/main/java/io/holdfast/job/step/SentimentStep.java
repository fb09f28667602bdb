package io.holdfast.job.step;

import static org.apache.spark.sql.functions.col;

import io.holdfast.job.lake.Lake;
import io.holdfast.sentiment.Sentiment;
import io.holdfast.table.Entity;
import io.holdfast.table.MessageSentiment;
import io.holdfast.table.SurveyResponse;
import io.holdfast.table.Table;
import io.holdfast.table.TicketMessage;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Scores messages and survey comments of the loads that have no sentiment yet. */
public final class SentimentStep implements Step {

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
    for (String load : loads) {
      Dataset<Row> scored =
          Sentiment.messageSentiment(
              of(lake, TicketMessage.TABLE, load), of(lake, SurveyResponse.TABLE, load));
      rows += lake.append(MessageSentiment.TABLE, scored, load);
    }
    return StepResult.empty()
        .wrote(MessageSentiment.TABLE, rows)
        .saying(loads.isEmpty() ? "no new messages" : "");
  }

  private static Dataset<Row> of(Lake lake, Table table, String load) {
    return lake.read(table).where(col(Entity.BATCH).equalTo(load));
  }
}
