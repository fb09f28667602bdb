package io.holdfast.table;

import static io.holdfast.table.Table.FLAG;
import static io.holdfast.table.Table.STRING;

/** One of our own people: an owner, an agent, as its source has it: one row per version. */
public final class Staff {
  public static final String NAME = "name";
  public static final String EMAIL = "email";
  public static final String TITLE = "title";
  public static final String ROLE = "role";
  public static final String ACTIVE = "active";
  public static final String MANAGER_KEY = "manager_key";

  public static final Table TABLE =
      EntityTable.of("staff", "one of our own people")
          .withPersonal(NAME, STRING, "full name")
          .withPersonal(EMAIL, STRING, "mail address")
          .with(TITLE, STRING, "job title")
          .with(ROLE, STRING, "role as the source words it")
          .with(ACTIVE, FLAG, "whether still working")
          .with(MANAGER_KEY, STRING, "the source's key of the manager");

  private Staff() {}
}
