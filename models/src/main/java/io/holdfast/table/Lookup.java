package io.holdfast.table;

import static io.holdfast.table.Table.FLAG;
import static io.holdfast.table.Table.STRING;

/** What a source calls one of its own ids, as its source has it: one row per version. */
public final class Lookup {
  public static final String KIND = "kind";
  public static final String ID = "id";
  public static final String NAME = "name";
  public static final String PARENT_ID = "parent_id";
  public static final String STATE = "state";
  public static final String ACTIVE = "active";

  /** Stages of opportunities, as {@link #KIND} says it. */
  public static final String DEAL_STAGE = "deal_stage";

  public static final Table TABLE =
      EntityTable.of("lookup", "what a source calls one of its own ids")
          .with(
              KIND,
              STRING,
              "what it is: deal_pipeline, deal_stage, ticket_pipeline, ticket_stage, group, brand,"
                  + " form, team, role, list, mail_campaign")
          .with(ID, STRING, "the source's id, as other entities hold it")
          .with(NAME, STRING, "its name")
          .with(PARENT_ID, STRING, "id of what it is a part of, such as a stage's pipeline")
          .with(STATE, STRING, "of a stage: open, won, lost, closed")
          .with(ACTIVE, FLAG, "whether it is in use");

  private Lookup() {}
}
