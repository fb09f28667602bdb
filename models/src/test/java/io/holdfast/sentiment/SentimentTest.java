package io.holdfast.sentiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.table.MessageSentiment;
import io.holdfast.table.SurveyResponse;
import io.holdfast.table.Table;
import io.holdfast.table.Tables;
import io.holdfast.table.TestSpark;
import io.holdfast.table.TicketMessage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  @Test
  void whoeverMayTurnOutACustomerIsScoredWithHisKey() {
    Dataset<Row> messages =
        rows(
            TicketMessage.TABLE,
            message(null, "m1", "customer", "u1"),
            message(null, "m2", null, "u1"),
            message("a1", "m3", null, null));

    assertThat(
            Sentiment.messageSentiment(messages, rows(SurveyResponse.TABLE))
                .select(
                    MessageSentiment.SOURCE_KEY,
                    MessageSentiment.TICKET_KEY,
                    MessageSentiment.AUTHOR_KEY)
                .collectAsList())
        .extracting(row -> row.mkString(" "))
        .containsExactly("m1 t1 null", "m2 t1 u1");
  }

  private static Row message(String key, boolean deleted, String role, String body) {
    return message("a1", key, deleted, role, body, null);
  }

  private static Row message(String account, String key, String role, String author) {
    return message(account, key, false, role, "Still broken!", author);
  }

  private static Row message(
      String account, String key, boolean deleted, String role, String body, String author) {
    return row(
        TicketMessage.TABLE,
        Map.of("deleted", deleted, "source_key", key, "batch", "b1", "ticket_key", "t1"),
        "account_key",
        account,
        "author_role",
        role,
        "body",
        body,
        "author_key",
        author);
  }

  private static Row answer(String key, String comment) {
    return row(
        SurveyResponse.TABLE,
        Map.of("source_key", key, "batch", "b1", "account_key", "a1", "kind", "nps", "score", 9.0),
        "comment",
        comment);
  }

  private static Row row(Table table, Map<String, Object> values, String... texts) {
    Map<String, Object> all = new HashMap<>(values);
    all.put("source", "zendesk");
    for (int i = 0; i < texts.length; i += 2) {
      all.put(texts[i], texts[i + 1]);
    }
    return RowFactory.create(table.columnNames().stream().map(all::get).toArray());
  }
}
