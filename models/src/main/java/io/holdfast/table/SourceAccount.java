package io.holdfast.table;

import static io.holdfast.table.Table.COUNT;
import static io.holdfast.table.Table.DAY;
import static io.holdfast.table.Table.STRING;

/** A customer as one system has it, as its source has it: one row per version. */
public final class SourceAccount {
  public static final String NAME = "name";
  public static final String DOMAIN = "domain";
  public static final String EMAIL = "email";
  public static final String CRM_KEY = "crm_key";
  public static final String PARENT_KEY = "parent_key";
  public static final String MERGED_INTO_KEY = "merged_into_key";
  public static final String OWNER = "owner";
  public static final String INDUSTRY = "industry";
  public static final String COUNTRY = "country";
  public static final String SEGMENT = "segment";
  public static final String EMPLOYEES = "employees";
  public static final String PHONE = "phone";
  public static final String TAX_ID = "tax_id";
  public static final String STREET = "street";
  public static final String CITY = "city";
  public static final String POSTAL_CODE = "postal_code";
  public static final String CREATED_ON = "created_on";

  public static final Table TABLE =
      EntityTable.of("source_account", "a customer as one system has it")
          .with(NAME, STRING, "name of the customer")
          .with(DOMAIN, STRING, "web or mail domain, lower case")
          .withPersonal(EMAIL, STRING, "mail address of the customer record")
          .with(CRM_KEY, STRING, "the CRM's account id that this system keeps")
          .with(PARENT_KEY, STRING, "the source's key of the parent account")
          .with(MERGED_INTO_KEY, STRING, "key of the account that this one was merged into")
          .with(OWNER, STRING, "who looks after the account")
          .with(INDUSTRY, STRING, "industry as the source words it")
          .with(COUNTRY, STRING, "country as the source words it")
          .with(SEGMENT, STRING, "size segment as the source words it")
          .with(EMPLOYEES, COUNT, "number of employees")
          .withPersonal(PHONE, STRING, "phone number of the customer record")
          .with(TAX_ID, STRING, "tax or company number")
          .with(STREET, STRING, "street and number")
          .with(CITY, STRING, "city")
          .with(POSTAL_CODE, STRING, "postal code")
          .with(CREATED_ON, DAY, "when the source first had it");

  private SourceAccount() {}
}
