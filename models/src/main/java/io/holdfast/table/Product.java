package io.holdfast.table;

import static io.holdfast.table.Table.FLAG;
import static io.holdfast.table.Table.STRING;

/** Something sold, as its source has it: one row per version. */
public final class Product {
  public static final String NAME = "name";
  public static final String ACTIVE = "active";

  public static final Table TABLE =
      EntityTable.of("product", "something sold")
          .with(NAME, STRING, "name")
          .with(ACTIVE, FLAG, "whether it is on sale");

  private Product() {}
}
