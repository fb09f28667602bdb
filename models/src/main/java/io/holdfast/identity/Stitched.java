package io.holdfast.identity;

import io.holdfast.table.Entity;
import io.holdfast.table.IdentityProposal;
import io.holdfast.table.SourceAccount;
import io.holdfast.table.Table;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * Layout of what is found out about a group, all in one dataset: each row is a link, a customer, an
 * id that forwards, a near miss, or a value that a customer has.
 */
final class Stitched {
  static final String LINK = "link";
  static final String CUSTOMER = "customer";
  static final String NEAR_MISS = "near_miss";
  static final String VALUE = "value";

  static final StructType LINKS = io.holdfast.table.AccountLink.TABLE.schema();

  /** Times are still microseconds. */
  static final StructType CUSTOMERS =
      new StructType()
          .add("account_id", Table.STRING)
          .add("forwards_to", Table.STRING)
          .add(Entity.SOURCE, Table.STRING)
          .add("crm_key", Table.STRING)
          .add("first_seen", Table.TIME)
          .add(SourceAccount.NAME, Table.STRING)
          .add("profile", Table.STRINGS);

  static final StructType NEAR_MISSES = IdentityProposal.TABLE.schema();

  /** A value of a rule that only proposes. */
  static final StructType VALUES =
      new StructType()
          .add("rule", Table.COUNT)
          .add("value", Table.STRING)
          .add(Entity.SOURCE, Table.STRING)
          .add(Entity.SOURCE_KEY, Table.STRING)
          .add("account_id", Table.STRING)
          .add("in_crm", Table.FLAG);

  static final StructType SCHEMA =
      new StructType()
          .add(LINK, LINKS)
          .add(CUSTOMER, CUSTOMERS)
          .add(NEAR_MISS, NEAR_MISSES)
          .add(VALUE, VALUES);

  static Row row(String kind, Object... values) {
    Object[] cells = new Object[SCHEMA.length()];
    cells[List.of(SCHEMA.fieldNames()).indexOf(kind)] = RowFactory.create(values);
    return RowFactory.create(cells);
  }

  private Stitched() {}
}
