package io.holdfast.table;

import static io.holdfast.table.Table.FLAG;
import static io.holdfast.table.Table.STRING;

/** The feature catalogue as used. */
public final class Feature {
  public static final String NAME = "name";
  public static final String HASH = "hash";
  public static final String LABEL = "label";
  public static final String FEATURE_GROUP = "feature_group";
  public static final String UNIT = "unit";
  public static final String DIRECTION = "direction";
  public static final String TRAINS = "trains";
  public static final String DEFINITION = "definition";

  public static final Table TABLE =
      Table.of("feature", Table.Kind.DERIVED, "name, definition hash", "", NAME, HASH)
          .with(NAME, STRING, "name of the feature")
          .with(HASH, STRING, "hash of its definition")
          .with(LABEL, STRING, "in words")
          .with(FEATURE_GROUP, STRING, "group it belongs to")
          .with(UNIT, STRING, "unit")
          .with(DIRECTION, STRING, "good, bad or neutral when it rises")
          .with(TRAINS, FLAG, "whether models may use it")
          .with(DEFINITION, STRING, "as in metrics.yaml, as JSON");

  private Feature() {}
}
