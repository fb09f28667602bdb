package io.holdfast.identity;

import io.holdfast.identity.IdentityRules.Customers;
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
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Source accounts and contacts as landed, and what identity makes of them as of a day. */
final class Night {
  private static final int MOST_KEYS = 6;

  static final IdentityRules RULES =
      rules(
          Customers.COMPANIES,
          Linking.links(Fact.CRM_ID, .999),
          new Linking(Fact.KEPT_ID, .999, true, "support", "support_id"),
          Linking.links(Fact.DOMAIN, .999),
          new Linking(Fact.NAME, .9, false, null, null),
          new Linking(Fact.PHONE, .8, false, null, null));

  private final IdentityRules rules;
  private final List<Row> accounts = new ArrayList<>();
  private final List<Row> contacts = new ArrayList<>();
  private final List<Decision> decisions = new ArrayList<>();

  Night() {
    this(RULES);
  }

  Night(IdentityRules rules) {
    this.rules = rules;
  }

  static IdentityRules rules(Customers customers, Linking... rules) {
    return new IdentityRules(
        customers,
        List.of(rules),
        List.of(),
        MOST_KEYS,
        List.of("n/a", "example.com", "test account"),
        List.of("gmail.com"));
  }

  /** All links by {@code source/key}, account rows by id, proposals. */
  record Result(
      Map<String, List<Row>> links,
      Map<String, Row> accounts,
      Dataset<Row> accountRows,
      List<Row> proposals,
      String plan) {

    Row link(String key) {
      return links.get(key).stream()
          .filter(row -> row.getAs("valid_to") == null && row.getAs("known_to") == null)
          .findFirst()
          .orElseThrow();
    }

    /** The link as a night of an earlier day had it. */
    Row link(String key, int day) {
      Timestamp cut = Timestamp.valueOf("2024-01-%02d 00:00:00".formatted(day + 1));
      return links.get(key).stream()
          .filter(row -> row.getAs("valid_to") == null || !before(row, "valid_to", cut))
          .filter(row -> row.getAs("known_to") == null || !before(row, "known_to", cut))
          .filter(row -> before(row, "known_from", cut) && before(row, "valid_from", cut))
          .findFirst()
          .orElseThrow();
    }

    private static boolean before(Row row, String column, Timestamp cut) {
      return row.<Timestamp>getAs(column).before(cut);
    }

    String account(String key) {
      return link(key).getAs("account_id");
    }

    String account(String key, int day) {
      return link(key, day).getAs("account_id");
    }

    String rule(String key) {
      return link(key).getAs("rule");
    }

    String evidence(String key) {
      return link(key).getAs("evidence");
    }

    /** A cell of an account as text; null: empty. */
    String of(String id, String column) {
      Object value = accounts.get(id).getAs(column);
      return value == null ? null : value.toString();
    }

    /** Proposals of two keys, as {@code rule confidence evidence}. */
    List<String> proposals(String one, String other) {
      return proposals.stream()
          .filter(
              row ->
                  List.of(pair(row, "source", "source_key"), pair(row, "other_source", "other_key"))
                      .containsAll(List.of(one, other)))
          .map(row -> "%s %s %s".formatted(row.getString(6), row.getDouble(7), row.getString(8)))
          .sorted()
          .toList();
    }

    private static String pair(Row row, String source, String key) {
      return row.getAs(source) + "/" + row.getAs(key);
    }

    /** Everything in a fixed order, as text. */
    String text() {
      return links.values().toString()
          + accounts.values()
          + proposals.stream().map(Row::toString).sorted().toList();
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
    return contact(source, "c" + contacts.size(), 1, accountKey, email);
  }

  Night contact(String source, String key, int day, String accountKey, String email) {
    contacts.add(
        version(Contact.TABLE, source, key, day, "account_key", accountKey, "email", email));
    return this;
  }

  /** What a person decided of two {@code source/key}, known from the morning of a day. */
  Night decided(boolean same, String one, String other, int day) {
    String[] left = one.split("/", 2);
    String[] right = other.split("/", 2);
    Instant known = LocalDate.of(2024, 1, day).atStartOfDay(ZoneOffset.UTC).toInstant();
    decisions.add(
        new Decision(
            decisions.size(), same, left[0], left[1], right[0], right[1], known, "ada", "told"));
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
    Night other = new Night(rules);
    other.accounts.addAll(accounts);
    other.contacts.addAll(contacts);
    other.decisions.addAll(decisions);
    Collections.shuffle(other.accounts, random);
    Collections.shuffle(other.contacts, random);
    return other;
  }

  Result asOf(int day) {
    return asOf(day, rows(Account.TABLE, List.of()));
  }

  Result asOf(int day, Dataset<Row> previous) {
    AsOf asOf = new AsOf(LocalDate.of(2024, 1, day), ZoneOffset.UTC);
    List<Decision> known =
        decisions.stream().filter(d -> d.knownAt().isBefore(asOf.cut())).toList();
    LinkParams params = new LinkParams(rules, "crm", known, ZoneOffset.UTC);
    Dataset<Row> members =
        Members.of(
                rows(SourceAccount.TABLE, accounts),
                rows(Contact.TABLE, contacts),
                rows(AppUser.TABLE, List.of()),
                rules,
                asOf)
            .localCheckpoint();
    Dataset<Row> found = Links.stitched(members, previous, params);
    Dataset<Row> stitched = found.localCheckpoint();
    Dataset<Row> links = Links.of(stitched);
    Dataset<Row> accountRows = Accounts.of(stitched, links);
    List<Row> customers = accountRows.collectAsList();
    return new Result(
        links.collectAsList().stream()
            .sorted(
                java.util.Comparator.<Row, Timestamp>comparing(r -> r.getAs("known_from"))
                    .thenComparing(Row::toString))
            .collect(
                Collectors.groupingBy(
                    r -> r.getString(0) + "/" + r.getString(1), TreeMap::new, Collectors.toList())),
        byName(customers, r -> r.getString(0)),
        rows(Account.TABLE, customers),
        NearMisses.of(stitched, params).collectAsList(),
        found.queryExecution().executedPlan().toString()
            + accountRows.queryExecution().executedPlan());
  }

  private static Map<String, Row> byName(List<Row> rows, Function<Row, String> name) {
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
    return TestSpark.session().createDataFrame(rows, table.schema());
  }
}
