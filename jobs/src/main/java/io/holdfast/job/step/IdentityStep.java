package io.holdfast.job.step;

import io.holdfast.identity.Accounts;
import io.holdfast.identity.IdentityRules;
import io.holdfast.identity.Links;
import io.holdfast.identity.Members;
import io.holdfast.job.lake.Lake;
import io.holdfast.table.Account;
import io.holdfast.table.AccountLink;
import io.holdfast.table.AppUser;
import io.holdfast.table.Contact;
import io.holdfast.table.SourceAccount;
import io.holdfast.time.AsOf;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Links the records of all systems to accounts. */
public final class IdentityStep implements Step {
  private final IdentityRules rules;
  private final String crm;

  /**
   * The step.
   *
   * @param crm source whose accounts are the customers
   */
  public IdentityStep(IdentityRules rules, String crm) {
    this.rules = rules;
    this.crm = crm;
  }

  @Override
  public String name() {
    return "identity";
  }

  @Override
  public StepResult run(StepContext context) {
    Lake lake = context.lake();
    AsOf asOf = context.asOf();
    Map<String, Dataset<Row>> entities =
        EntityVersions.whole(lake, List.of(SourceAccount.TABLE, Contact.TABLE, AppUser.TABLE));
    Dataset<Row> versions = entities.get(SourceAccount.TABLE.name());
    Dataset<Row> unmerged = Members.asOf(versions, rules, asOf).localCheckpoint();
    Dataset<Row> merged = Members.merged(unmerged).localCheckpoint();
    Dataset<Row> members =
        Members.withPeople(
                merged,
                entities.get(Contact.TABLE.name()),
                entities.get(AppUser.TABLE.name()),
                rules,
                asOf)
            .localCheckpoint();
    Dataset<Row> links = Links.of(members, rules, crm);
    long linked = lake.replace(AccountLink.TABLE, links);
    Dataset<Row> accounts =
        Accounts.of(members, lake.read(AccountLink.TABLE), lake.released(Account.TABLE), asOf);
    return StepResult.empty()
        .wrote(AccountLink.TABLE, linked)
        .wrote(Account.TABLE, lake.replace(Account.TABLE, accounts));
  }
}
