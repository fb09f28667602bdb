package io.holdfast.table;

import static io.holdfast.table.Table.COUNT;
import static io.holdfast.table.Table.STRING;
import static io.holdfast.table.Table.TIME;

/** The customer itself. */
public final class Account {
  public static final String ACCOUNT_ID = "account_id";
  public static final String NAME = "name";
  public static final String CRM_SOURCE = "crm_source";
  public static final String CRM_KEY = "crm_key";
  public static final String PARENT_ID = "parent_id";
  public static final String FORWARDS_TO = "forwards_to";
  public static final String INDUSTRY = "industry";
  public static final String COUNTRY = "country";
  public static final String SEGMENT = "segment";
  public static final String OWNER = "owner";
  public static final String EMPLOYEES = "employees";
  public static final String FIRST_SEEN = "first_seen";

  public static final Table TABLE =
      Table.of("account", Table.Kind.DERIVED, "account", "", ACCOUNT_ID)
          .with(ACCOUNT_ID, STRING, "Holdfast account")
          .with(NAME, STRING, "name")
          .with(CRM_SOURCE, STRING, "CRM it lives in")
          .with(CRM_KEY, STRING, "the CRM's own record id; null: not in the CRM")
          .with(PARENT_ID, STRING, "parent account")
          .with(FORWARDS_TO, STRING, "account that this one merged into; null: itself")
          .with(INDUSTRY, STRING, "industry")
          .with(COUNTRY, STRING, "country")
          .with(SEGMENT, STRING, "size segment")
          .with(OWNER, STRING, "who looks after it")
          .with(EMPLOYEES, COUNT, "number of employees")
          .with(FIRST_SEEN, TIME, "when it was first known");

  private Account() {}
}
