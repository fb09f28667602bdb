package io.holdfast.sentiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.table.MessageSentiment;
import io.holdfast.table.SurveyResponse;
import io.holdfast.table.Table;
import io.holdfast.table.Tables;
import io.holdfast.table.TestSpark;
import io.holdfast.table.TicketMessage;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

class SentimentTest {
  static {
    assertThat(Tables.ALL).isNotEmpty();
  }

  @Test
  void onlyWhatCustomersWroteIsScored() {
    Dataset<Row> messages =
        rows(
            TicketMessage.TABLE,
            message("m1", false, "customer", "Still broken!"),
            message("m2", false, "agent", "Great, thank you"),
            message("m3", false, "customer", " "),
            message("m4", true, "customer", "Terrible"));
    Dataset<Row> surveys =
        rows(SurveyResponse.TABLE, answer("s1", "Great support"), answer("s2", null));

    List<Row> scored =
        MessageSentiment.TABLE
            .conform(Sentiment.messageSentiment(messages, surveys))
            .orderBy(MessageSentiment.SOURCE_KEY)
            .collectAsList();

    assertThat(scored)
        .extracting(r -> r.getAs(MessageSentiment.SOURCE_KEY) + " " + r.getAs("kind"))
        .containsExactly("m1 ticket", "s1 survey");
    assertThat(scored.get(0).<Double>getAs(MessageSentiment.SENTIMENT)).isNegative();
    assertThat(scored.get(1).<Double>getAs(MessageSentiment.SENTIMENT)).isPositive();
    assertThat(scored.get(0).<String>getAs(MessageSentiment.BATCH)).isEqualTo("b1");
  }

  private static Dataset<Row> rows(Table table, Row... rows) {
    return TestSpark.session().createDataFrame(List.of(rows), table.schema());
  }

  private static Row message(String key, boolean deleted, String role, String body) {
    return RowFactory.create(
        "zendesk", key, null, null, null, deleted, null, null, "f", 1L, "b1", "a1", "t1", role, body,
        null);
  }

  private static Row answer(String key, String comment) {
    return RowFactory.create(
        "zendesk", key, null, null, null, null, null, null, "f", 1L, "b1", "a1", "c1", "nps", 9.0,
        comment);
  }
}
