package io.holdfast.table;

import static io.holdfast.table.Table.NUMBER;
import static io.holdfast.table.Table.STRING;

/** An answer to a survey, as its source has it: one row per version. */
public final class SurveyResponse {
  public static final String ACCOUNT_KEY = "account_key";
  public static final String CONTACT_KEY = "contact_key";
  public static final String KIND = "kind";
  public static final String SCORE = "score";
  public static final String COMMENT = "comment";

  public static final Table TABLE =
      EntityTable.of("survey_response", "an answer to a survey")
          .with(ACCOUNT_KEY, STRING, "the source's own key of the account")
          .with(CONTACT_KEY, STRING, "the source's key of who answered")
          .with(KIND, STRING, "nps, csat, ces, exit")
          .with(SCORE, NUMBER, "the number given")
          .withPersonal(COMMENT, STRING, "what was written");

  private SurveyResponse() {}
}
