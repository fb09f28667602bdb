package io.holdfast.job.step;

import static org.apache.spark.sql.functions.col;

import io.holdfast.identity.Accounts;
import io.holdfast.identity.Decision;
import io.holdfast.identity.IdentityRules;
import io.holdfast.identity.LinkParams;
import io.holdfast.identity.Links;
import io.holdfast.identity.Members;
import io.holdfast.identity.NearMisses;
import io.holdfast.identity.match.MatchRules;
import io.holdfast.identity.match.Proposals;
import io.holdfast.job.control.IdentityDecision;
import io.holdfast.job.lake.Lake;
import io.holdfast.table.Account;
import io.holdfast.table.AccountLink;
import io.holdfast.table.AppUser;
import io.holdfast.table.Contact;
import io.holdfast.table.IdentityProposal;
import io.holdfast.table.SourceAccount;
import io.holdfast.table.Versions;
import io.holdfast.time.AsOf;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Links the records of all systems to accounts, and proposes what people should look at. */
public final class IdentityStep implements Step {
  private final IdentityRules rules;
  private final List<MatchRules> fuzzy;
  private final String crm;

  /**
   * The step.
   *
   * @param fuzzy rules that propose by likeness
   * @param crm source whose accounts are the customers
   */
  public IdentityStep(IdentityRules rules, List<MatchRules> fuzzy, String crm) {
    this.rules = rules;
    this.fuzzy = List.copyOf(fuzzy);
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
    LinkParams params = new LinkParams(rules, crm, decisions(context), asOf.zone());
    Map<String, Dataset<Row>> versions =
        EntityVersions.apart(lake, List.of(SourceAccount.TABLE, Contact.TABLE, AppUser.TABLE));
    Dataset<Row> members =
        Members.of(
                versions.get(SourceAccount.TABLE.name()),
                versions.get(Contact.TABLE.name()),
                versions.get(AppUser.TABLE.name()),
                rules,
                asOf)
            .localCheckpoint();
    Dataset<Row> stitched =
        Links.stitched(members, lake.released(Account.TABLE), params).localCheckpoint();
    Dataset<Row> links = Links.of(stitched);
    long linked = lake.replace(AccountLink.TABLE, links);
    long accounts = lake.replace(Account.TABLE, Accounts.of(stitched, links));
    if (accounts == 0) {
      throw new HeldException(noAccounts(asOf));
    }
    Dataset<Row> proposals = NearMisses.of(stitched, params);
    if (!fuzzy.isEmpty()) {
      proposals =
          proposals.unionByName(
              alike(versions.get(SourceAccount.TABLE.name()), links, params, asOf));
    }
    long proposed = lake.replace(IdentityProposal.TABLE, proposals);
    return StepResult.empty()
        .wrote(AccountLink.TABLE, linked)
        .wrote(Account.TABLE, accounts)
        .wrote(IdentityProposal.TABLE, proposed);
  }

  private String noAccounts(AsOf asOf) {
    return "Not a single account is known by %s, so there is nothing to tell of anybody: deliver accounts of %s, which is the crm of holdfast.yaml, or correct crm there; 'holdfast status' says what has landed, 'holdfast check' what no export takes."
        .formatted(asOf.day(), crm);
  }

  /** Records as of the day that look alike, but for those that were merged away. */
  private Dataset<Row> alike(
      Dataset<Row> versions, Dataset<Row> links, LinkParams params, AsOf asOf) {
    Dataset<Row> records =
        Versions.asOf(versions, asOf).where(col(SourceAccount.MERGED_INTO_KEY).isNull());
    return fuzzy.stream()
        .map(rule -> NearMisses.alike(Proposals.of(records, rule), links, params))
        .reduce(Dataset::unionByName)
        .orElseThrow();
  }

  /** What people decided, as known by the day. */
  private static List<Decision> decisions(StepContext context) {
    if (context.control() == null) {
      return List.of();
    }
    return context.control().identity().knownBy(context.asOf().day()).stream()
        .map(row -> decision(row, context.asOf()))
        .toList();
  }

  private static Decision decision(IdentityDecision row, AsOf asOf) {
    return new Decision(
        row.number(),
        row.same(),
        row.one().source(),
        row.one().key(),
        row.other().source(),
        row.other().key(),
        row.knownOn().atStartOfDay(asOf.zone()).toInstant(),
        row.by(),
        row.because());
  }
}
