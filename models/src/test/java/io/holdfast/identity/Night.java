package io.holdfast.identity;

import io.holdfast.identity.IdentityRules.Fact;
import io.holdfast.identity.IdentityRules.Linking;
import io.holdfast.table.Account;
import io.holdfast.table.AppUser;
import io.holdfast.table.Contact;
import io.holdfast.table.SourceAccount;
import io.holdfast.table.Table;
import io.holdfast.table.TestSpark;
import io.holdfast.time.AsOf;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Source accounts and contacts as landed, and what identity makes of them as of a day. */
final class Night {
  static final IdentityRules RULES =
      new IdentityRules(
          List.of(new Linking(Fact.CRM_ID, .999), new Linking(Fact.DOMAIN, .99)),
          List.of("n/a", "example.com"),
          List.of("gmail.com"));

  private final List<Row> accounts = new ArrayList<>();
  private final List<Row> contacts = new ArrayList<>();

  /** Links by {@code source/key} and account rows by id. */
  record Result(
      Map<String, Row> links, Map<String, Row> accounts, Dataset<Row> accountRows, String plan) {
    String account(String key) {
      return links.get(key).getAs("account_id");
    }

    String rule(String key) {
      return links.get(key).getAs("rule");
    }

    /** Everything in a fixed order, as text. */
    String text() {
      return links.values().toString() + accounts.values();
    }
  }

  /** A version of a source account, known at noon of a day of January 2024. */
  Night account(String source, String key, int day, Object... more) {
    accounts.add(version(SourceAccount.TABLE, source, key, day, more));
    return this;
  }

  Night crm(String key, int day, Object... more) {
    return account("crm", key, day, more);
  }

  Night contact(String source, String accountKey, String email) {
    String key = "c" + contacts.size();
    contacts.add(version(Contact.TABLE, source, key, 1, "account_key", accountKey, "email", email));
    return this;
  }

  private static Row version(Table table, String source, String key, int day, Object... more) {
    Timestamp time = Timestamp.valueOf("2024-01-%02d 12:00:00".formatted(day));
    Map<String, Object> values =
        new HashMap<>(
            Map.of("source", source, "source_key", key, "event_time", time, "known_at", time));
    for (int i = 0; i < more.length; i += 2) {
      values.put((String) more[i], more[i + 1]);
    }
    if (!table.columnNames().containsAll(values.keySet())) {
      throw new IllegalArgumentException(table.name() + " lacks one of " + values.keySet());
    }
    return RowFactory.create(table.columnNames().stream().map(values::get).toArray());
  }

  Night shuffled(Random random) {
    Night other = new Night();
    other.accounts.addAll(accounts);
    other.contacts.addAll(contacts);
    Collections.shuffle(other.accounts, random);
    Collections.shuffle(other.contacts, random);
    return other;
  }

  Result asOf(int day) {
    return asOf(day, rows(Account.TABLE, List.of()));
  }

  Result asOf(int day, Dataset<Row> previous) {
    AsOf asOf = new AsOf(LocalDate.of(2024, 1, day), ZoneOffset.UTC);
    Dataset<Row> unmerged = Members.asOf(rows(SourceAccount.TABLE, accounts), RULES, asOf);
    Dataset<Row> merged = Members.merged(unmerged.localCheckpoint()).localCheckpoint();
    Dataset<Row> members =
        Members.withPeople(
                merged, rows(Contact.TABLE, contacts), rows(AppUser.TABLE, List.of()), RULES, asOf)
            .localCheckpoint();
    Dataset<Row> links = Links.of(members, RULES, "crm");
    List<Row> found = links.collectAsList();
    Dataset<Row> accountRows = Accounts.of(members, rows(links.schema(), found), previous, asOf);
    List<Row> customers = accountRows.collectAsList();
    return new Result(
        byName(found, r -> r.getString(0) + "/" + r.getString(1)),
        byName(customers, r -> r.getString(0)),
        rows(Account.TABLE, customers),
        links.queryExecution().executedPlan().toString()
            + accountRows.queryExecution().executedPlan());
  }

  private static Map<String, Row> byName(
      List<Row> rows, java.util.function.Function<Row, String> name) {
    return rows.stream()
        .collect(
            Collectors.toMap(
                name,
                r -> r,
                (a, b) -> {
                  throw new IllegalStateException("Two rows for " + name.apply(a));
                },
                TreeMap::new));
  }

  private static Dataset<Row> rows(Table table, List<Row> rows) {
    return rows(table.schema(), rows);
  }

  private static Dataset<Row> rows(org.apache.spark.sql.types.StructType schema, List<Row> rows) {
    return TestSpark.session().createDataFrame(rows, schema);
  }
}
