package io.holdfast.job.step;

import io.holdfast.table.Contact;
import io.holdfast.table.ContactRoles;
import io.holdfast.table.FeatureDefinition;
import io.holdfast.table.SourceAccount;
import io.holdfast.table.Subscription;
import io.holdfast.table.Table;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** All entities that snapshots read, by name, those that name contacts with the contacts' roles. */
public final class WithRoles {

  public static Map<String, Dataset<Row>> of(Function<Table, Dataset<Row>> rows) {
    Map<String, Dataset<Row>> entities = new HashMap<>();
    FeatureDefinition.entities().forEach((name, table) -> entities.put(name, rows.apply(table)));
    Dataset<Row> contacts = rows.apply(Contact.TABLE);
    entities.replaceAll(
        (name, versions) ->
            ContactRoles.in(FeatureDefinition.entities().get(name))
                ? ContactRoles.of(versions, contacts)
                : versions);
    entities.put(SourceAccount.TABLE.name(), rows.apply(SourceAccount.TABLE));
    entities.put(Subscription.TABLE.name(), rows.apply(Subscription.TABLE));
    return entities;
  }

  private WithRoles() {}
}
