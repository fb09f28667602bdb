package io.holdfast.sentiment;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.udf;

import io.holdfast.table.Entity;
import io.holdfast.table.MessageSentiment;
import io.holdfast.table.SurveyResponse;
import io.holdfast.table.TicketMessage;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;

/** Scores what customers wrote. */
public final class Sentiment {
  public static final String TICKET = "ticket";
  public static final String SURVEY = "survey";

  private static final UserDefinedFunction SCORE =
      udf(
          (UDF1<String, Double>)
              text -> {
                var score = SentimentScorer.shared().score(text);
                return score.isPresent() ? score.getAsDouble() : null;
              },
          DataTypes.DoubleType);

  /**
   * Rows of message_sentiment for versions of ticket messages that customers wrote and of survey
   * comments; none for blank text, text in another language, and deleted versions.
   */
  public static Dataset<Row> messageSentiment(Dataset<Row> messages, Dataset<Row> surveys) {
    Dataset<Row> written = messages.where(col(TicketMessage.AUTHOR_ROLE).equalTo("customer"));
    return scored(written, TICKET, TicketMessage.ACCOUNT_KEY, TicketMessage.BODY)
        .unionByName(scored(surveys, SURVEY, SurveyResponse.ACCOUNT_KEY, SurveyResponse.COMMENT));
  }

  private static Dataset<Row> scored(
      Dataset<Row> rows, String kind, String accountKey, String text) {
    return rows.where(coalesce(col(Entity.DELETED), lit(false)).equalTo(false))
        .where(col(text).isNotNull())
        .select(
            col(Entity.SOURCE),
            col(accountKey).as(MessageSentiment.ACCOUNT_KEY),
            col(Entity.SOURCE_KEY),
            lit(kind).as(MessageSentiment.KIND),
            col(Entity.EVENT_TIME),
            col(Entity.KNOWN_AT),
            score(col(text)).as(MessageSentiment.SENTIMENT),
            col(Entity.BATCH))
        .where(col(MessageSentiment.SENTIMENT).isNotNull());
  }

  private static Column score(Column text) {
    return round(SCORE.apply(text), 6);
  }

  private Sentiment() {}
}
