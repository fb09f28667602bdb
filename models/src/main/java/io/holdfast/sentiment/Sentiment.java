package io.holdfast.sentiment;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import io.holdfast.table.AccountKeys;
import io.holdfast.table.Entity;
import io.holdfast.table.MessageSentiment;
import io.holdfast.table.SurveyResponse;
import io.holdfast.table.Table;
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
   * Rows of message_sentiment for versions of ticket messages that customers wrote, or somebody of
   * whom that may turn out, and of survey comments; none for blank text, text in another language,
   * and deleted versions.
   */
  public static Dataset<Row> messageSentiment(Dataset<Row> messages, Dataset<Row> surveys) {
    Column role = col(TicketMessage.AUTHOR_ROLE);
    Column open = role.isNull().and(col(TicketMessage.AUTHOR_KEY).isNotNull());
    Dataset<Row> written = messages.where(role.equalTo(AccountKeys.CUSTOMER).or(open));
    Column ticket = when(col(TicketMessage.ACCOUNT_KEY).isNull(), col(TicketMessage.TICKET_KEY));
    Column author = when(open, col(TicketMessage.AUTHOR_KEY));
    Column none = lit(null).cast(Table.STRING);
    return scored(written, TICKET, col(TicketMessage.BODY), ticket, author)
        .unionByName(scored(surveys, SURVEY, col(SurveyResponse.COMMENT), none, none));
  }

  private static Dataset<Row> scored(
      Dataset<Row> rows, String kind, Column text, Column ticket, Column author) {
    return rows.where(coalesce(col(Entity.DELETED), lit(false)).equalTo(false))
        .where(text.isNotNull())
        .select(
            col(Entity.SOURCE),
            col(MessageSentiment.ACCOUNT_KEY),
            col(Entity.SOURCE_KEY),
            lit(kind).as(MessageSentiment.KIND),
            ticket.as(MessageSentiment.TICKET_KEY),
            author.as(MessageSentiment.AUTHOR_KEY),
            col(Entity.EVENT_TIME),
            col(Entity.KNOWN_AT),
            score(text).as(MessageSentiment.SENTIMENT),
            col(Entity.BATCH))
        .where(col(MessageSentiment.SENTIMENT).isNotNull());
  }

  private static Column score(Column text) {
    return round(SCORE.apply(text), 6);
  }

  private Sentiment() {}
}
